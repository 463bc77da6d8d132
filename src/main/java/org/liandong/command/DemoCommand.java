package org.liandong.command;

import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.liandong.ledger.Ledger;
import org.liandong.security.Credentials;
import org.liandong.simulator.City;
import org.liandong.simulator.CitySettings;
import org.liandong.simulator.FreePorts;
import org.liandong.simulator.Mix;
import org.liandong.simulator.Secrets;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code hub demo}: the hub with a simulated city around it, over real protocols on loopback. Started again on the same data
 * it goes on where it was.
 */
@Command(name = "demo", description = "启动枢纽和一座模拟城市,看办件怎样流转", mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    @Mixin
    RunCommand run = new RunCommand();

    private static final int CANARY_SECONDS = 60;

    @Option(names = "--rate", description = "每秒来件数(默认 ${DEFAULT-VALUE})", defaultValue = "2")
    double rate;

    @Option(names = "--count", description = "共多少件(默认 ${DEFAULT-VALUE})", defaultValue = "2000")
    int count;

    @Override
    public Integer call() throws Exception {
        CitySettings.Ports ports =
                new CitySettings.Ports(FreePorts.next(), FreePorts.next(), FreePorts.next(), FreePorts.next());
        int broker = FreePorts.next();
        ConfigurableApplicationContext hub = run.start(
                addresses(ports, broker, Files.createDirectories(run.data).resolve("exchange.db")));
        Path secrets = run.data.resolve("secrets.yaml");
        URI address = URI.create("http://%s:%d".formatted(run.address, run.port));
        City city = City.open(CitySettings.demo(address, URI.create("tcp://127.0.0.1:" + broker), Secrets.read(secrets))
                .listening(ports)
                .exchangingIn(run.data.resolve("exchange.db"))
                .keeping(run.data.resolve("city.jsonl"))
                .seeded(System.nanoTime()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(city), "city-close"));
        Credentials.Operator operator = hub.getBean(Credentials.class).operator();
        OUT.printf("控制台 %s  账号 %s 口令 %s%n", address, operator.user(), operator.password());
        OUT.printf("数据在 %s,Ctrl-C 停止,再次启动接着走%n", run.data.toAbsolutePath());
        city.operator();
        city.morning(Mix.weekday(), count, rate);
        LiveLine.print(OUT, hub.getBean(Ledger.class));
        return RunCommand.RUNNING;
    }

    private static Map<String, Object> addresses(CitySettings.Ports ports, int broker, Path exchange) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("liandong.broker.port", broker);
        properties.put("liandong.canary.every", CANARY_SECONDS);
        properties.put("NJ12345.url", "http://127.0.0.1:" + ports.hotline() + "/hotline/callback");
        properties.put("NJ12345.soapUrl", "http://127.0.0.1:" + ports.hotline() + "/services/hotline");
        properties.put("PANANJ.url", "http://127.0.0.1:" + ports.pananj() + "/pananj/status");
        properties.put("HB.url", "http://127.0.0.1:" + ports.hb());
        properties.put("CG.url", "http://127.0.0.1:" + ports.cg() + "/services/receive");
        properties.put("MZ.url", City.exchange(exchange));
        properties.put("MZ.user", "");
        properties.put("MZ.password", "");
        return properties;
    }

    private static void close(City city) {
        try {
            city.close();
        } catch (Exception e) {
            OUT.println("模拟城市未能正常停止: " + e.getMessage());
        }
    }
}

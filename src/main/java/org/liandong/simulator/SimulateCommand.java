package org.liandong.simulator;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hub simulate}: a simulated city in a process of its own. */
@Command(
        name = "simulate",
        description = "在独立进程中运行仿真城市:12345、平安南京、网格终端,以及环保(REST)、城管(SOAP)、消防(队列)、民政(前置库)四个部门。",
        mixinStandardHelpOptions = true)
public final class SimulateCommand implements Callable<Integer> {
    private enum Day {
        WEEKDAY(Mix::weekday),
        STORM(Mix::stormDay),
        RECONNECT(Mix::reconnect),
        REPEATED(Mix::repeatedPushes);

        @SuppressWarnings("ImmutableEnumChecker") // a reference to a static method has no state
        private final Supplier<Mix> mix;

        Day(Supplier<Mix> mix) {
            this.mix = mix;
        }
    }

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--hub", defaultValue = "http://127.0.0.1:8080", description = "枢纽地址,默认 ${DEFAULT-VALUE}")
    private URI hub = URI.create("http://127.0.0.1:8080");

    @Option(names = "--broker", description = "消防队列所在的消息中间件,例如 tcp://127.0.0.1:61616;不给则没有消防")
    private @Nullable URI broker;

    @Option(names = "--exchange", description = "民政前置库的SQLite文件;不给则没有民政")
    private @Nullable Path exchange;

    @Option(names = "--secrets", required = true, description = "与枢纽共享的密钥文件 secrets.yaml")
    private @Nullable Path secrets;

    @Option(names = "--hotline-port", defaultValue = "0", description = "12345 回调端口,0 为任选")
    private int hotlinePort;

    @Option(names = "--pananj-port", defaultValue = "0", description = "平安南京回调端口,0 为任选")
    private int pananjPort;

    @Option(names = "--hb-port", defaultValue = "0", description = "环保端口,0 为任选")
    private int hbPort;

    @Option(names = "--cg-port", defaultValue = "0", description = "城管端口,0 为任选")
    private int cgPort;

    @Option(names = "--seed", defaultValue = "20260707", description = "随机种子,默认 ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--day", defaultValue = "WEEKDAY", description = "流量: ${COMPLETION-CANDIDATES},默认 ${DEFAULT-VALUE}")
    private Day day = Day.WEEKDAY;

    @Option(names = "--count", defaultValue = "200", description = "共发多少条报文,0 为只收不发,默认 ${DEFAULT-VALUE}")
    private int count;

    @Option(names = "--rate", defaultValue = "5", description = "每秒多少条,默认 ${DEFAULT-VALUE}")
    private double rate;

    @Option(names = "--no-operator", description = "不要代班坐席")
    private boolean noOperator;

    @Option(names = "--stay", description = "发完后继续运行的秒数;不给则一直运行到被中断")
    private @Nullable Integer stay;

    @Option(names = "--journal", description = "把收发流水逐行写入此 JSONL 文件")
    private @Nullable Path journal;

    @Override
    public Integer call() throws Exception {
        CommandLine line = Objects.requireNonNull(spec, "spec").commandLine();
        PrintWriter out = line.getOut();
        Secrets shared;
        try {
            shared = Secrets.read(Objects.requireNonNull(secrets, "--secrets"));
        } catch (IOException e) {
            throw new ParameterException(line, "--secrets: " + e.getMessage(), e);
        }
        CitySettings settings = CitySettings.demo(hub, broker, shared)
                .listening(new CitySettings.Ports(hotlinePort, pananjPort, hbPort, cgPort))
                .working(Profile.demo(seed))
                .seeded(seed);
        if (exchange != null) {
            settings = settings.exchangingIn(exchange);
        }
        if (journal != null) {
            settings = settings.keeping(journal);
        }
        var json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        try (City city = City.open(settings)) {
            out.println("仿真城市已开门,种子 " + seed);
            city.addresses().forEach((name, address) -> out.println("  " + name + ": " + address));
            out.flush();
            if (!noOperator) {
                city.operator();
            }
            Morning morning = city.morning(day.mix.get(), count, rate);
            while (!morning.isOver()) {
                TimeUnit.MILLISECONDS.sleep(200);
            }
            Duration rest = stay == null ? Duration.ofDays(36_500) : Duration.ofSeconds(stay);
            for (long end = System.nanoTime() + rest.toNanos(); System.nanoTime() - end < 0; ) {
                TimeUnit.MILLISECONDS.sleep(200);
            }
            out.println(json.writeValueAsString(city.balance()));
            out.flush();
            return city.unanswered() == 0 ? 0 : 1;
        }
    }
}

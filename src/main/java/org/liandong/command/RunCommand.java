package org.liandong.command;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.liandong.hub.FirstAccount;
import org.liandong.hub.Hub;
import org.liandong.hub.SetupProblem;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hub run}: the hub alone. */
@Command(name = "run", description = "启动枢纽", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    /** Whoever writes one of these into the file would believe that it holds. */
    private static final Map<String, String> OF_THE_COMMAND_LINE =
            Map.of("server.port", "--port", "server.address", "--address", "liandong.data", "--data");

    /** Exit code that means: stay, other threads are at work. */
    static final int RUNNING = -1;

    @Option(names = "--port", description = "控制台与接口的端口(默认 ${DEFAULT-VALUE})", defaultValue = "8080")
    int port;

    @Option(names = "--address", description = "监听地址(默认只在本机)", defaultValue = "127.0.0.1")
    String address = "127.0.0.1";

    @Option(names = "--data", description = "数据目录(默认 ${DEFAULT-VALUE})", defaultValue = "data")
    Path data = Path.of("data");

    @Option(names = "--config", description = "配置文件(YAML),见 docs/configuration.md")
    @Nullable
    Path config;

    @Override
    public Integer call() {
        start(Map.of());
        return RUNNING;
    }

    /** Checks what can be checked before anything is opened, then starts. */
    ConfigurableApplicationContext start(Map<String, Object> more) {
        writable(data);
        free(address, port);
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("server.port", port);
        properties.put("server.address", address);
        properties.put("liandong.data", data.toString());
        properties.putAll(more);
        SpringApplication application = new SpringApplication(Hub.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(true);
        PropertySource<?> written = config == null ? null : read(config);
        application.addInitializers(context -> {
            if (written != null) {
                context.getEnvironment().getPropertySources().addFirst(written);
            }
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new org.springframework.core.env.MapPropertySource("command line", properties));
        });
        ConfigurableApplicationContext hub = application.run();
        hub.getBean(FirstAccount.class)
                .open()
                .ifPresent(
                        password -> OUT.printf("首次启动:系统管理员 %s 的一次性口令 %s,只显示这一次,登录后须改%n", FirstAccount.NAME, password));
        return hub;
    }

    private static PropertySource<?> read(Path file) {
        if (!Files.isReadable(file)) {
            throw new SetupProblem("配置文件 %s 不存在或不可读,请核对 --config".formatted(file));
        }
        try {
            PropertySource<?> written = new YamlPropertySourceLoader()
                    .load(file.toString(), new FileSystemResource(file)).stream()
                            .findFirst()
                            .orElseThrow(() -> new SetupProblem("配置文件 %s 是空的".formatted(file)));
            OF_THE_COMMAND_LINE.forEach((property, option) -> {
                if (written.containsProperty(property)) {
                    throw new SetupProblem("配置文件 %s 中的 %s 不起作用,请删去,改用 %s".formatted(file, property, option));
                }
            });
            return written;
        } catch (IOException | RuntimeException e) {
            if (e instanceof SetupProblem known) {
                throw known;
            }
            String first = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
            throw new SetupProblem("配置文件 %s 不是合法的YAML: %s".formatted(file, first), e);
        }
    }

    /** A folder made here is its owner's alone: it holds cases, keys and raw messages. */
    private static void writable(Path folder) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.delete(Files.createTempFile(folder, "write", ".test"));
        } catch (IOException | RuntimeException e) {
            throw new SetupProblem("数据目录 %s 不可写,请换一个目录(--data)或修改权限".formatted(folder.toAbsolutePath()), e);
        }
    }

    private static void free(String address, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(address), port));
        } catch (IOException e) {
            throw new SetupProblem("地址 %s 端口 %d 不可用(可能已被占用),请换一个端口(--port)".formatted(address, port), e);
        }
    }
}

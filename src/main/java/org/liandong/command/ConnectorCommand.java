package org.liandong.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.liandong.connectors.CheckMark;
import org.liandong.connectors.Connectors;
import org.liandong.connectors.Loaded;
import org.liandong.kit.ConnectorKit;
import org.liandong.kit.ContractDraft;
import org.liandong.kit.HtmlReport;
import org.liandong.kit.JUnitReport;
import org.liandong.kit.KitReport;
import org.liandong.kit.NewConnector;
import org.liandong.kit.OpenApiDraft;
import org.liandong.kit.Rehearsal;
import org.liandong.kit.Trial;
import org.liandong.kit.WsdlDraft;
import org.liandong.security.Credentials;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.FileSystemResource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hub connector}: for those who plug a system in. */
@Command(
        name = "connector",
        description = "连接器:接入一个系统的人用",
        subcommands = {
            ConnectorCommand.Check.class,
            ConnectorCommand.Live.class,
            ConnectorCommand.New.class,
            ShadowCommand.class
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "命令")
final class ConnectorCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Objects.requireNonNull(spec, "spec")
                .commandLine()
                .usage(spec.commandLine().getErr());
        return 2;
    }

    /** {@code hub connector check}: needs no hub. */
    @Command(
            name = "check",
            description = {"上线前检验一个或几个连接器目录:设置、映射、样例,真会遇到的坏报文与坏应答;", "再起一个自己的枢纽与对方的替身,断线、迟到、慢滴、被杀、证书过期都走一遍。不连接对方"},
            exitCodeListHeading = "退出码:%n",
            exitCodeList = {"0:全部通过", "1:有未通过的,逐条列出", "2:无法检验"},
            mixinStandardHelpOptions = true)
    static final class Check implements Callable<Integer> {
        private static final int PASSED = 0;
        private static final int FAILED = 1;
        private static final int NOT_CHECKED = 2;
        private static final int SHOWN = 300;

        @Spec
        private @Nullable CommandSpec spec;

        @Parameters(arity = "1..*", paramLabel = "目录", description = "例如 connectors/departments/CG")
        private List<Path> folders = List.of();

        @Option(names = "--junit", paramLabel = "文件", description = "另写一份JUnit XML,给构建服务器读")
        private @Nullable Path junit;

        @Option(names = "--html", paramLabel = "文件", description = "另写一份网页,给要改的人看")
        private @Nullable Path html;

        @Option(names = "--quick", description = "不起替身,几秒就完;通过了也不算数,不写 check.json")
        private boolean quick;

        @Option(names = "--against", paramLabel = "地址", description = "再对着对方的测试地址真的派一件、再派一次、查询,凭据取自 --secrets;只能给一个目录")
        private @Nullable String against;

        @Option(
                names = "--secrets",
                paramLabel = "文件",
                defaultValue = "data/secrets.yaml",
                description = "--against 用的密钥文件,默认 ${DEFAULT-VALUE}")
        private Path secrets = Path.of("data/secrets.yaml");

        @Option(names = "--config", paramLabel = "文件", description = "--against 用的配置文件:枢纽在对方的账号口令等占位符的值,同 run --config")
        private @Nullable Path config;

        @Override
        public Integer call() {
            PrintWriter out = Objects.requireNonNull(spec, "spec").commandLine().getOut();
            PrintWriter err = spec.commandLine().getErr();
            for (Path folder : folders) {
                if (!Files.isDirectory(folder)) {
                    err.println("无法检验: 没有目录 " + folder);
                    return NOT_CHECKED;
                }
            }
            if (against != null && (folders.size() != 1 || !Files.isRegularFile(secrets))) {
                err.println(
                        folders.size() != 1
                                ? "无法检验: --against 一次只试一个目录"
                                : "无法检验: 没有密钥文件 %s,请用 --secrets 指明".formatted(secrets));
                return NOT_CHECKED;
            }
            try {
                ConnectorKit kit = new ConnectorKit(Clock.systemUTC());
                Optional<ConnectorKit.Target> target = Optional.ofNullable(against)
                        .map(address -> new ConnectorKit.Target(
                                address, Credentials.loadOrCreate(secrets, Set.of()), settings()));
                List<KitReport> reports = new ArrayList<>();
                for (Path folder : folders) {
                    reports.add(kit.check(folder, target));
                }
                if (!quick) {
                    rehearse(reports, err);
                }
                reports.forEach(report -> tell(out, report));
                for (int i = 0; i < folders.size(); i++) {
                    // what passes the quick trials only has not passed
                    if (!quick || !reports.get(i).isPassed()) {
                        reports.get(i).mark().write(folders.get(i));
                    }
                }
                if (junit != null) {
                    JUnitReport.write(reports, junit);
                }
                if (html != null) {
                    HtmlReport.write(reports, html);
                }
                return reports.stream().allMatch(KitReport::isPassed) ? PASSED : FAILED;
            } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
                err.println("无法检验: " + e.getMessage());
                return NOT_CHECKED;
            }
        }

        /** @throws IllegalArgumentException if the file is not there */
        private Map<String, String> settings() {
            if (config == null) {
                return Map.of();
            }
            if (!Files.isRegularFile(config)) {
                throw new IllegalArgumentException("没有配置文件 " + config);
            }
            YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
            yaml.setResources(new FileSystemResource(config));
            Map<String, String> settings = new HashMap<>();
            Optional.ofNullable(yaml.getObject())
                    .ifPresent(read -> read.forEach((name, value) -> settings.put(name.toString(), value.toString())));
            return settings;
        }

        /** Of what has passed so far; the rest has enough to mend. */
        private void rehearse(List<KitReport> reports, PrintWriter err) {
            List<Path> passed = new ArrayList<>();
            for (int i = 0; i < folders.size(); i++) {
                if (reports.get(i).isPassed()) {
                    passed.add(folders.get(i).toAbsolutePath().normalize());
                }
            }
            Rehearsal rehearsal = new Rehearsal(
                    Path.of(System.getProperty("liandong.home", ".")),
                    itself(),
                    line -> {
                        err.println(line);
                        err.flush();
                    },
                    Clock.systemUTC());
            // what the ledger says when it is made concerns nobody here
            Quiet.logging();
            Map<Path, List<Trial>> trials = rehearsal.of(passed);
            for (int i = 0; i < folders.size(); i++) {
                List<Trial> more = trials.get(folders.get(i).toAbsolutePath().normalize());
                if (more != null) {
                    reports.set(i, reports.get(i).with(more));
                }
            }
        }

        /** How this program is started once more: packaged as one file, or as classes. */
        private static List<String> itself() {
            String path = System.getProperty("java.class.path", "");
            boolean packaged = HubCommand.class.getClassLoader() != ClassLoader.getSystemClassLoader();
            return packaged ? List.of("-jar", path) : List.of("-cp", path, HubCommand.class.getName());
        }

        private static void tell(PrintWriter out, KitReport report) {
            report.trials().stream().filter(trial -> !trial.isPassed()).forEach(trial -> tell(out, trial));
            out.println(
                    report.isPassed()
                            ? "%s %s: 通过,共%d项"
                                    .formatted(
                                            report.folder(),
                                            report.title(),
                                            report.trials().size())
                            : "%s %s: 未通过%d项,共%d项"
                                    .formatted(
                                            report.folder(),
                                            report.title(),
                                            report.failures(),
                                            report.trials().size()));
        }

        private static void tell(PrintWriter out, Trial trial) {
            String seen = Objects.requireNonNullElse(trial.trouble(), "");
            out.println("✘ %s · %s".formatted(trial.stage(), trial.name()));
            out.println("  看到: " + (seen.length() > SHOWN ? seen.substring(0, SHOWN) + "……" : seen));
            out.println("  怎样改: " + trial.cure());
        }
    }

    /** {@code hub connector live}: whether the hub lets a folder work, and a decision against the check. */
    @Command(
            name = "live",
            description = "看一个连接器目录的这一版能不能上线。没有通过检验的,枢纽不启用;确要上线用 --force,枢纽记入审计",
            exitCodeListHeading = "退出码:%n",
            exitCodeList = {"0:可以上线", "1:不可以,原因见提示", "2:无法判断"},
            mixinStandardHelpOptions = true)
    static final class Live implements Callable<Integer> {
        private static final int MAY = 0;
        private static final int MAY_NOT = 1;
        private static final int UNKNOWN = 2;

        @Spec
        private @Nullable CommandSpec spec;

        @Parameters(paramLabel = "目录", description = "例如 connectors/departments/CG")
        private Path folder = Path.of("");

        @Option(names = "--force", description = "没有通过检验也上线,须写明 --reason")
        private boolean force;

        @Option(names = "--reason", paramLabel = "原因", defaultValue = "", description = "为什么,记入审计")
        private String reason = "";

        @Option(
                names = "--by",
                paramLabel = "谁",
                defaultValue = "${sys:user.name}",
                description = "谁决定的,记入审计;默认 ${DEFAULT-VALUE}")
        private String by = "";

        @Override
        public Integer call() {
            PrintWriter out = Objects.requireNonNull(spec, "spec").commandLine().getOut();
            PrintWriter err = spec.commandLine().getErr();
            if (force && (reason.isBlank() || by.isBlank())) {
                err.println("没有上线: --force 须写明 --reason 原因");
                return UNKNOWN;
            }
            Loaded loaded = Connectors.loadOne(folder.toAbsolutePath().normalize());
            if (loaded.connectors().isEmpty()) {
                loaded.broken()
                        .forEach(broken -> err.println(
                                "无法载入: %s 第%d行 %s".formatted(broken.file(), broken.line(), broken.reason())));
                return UNKNOWN;
            }
            String version = loaded.connectors().get(0).version();
            CheckMark mark = CheckMark.read(folder)
                    .filter(one -> one.version().equals(version))
                    .orElse(null);
            if (mark != null && mark.lets(version)) {
                out.println("%s 的这一版(%s)可以上线".formatted(folder, version.substring(0, 8)));
                return MAY;
            }
            if (!force) {
                err.println(
                        mark == null
                                ? "%s 的这一版还没有检验: ./hub connector check %s".formatted(folder, folder)
                                : "%s 的这一版有%d项没有通过: ./hub connector check %s".formatted(folder, mark.failed(), folder));
                return MAY_NOT;
            }
            int trials = mark == null ? 0 : mark.trials();
            int failed = mark == null ? 0 : mark.failed();
            new CheckMark(version, trials, failed, new CheckMark.Forced(by, reason)).write(folder);
            out.println("%s 的这一版(%s)由%s决定上线,枢纽启用时记入审计".formatted(folder, version.substring(0, 8), by));
            return MAY;
        }
    }

    /** {@code hub connector new}: what to start from. */
    @Command(
            name = "new",
            description = "写一个部门的连接器目录,照协议相同的现有部门写成,一写好就能通过检验",
            exitCodeListHeading = "退出码:%n",
            exitCodeList = {"0:已写好", "2:没有写,原因见提示"},
            mixinStandardHelpOptions = true)
    static final class New implements Callable<Integer> {
        private static final int WRITTEN = 0;
        private static final int NOT_WRITTEN = 2;

        @Spec
        private @Nullable CommandSpec spec;

        @Parameters(paramLabel = "部门代码", description = "见区情数据的 departments.csv,例如 JT")
        private String code = "";

        @Option(names = "--protocol", required = true, description = "对方说什么: ${COMPLETION-CANDIDATES}")
        private NewConnector.Protocol protocol = NewConnector.Protocol.REST;

        @Option(names = "--title", description = "系统的名称,给人看;不给则用部门代码")
        private @Nullable String title;

        @Option(names = "--openapi", paramLabel = "文件", description = "对方的OpenAPI(3或Swagger 2):照它排好派遣的映射,猜得出的先填上")
        private @Nullable Path openApi;

        @Option(names = "--wsdl", paramLabel = "文件", description = "对方的WSDL:照它排好派遣的映射,猜得出的先填上")
        private @Nullable Path wsdl;

        @Option(names = "--operation", description = "契约里有几个操作时,派遣是哪一个", defaultValue = "")
        private String operation = "";

        @Option(
                names = "--in",
                paramLabel = "目录",
                defaultValue = "${sys:liandong.home:-.}/connectors/departments",
                description = "写到哪里,默认 ${DEFAULT-VALUE}")
        private Path departments = Path.of("connectors/departments");

        @Override
        public Integer call() {
            PrintWriter out = Objects.requireNonNull(spec, "spec").commandLine().getOut();
            try {
                Optional<ContractDraft> contract = contract();
                Path folder = NewConnector.write(
                        Path.of(System.getProperty("liandong.home", "."), "connectors", "departments"),
                        departments,
                        new NewConnector.Wish(
                                code, title == null || title.isBlank() ? code : title, protocol, contract));
                out.println("已写好 %s,照%s的样子。接下来:".formatted(folder, protocol.example()));
                contract.ifPresent(draft -> out.println("0. 看 %s:猜了%d个字段,请核对;%d个标着“要填”。其余操作的地址与映射仍是样子里的"
                        .formatted(folder.resolve(draft.file()), draft.guessed(), draft.open())));
                out.println("1. 把 samples 换成与对方约定的真实报文,成功的与出错的都要有");
                out.println("2. 改映射与 codes,直到 ./hub connector check %s 通过".formatted(folder));
                out.println(
                        protocol == NewConnector.Protocol.QUEUE
                                ? "3. 把 exchange.%s.out 与 exchange.%s.in 两个队列告诉对方".formatted(code, code)
                                : "3. 在枢纽的配置里写 %s.url,即对方的地址".formatted(code));
                return WRITTEN;
            } catch (ContractDraft.Unclear e) {
                spec.commandLine().getErr().println("没有写: " + e.getMessage());
                return NOT_WRITTEN;
            } catch (FileAlreadyExistsException e) {
                spec.commandLine().getErr().println("没有写: " + e.getReason());
                return NOT_WRITTEN;
            } catch (IOException | IllegalArgumentException e) {
                spec.commandLine().getErr().println("没有写: " + e.getMessage());
                return NOT_WRITTEN;
            }
        }

        private Optional<ContractDraft> contract() throws ContractDraft.Unclear {
            if (openApi != null && wsdl != null) {
                throw new IllegalArgumentException("--openapi 与 --wsdl 只能给一个");
            }
            if (openApi != null) {
                return Optional.of(OpenApiDraft.of(openApi, operation));
            }
            return wsdl == null ? Optional.empty() : Optional.of(WsdlDraft.of(wsdl, operation));
        }
    }
}

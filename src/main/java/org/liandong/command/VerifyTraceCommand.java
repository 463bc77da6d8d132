package org.liandong.command;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.liandong.ledger.ChainReport;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.LedgerSettings;
import org.liandong.ledger.LedgerUnavailable;
import org.liandong.security.crypto.KeyRing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hub verify-trace}: goes through the trace's hash chain, reading only, also while the hub is at work. */
@Command(
        name = "verify-trace",
        description = "核验办件运行库的哈希链(只读,枢纽运行时也可核验)",
        exitCodeListHeading = "退出码:%n",
        exitCodeList = {"0:完整", "1:有改动、缺失、移位或添加,逐条列出", "2:无法核验"},
        mixinStandardHelpOptions = true)
final class VerifyTraceCommand implements Callable<Integer> {
    private static final int WHOLE = 0;
    private static final int DAMAGED = 1;
    private static final int NOT_VERIFIED = 2;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--data", description = "数据目录(默认 ${DEFAULT-VALUE})", defaultValue = "data")
    private Path data = Path.of("data");

    @Option(names = "--database", description = "数据库地址,如 jdbc:postgresql://主机/库;不给则核验数据目录中的库")
    private @Nullable String database;

    @Option(names = "--user", description = "数据库用户", defaultValue = "")
    private String user = "";

    @Option(
            names = "--password",
            description = "数据库口令;只写选项不写值则提示输入",
            defaultValue = "",
            arity = "0..1",
            interactive = true)
    private String password = "";

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec, "spec").commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Path keys = data.resolve("keys.yaml");
        if (!Files.isReadable(keys)) {
            err.println("无法核验: 找不到密钥文件 %s,请用 --data 指明枢纽的数据目录".formatted(keys));
            return NOT_VERIFIED;
        }
        Path file = data.resolve("ledger.db");
        if (database == null && !Files.isReadable(file)) {
            err.println("无法核验: 找不到办件运行库 %s,请用 --data 或 --database 指明".formatted(file));
            return NOT_VERIFIED;
        }
        try {
            LedgerSettings settings =
                    database == null ? LedgerSettings.embedded(file) : LedgerSettings.server(database, user, password);
            return tell(out, Ledger.verifyTrace(settings, KeyRing.loadOrCreate(keys)));
        } catch (LedgerUnavailable | IllegalStateException | IllegalArgumentException e) {
            err.println("无法核验: " + e.getMessage());
            return NOT_VERIFIED;
        }
    }

    private static int tell(PrintWriter out, ChainReport report) {
        report.findings()
                .forEach(finding -> out.println(finding.kind() + " " + finding.seq() + " " + finding.explanation()));
        double seconds = Math.max(report.took().toNanos() / 1e9, 1e-9);
        out.println("共%d步,%.2f秒,每秒%.0f步".formatted(report.steps(), seconds, report.steps() / seconds));
        if (report.isWhole()) {
            out.println("办件运行库完整");
            return WHOLE;
        }
        out.println("办件运行库有%s%d处不符"
                .formatted(report.complete() ? "" : "至少", report.findings().size()));
        return DAMAGED;
    }
}

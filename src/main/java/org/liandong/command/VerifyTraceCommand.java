package org.liandong.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.liandong.ledger.Anchor;
import org.liandong.ledger.Anchors;
import org.liandong.ledger.ChainReport;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.LedgerSettings;
import org.liandong.ledger.LedgerUnavailable;
import org.liandong.security.crypto.KeyRing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code hub verify-trace}: goes through the trace's hash chain, reading only, also while the hub is at work. With anchors it
 * needs no keys: that is how somebody outside verifies a copy.
 */
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

    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Option(names = "--anchors", description = "锚点目录(默认用数据目录中的 anchors);给了它,没有密钥文件也可核验")
    private @Nullable Path anchors;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec, "spec").commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            LedgerSettings settings = ledger.settings();
            KeyRing keys = keys();
            List<Anchor> given = anchors();
            ChainReport report =
                    VerifyProgress.shownWhile(err, progress -> Ledger.verifyTrace(settings, keys, given, progress));
            return tell(out, report, given.size());
        } catch (LedgerUnavailable | IllegalStateException | IllegalArgumentException | IOException e) {
            err.println("无法核验: " + e.getMessage());
            return NOT_VERIFIED;
        }
    }

    private @Nullable KeyRing keys() {
        Path keys = ledger.data().resolve("keys.yaml");
        if (Files.isReadable(keys)) {
            return KeyRing.loadOrCreate(keys);
        }
        if (anchors == null) {
            throw new IllegalArgumentException("找不到密钥文件 %s,请用 --data 指明枢纽的数据目录,或用 --anchors 给出您保存的锚点".formatted(keys));
        }
        return null;
    }

    private List<Anchor> anchors() throws IOException {
        Path folder = anchors == null ? ledger.data().resolve("anchors") : anchors;
        List<Anchor> given = new Anchors(folder).all();
        if (anchors != null && given.isEmpty()) {
            throw new IllegalArgumentException("目录 %s 中没有锚点文件(如 2026-11-23.json),请核对 --anchors".formatted(folder));
        }
        return given;
    }

    private static int tell(PrintWriter out, ChainReport report, int given) {
        report.findings()
                .forEach(finding -> out.println(finding.kind() + " " + finding.seq() + " " + finding.explanation()));
        double seconds = Math.max(report.took().toNanos() / 1e9, 1e-9);
        out.println("共%d步,%.2f秒,每秒%.0f步".formatted(report.steps(), seconds, report.steps() / seconds));
        if (given > 0) {
            out.println(anchored(report, given));
        }
        if (report.isWhole()) {
            out.println("办件运行库完整");
            return WHOLE;
        }
        out.println("办件运行库有%s%d处不符"
                .formatted(report.complete() ? "" : "至少", report.findings().size()));
        return DAMAGED;
    }

    /** What the anchors prove and from when, and what they leave open. */
    private static String anchored(ChainReport report, int given) {
        String rest = report.endProven() ? "只由枢纽自己的印记证明" : "没有证明(没有密钥文件,未核对链尾印记)";
        if (report.anchored().isEmpty()) {
            return "锚点%d个,无一相符".formatted(given);
        }
        Anchor first = report.anchored().get(0);
        Anchor last = report.anchored().get(report.anchored().size() - 1);
        String proven = report.isWhole() ? "第1至%d步自%s起未变".formatted(last.seq(), last.date()) : "但链上有不符,见上";
        return "锚点%d个,相符%d个(最早%s第%d步,最近%s第%d步): %s;其后的%d步%s"
                .formatted(
                        given,
                        report.anchored().size(),
                        first.date(),
                        first.seq(),
                        last.date(),
                        last.seq(),
                        proven,
                        report.lastSeq() - last.seq(),
                        rest);
    }
}

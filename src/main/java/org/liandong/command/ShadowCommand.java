package org.liandong.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Connectors;
import org.liandong.connectors.Entry;
import org.liandong.connectors.Loaded;
import org.liandong.delivery.Delivery;
import org.liandong.intake.cleaning.Decoder;
import org.liandong.intake.cleaning.PersonalData;
import org.liandong.kit.Shadow;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.LedgerUnavailable;
import org.liandong.ledger.OutboxMessage;
import org.liandong.ledger.RawMessage;
import org.liandong.ledger.View;
import org.liandong.security.crypto.KeyRing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hub connector shadow}: what a new version would have made of what went before. */
@Command(
        name = "shadow",
        description = "让过去的报文走一遍新的一版映射,什么也不发,逐字段列出与现在这一版的差别。只读运行库,枢纽可以开着",
        exitCodeListHeading = "退出码:%n",
        exitCodeList = {"0:没有差别", "1:有差别,逐字段列出", "2:无法比较"},
        mixinStandardHelpOptions = true)
final class ShadowCommand implements Callable<Integer> {
    private static final int SAME = 0;
    private static final int DIFFERENT = 1;
    private static final int NOT_COMPARED = 2;
    private static final int PAGE = 500;
    private static final int SHOWN = 60;
    private static final Pattern SPAN = Pattern.compile("([1-9][0-9]{0,4})([mhd])");

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Parameters(paramLabel = "目录", description = "新的一版,例如 /tmp/CG;文件夹名须与现在的相同")
    private Path folder = Path.of("");

    @Option(
            names = "--since",
            paramLabel = "多久",
            description = "往回看多久,如 7d、12h、30m(默认 ${DEFAULT-VALUE})",
            defaultValue = "7d")
    private String since = "7d";

    @Option(names = "--beside", paramLabel = "目录", description = "与哪一版比;不给则是安装目录里同名的那个")
    private @Nullable Path beside;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec, "spec").commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            Connector fresh = load(folder);
            Path other = beside == null ? atWork(fresh) : beside;
            if (Files.isSameFile(other, folder)) {
                throw new IllegalArgumentException("新旧是同一个目录 %s: 把新的一版写在别处,或用 --beside 指明现在这一版的副本".formatted(folder));
            }
            Shadow shadow = new Shadow(load(other), fresh);
            Instant from = Clock.systemUTC().instant().minus(span());
            Path keys = ledger.data().resolve("keys.yaml");
            if (!Files.isReadable(keys)) {
                throw new IllegalArgumentException("找不到密钥文件 %s,请用 --data 指明枢纽的数据目录".formatted(keys));
            }
            Ledger.look(ledger.settings(), KeyRing.loadOrCreate(keys), view -> {
                letters(view, fresh, from, shadow);
                arrivals(view, fresh, from, shadow);
                return true;
            });
            return tell(out, shadow.outcomes());
        } catch (LedgerUnavailable | IllegalArgumentException | IOException e) {
            err.println("无法比较: " + e.getMessage());
            return NOT_COMPARED;
        }
    }

    private static Connector load(Path folder) {
        Loaded loaded = Connectors.loadOne(folder.toAbsolutePath().normalize());
        return loaded.connectors().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(loaded.broken().stream()
                        .map(broken -> "%s/%s 第%d行 %s".formatted(folder, broken.file(), broken.line(), broken.reason()))
                        .findFirst()
                        .orElse("没有连接器目录 " + folder)));
    }

    private static Path atWork(Connector fresh) {
        Path folder = fresh.folderIn(Path.of(System.getProperty("liandong.home", "."), "connectors"));
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("安装目录里没有 %s 可比,请用 --beside 指明".formatted(folder));
        }
        return folder;
    }

    private Duration span() {
        Matcher matcher = SPAN.matcher(since);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("--since %s 不对: 写成数字加 d、h 或 m,如 7d".formatted(since));
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "d" -> Duration.ofDays(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofMinutes(amount);
        };
    }

    private static void letters(View view, Connector connector, Instant from, Shadow shadow) {
        String receiver = connector.queue();
        long after = 0;
        List<OutboxMessage> page;
        do {
            page = view.outbox().to(receiver, after, PAGE);
            for (OutboxMessage letter : page) {
                after = letter.id();
                if (!letter.createdAt().isBefore(from)) {
                    ObjectNode sent = Delivery.letter(
                            letter, view.outbox().payload(letter.id()).orElseThrow());
                    sent.set("sentAt", sent.get("writtenAt"));
                    shadow.letter(
                            sent.path("taskNo").asText(String.valueOf(letter.caseNo())),
                            letter.operation(),
                            sent.toString());
                }
            }
        } while (page.size() == PAGE);
    }

    private static void arrivals(View view, Connector connector, Instant from, Shadow shadow) {
        Decoder decoder = new Decoder();
        for (Entry entry : connector.receives()) {
            for (RawMessage.Kept kept : view.raw().since(connector.name() + "/" + entry.name(), from)) {
                view.raw()
                        .bytes(kept.id())
                        .map(bytes ->
                                decoder.decode(bytes, kept.message().charset()).text())
                        .ifPresent(text -> shadow.arrival(kept.id(), entry.name(), text));
            }
        }
    }

    private static int tell(PrintWriter out, List<Shadow.Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            out.println("这段时间没有它的报文");
        }
        for (Shadow.Outcome outcome : outcomes) {
            out.println("%s: 看了%d件,%d件不同".formatted(outcome.step(), outcome.messages(), outcome.different()));
            for (Shadow.Difference field : outcome.fields()) {
                out.println("  %s: %d件".formatted(field.path().isEmpty() ? "(全文)" : field.path(), field.messages()));
                field.examples()
                        .forEach(example -> out.println("    %s: %s → %s"
                                .formatted(example.about(), shown(example.before()), shown(example.after()))));
            }
        }
        return outcomes.stream().allMatch(outcome -> outcome.different() == 0) ? SAME : DIFFERENT;
    }

    /** Whose numbers they are does not matter here. */
    private static String shown(@Nullable String value) {
        if (value == null) {
            return "(没有)";
        }
        String masked = PersonalData.mask(value).text().replaceAll("\\s+", " ");
        return "「" + (masked.length() > SHOWN ? masked.substring(0, SHOWN) + "……" : masked) + "」";
    }
}

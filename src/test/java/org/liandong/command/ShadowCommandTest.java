package org.liandong.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Channel;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.LedgerSettings;
import org.liandong.ledger.RawMessage;
import org.liandong.security.crypto.KeyRing;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine;

/** What a new version of a connector would have made of what went before. */
class ShadowCommandTest {
    private static final Path BUREAU = Path.of("connectors/departments/HB");
    private static final String LONG_AGO = number(1);
    private static final String LATELY = number(2);
    private static final Path CITY_MANAGEMENT = Path.of("connectors/departments/CG");

    @TempDir
    Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void aPast() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        went(Duration.ofDays(30), LONG_AGO);
        went(Duration.ofHours(3), LATELY);
        went(Duration.ofHours(1), number(3));
    }

    @Test
    void theSameVersionMakesTheSameOfEverything() throws IOException {
        assertThat(shadow(changed(BUREAU, "dispatch.jslt", "\"title\"", "\"title\"")))
                .isZero();
        assertThat(out.toString()).contains("DISPATCH: 看了2件,0件不同", "callbacks: 看了2件,0件不同");
    }

    @Test
    void eachFieldThatDiffersIsNamedWithExamples() throws IOException {
        Path fresh = changed(
                BUREAU,
                "dispatch.jslt",
                "\"title\": .title",
                "\"title\": \"[12345]\" + .title, \"hotline\": \"13912345678\"");
        assertThat(shadow(fresh)).isEqualTo(1);
        assertThat(out.toString())
                .contains("DISPATCH: 看了2件,2件不同", "  title: 2件", "  hotline: 2件")
                .containsPattern(LATELY + "-03: 「将军大道.*」 → 「\\[12345\\]将军大道")
                .contains("(没有) → 「139****5678」")
                .contains("callbacks: 看了2件,0件不同")
                .doesNotContain(LONG_AGO);
    }

    @Test
    void whatCameInIsRunThroughToo() throws IOException {
        assertThat(shadow(changed(BUREAU, "callback.jslt", "leaf($callback.opinion)", "leaf($callback.publicReply)")))
                .isEqualTo(1);
        assertThat(out.toString()).contains("DISPATCH: 看了2件,0件不同", "callbacks: 看了2件,2件不同", "  opinion: 2件");
    }

    @Test
    void aMappingThatFailsIsADifference() throws IOException {
        assertThat(shadow(changed(BUREAU, "dispatch.jslt", "\"title\": .title", "\"title\": error(\"没有标题\")")))
                .isEqualTo(1);
        assertThat(out.toString()).contains("(映射)", "失败: ", "没有标题");
    }

    @Test
    void xmlWithinAStringIsComparedFieldByField() throws IOException {
        assertThat(shadow(changed(CITY_MANAGEMENT, "dispatch.xsl", "select=\"'Evtaddress'\"", "select=\"'EvtPlace'\"")))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains("DISPATCH: 看了2件,2件不同", "/process/requestXml/request/params/EvtPlace: 2件")
                .contains("/process/requestXml/request/params/Evtaddress: 2件")
                .doesNotContain("SrcTaskNum");
    }

    @Test
    void whatCannotBeComparedIsSaid() throws IOException {
        assertThat(shadow(BUREAU)).isEqualTo(2);
        assertThat(shadow(folder.resolve("none"))).isEqualTo(2);
        Path same = changed(BUREAU, "dispatch.jslt", "\"title\"", "\"title\"");
        assertThat(execute(same, "--since", "week")).isEqualTo(2);
        assertThat(execute(same, "--data", folder.resolve("nothing").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("新旧是同一个目录", "--since week 不对", "找不到");
    }

    private static String number(int serial) {
        return CaseNumber.of(LocalDate.of(2026, 7, 8), Channel.HOTLINE, serial).value();
    }

    private int shadow(Path fresh) {
        return execute(fresh, "--data", folder.resolve("data").toString());
    }

    private int execute(Path fresh, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "shadow";
        arguments[1] = fresh.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return new CommandLine(new ConnectorCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private Path changed(Path connector, String file, String instead, String words) throws IOException {
        Path copy = folder.resolve("new").resolve(String.valueOf(connector.getFileName()));
        FileSystemUtils.copyRecursively(connector, copy);
        String text = Files.readString(copy.resolve(file));
        assertThat(text).contains(instead);
        Files.writeString(copy.resolve(file), text.replace(instead, words));
        return copy;
    }

    /** A dispatch to two departments, and a word back from one. */
    private void went(Duration ago, String caseNo) throws IOException {
        String task = caseNo + "-03";
        String letter = Files.readString(BUREAU.resolve("samples/DISPATCH/1-reference.in.json"))
                .replace("JN20260708010193115", caseNo);
        String callback = Files.readString(BUREAU.resolve("samples/callbacks/2-done.in.json"))
                .replace("JN20260708010193115-03", task);
        Clock then = Clock.fixed(Instant.now().minus(ago), ZoneOffset.UTC);
        Path data = folder.resolve("data");
        try (Ledger ledger = Ledger.open(
                LedgerSettings.embedded(data.resolve("ledger.db")),
                KeyRing.loadOrCreate(data.resolve("keys.yaml")),
                then)) {
            ledger.write(entry -> {
                        entry.outbox().add("dept.HB", new CaseNumber(caseNo), "DISPATCH", letter);
                        entry.outbox().add("dept.CG", new CaseNumber(caseNo), "DISPATCH", letter);
                        entry.raw()
                                .add(ledger.seal(
                                        new RawMessage("HB", "HB/callbacks", then.instant(), "application/json", "GBK"),
                                        callback.getBytes(Charset.forName("GBK"))));
                        return true;
                    })
                    .join();
        }
    }
}

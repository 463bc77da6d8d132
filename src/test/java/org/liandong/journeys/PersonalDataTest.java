package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.security.crypto.Sm3;

/**
 * Who asked must not be found in plain where it does not belong (reference §2.7): not in the ledger's files, not in the
 * broker's, not in the log, not in what the hub answers. The vault alone keeps it, encrypted.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PersonalDataTest {
    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone();

    private static final List<String> PERSONAL = List.of(
            "19900000001",
            "19900000002",
            "0１９９００００００２",
            "０１９９００００００２",
            "19900000003",
            "一三九零零零零零零零三",
            "025-52000000转8",
            "32011519000101002X",
            "32011519000101002x",
            "陈先生",
            "王女士",
            "李某",
            "19900000077");

    private final List<Answer> answers = new ArrayList<>();

    @BeforeAll
    void everybodyReports() {
        HUB.clock().runFrom("2026-07-09T19:01:05+08:00");
        Wire wire = HUB.wire();
        answers.add(wire.order(Examples.text("ch-12345-1-new-order.json")));
        answers.add(wire.order(Hotline.order("NJ-NAMED").replaceFirst("\"content\": \"", "\"content\": \"陈先生来电称,")));
        answers.add(wire.post(
                "NJ12345", "/services/12345", Wire.SOAP_GBK, Examples.bytes("ch-12345-2-soap-gbk-dirty.xml")));
        for (String report : List.of("ch-pananj-1-citizen-report.json", "ch-pananj-3-duplicate-anonymous.json")) {
            answers.add(wire.post("PANANJ", "/channels/pananj/reports", Wire.JSON, Examples.bytes(report)));
        }
        answers.add(wire.post(
                "PANANJ",
                "/channels/pananj/transfers",
                Wire.XML,
                Examples.bytes("ch-pananj-2-110-nonpolice-transfer.xml")));
        Hotline hotline = new Hotline(HUB);
        String named = "请联系19900000077,身份证32011519000101002X";
        String order = "NJ260707221430018842";
        answers.add(hotline.event(order, "P1", "SUPPLEMENT", "appendContent", named));
        answers.add(hotline.event(order, "P2", "URGE", "content", named));
        answers.add(hotline.event(order, "P3", "CANCEL", "reason", named));
        answers.add(hotline.event(order, "P4", named));
        answers.add(hotline.event("NJ-NEVER-CAME", "P5", "URGE", "content", named));
        answers.add(wire.post("PANANJ", "/channels/pananj/reports", "{\"reporter\": {\"mobile\": \"19900000077\"}, "));
        answers.add(wire.post("PANANJ", "/channels/pananj/reports", "{\"clientTime\": \"" + named + "\"}"));
        EnvironmentBureau bureau = new EnvironmentBureau(HUB);
        String noise = hotline.takes(Hotline.noiseOrder("NJ-PERSONAL"));
        String task = EnvironmentBureau.leads(HUB, noise);
        answers.add(bureau.signs(task));
        answers.add(bureau.isDone(task, "已与" + named + "联系,对方满意"));
        answers.add(bureau.says(bureau.callback(task, "PROGRESS").put("opinion", named)));
        answers.add(wire.operator("GET", "/api/cases/" + noise, ""));
        HubUnderTest.until(
                "letters on their way",
                () -> HUB.letters(noise).stream()
                        .anyMatch(letter -> !HUB.ledger()
                                .read(view -> view.deliveries().attempts(letter.id()))
                                .isEmpty()));
    }

    @Test
    void theExamplesCameIn() {
        assertThat(answers.subList(0, 9)).allMatch(answer -> !answer.body().contains("INTERNAL"));
        assertThat(HUB.rows().get(2)).as("cases").isGreaterThanOrEqualTo(5);
        assertThat(HUB.rows().get(5)).as("persons in the vault").isPositive();
    }

    @Test
    void noFileOfTheLedgerOrTheBrokerHoldsAnyOfIt() throws IOException {
        Map<String, List<String>> found = new LinkedHashMap<>();
        try (var files = Files.walk(HUB.data())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                List<String> in = foundIn(Files.newInputStream(file));
                if (!in.isEmpty()) {
                    found.put(HUB.data().relativize(file).toString(), in);
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void theLookFindsWhatIsThere() {
        for (String personal : PERSONAL) {
            for (Charset charset : charsets()) {
                byte[] bytes = ("x".repeat(70_000) + personal).getBytes(charset);
                assertThat(foundIn(new ByteArrayInputStream(bytes))).contains(personal);
            }
        }
    }

    @Test
    void theLogHoldsNoneOfIt() {
        assertThat(PERSONAL).noneMatch(personal -> HUB.logged().stream().anyMatch(line -> line.contains(personal)));
    }

    @Test
    void noAnswerHoldsAnyOfIt() {
        for (Answer answer : answers) {
            for (String personal : PERSONAL) {
                assertThat(answer.headers().toString()).doesNotContain(personal);
                assertThat(answer.body()).doesNotContain(personal);
            }
        }
    }

    @Test
    void noAnswerCarriesInwardHeaders() {
        for (Answer answer : answers) {
            assertThat(answer.headers().keySet())
                    .noneMatch(
                            name -> name.toLowerCase(Locale.ROOT).matches("camel.*|x-(app-id|timestamp|nonce|sign).*"));
        }
    }

    @Test
    void theBytesAsTheyCameCanStillBeReadWithTheKeys() {
        String caseNo = HUB.caseOf("PANANJ", "PAN20260709184455300777");
        String rawId = HUB.file(caseNo).sources().get(0).rawId();
        assertThat(Sm3.hex(HUB.raw(rawId))).isEqualTo(Sm3.hex(Examples.bytes("ch-pananj-1-citizen-report.json")));
    }

    private static List<Charset> charsets() {
        return List.of(
                StandardCharsets.UTF_8, Charset.forName("GBK"), StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);
    }

    private static List<String> foundIn(InputStream in) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (in) {
            in.transferTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String content = bytes.toString(StandardCharsets.ISO_8859_1);
        return PERSONAL.stream()
                .filter(personal -> charsets().stream()
                        .anyMatch(charset ->
                                content.contains(new String(personal.getBytes(charset), StandardCharsets.ISO_8859_1))))
                .toList();
    }
}

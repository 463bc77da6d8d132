package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.CaseNumber;
import org.liandong.ledger.PersonVaultView;
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
            "夏侯知秋",
            "尉迟望舒",
            "19900000077");

    private final List<Answer> answers = new ArrayList<>();
    private String named = "";

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
        everybodyElseNamesTheAskers(wire, hotline, bureau);
        HubUnderTest.until(
                "letters on their way",
                () -> HUB.letters(noise).stream()
                        .anyMatch(letter -> !HUB.ledger()
                                .read(view -> view.deliveries().attempts(letter.id()))
                                .isEmpty()));
    }

    /** Nothing but the case knows that these two are the askers: no pattern finds their names. */
    private void everybodyElseNamesTheAskers(Wire wire, Hotline hotline, EnvironmentBureau bureau) {
        String said = "夏侯知秋与尉迟望舒都说好了";
        named = hotline.takes(Hotline.noiseOrder("NJ-ASKED").replace("陈先生", "夏侯知秋"));
        String child = hotline.takes(Hotline.noiseOrder("NJ-ASKED-TOO").replace("陈先生", "尉迟望舒"));
        answers.add(command(wire, child, "{'command':'MERGE','into':'" + named + "'}"));
        answers.add(hotline.event("NJ-ASKED", "A1", "SUPPLEMENT", "appendContent", said));
        answers.add(hotline.event("NJ-ASKED", "A2", "URGE", "content", said));
        answers.add(hotline.event("NJ-ASKED-TOO", "A3", "URGE", "content", said));
        answers.add(
                wire.order(Hotline.noiseOrder("NJ-ASKED").replace("陈先生", "夏侯知秋").replace("来电人反映", said)));
        answers.add(command(wire, named, "{'command':'SUPERVISE','level':'督办','text':'" + said + "'}"));
        String task = EnvironmentBureau.leads(HUB, named);
        answers.add(bureau.signs(task));
        answers.add(bureau.says(bureau.callback(task, "PROGRESS").put("opinion", said)));
        ObjectNode more = bureau.callback(task, "EXTENSION_APPLY").put("reasonCode", "E01");
        answers.add(
                bureau.says(more.put("requestLimit", 1).put("requestUnit", "WD").put("reason", said)));
        answers.add(command(
                wire,
                named,
                "{'command':'DECIDE_REQUEST','taskNo':'" + task + "','granted':'false','reason':'" + said + "'}"));
        answers.add(bureau.isDone(task, said));
        answers.add(hotline.event(
                "NJ-ASKED",
                "A4",
                "REVISIT",
                "revisitNo",
                "A4",
                "contacted",
                "1",
                "isFact",
                "1",
                "isSolved",
                "0",
                "satisfaction",
                "5",
                "dissatisfyReason",
                said,
                "redo",
                "1"));
        answers.add(wire.operator("GET", "/api/cases/" + named, ""));
        answers.add(wire.operator("GET", "/api/cases/" + named + "/trace", ""));
    }

    private static Answer command(Wire wire, String caseNo, String quotedWithApostrophes) {
        return wire.operator("POST", "/api/cases/" + caseNo + "/commands", quotedWithApostrophes.replace('\'', '"'));
    }

    private static String vaultRef(String caseNo) {
        return Objects.requireNonNull(
                Objects.requireNonNull(HUB.file(caseNo).matter().petitioner()).vaultRef());
    }

    @Test
    void ofThoseWhoAskedTheSurnameStays() {
        List<String> trace = HUB.ledger().read(view -> view.trace().of(new CaseNumber(named))).stream()
                .map(entry -> entry.step().toString())
                .filter(event -> event.contains("都说好了"))
                .toList();
        assertThat(trace)
                .hasSizeGreaterThanOrEqualTo(8)
                .allSatisfy(event -> assertThat(event).contains("夏侯*与尉迟*都说好了"));
    }

    @Test
    void nobodyIsOnRecordForHavingReadWhatWasOnlyHidden() {
        String ref = vaultRef(named);
        List<PersonVaultView.Access> accesses =
                HUB.ledger().read(view -> view.persons().accesses(ref));
        assertThat(accesses).isEmpty();
    }

    @Test
    void whatIsSaidOfAnErasedAskerIsStillTaken() {
        Hotline hotline = new Hotline(HUB);
        String caseNo = hotline.takes(Hotline.noiseOrder("NJ-ERASED").replace("陈先生", "独孤明月"));
        String ref = vaultRef(caseNo);
        HUB.ledger().write(entry -> entry.persons().erase(ref, "test", "按期删除")).join();
        Answer answer = hotline.event("NJ-ERASED", "E1", "URGE", "content", "请速办,回电19900000077");
        assertThat(answer.said("outcome")).isEqualTo("EVENT");
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

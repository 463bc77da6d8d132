package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.Command;
import org.liandong.ledger.AttemptOutcome;
import org.liandong.ledger.Blobs;
import org.liandong.operations.AccountRole;
import org.liandong.security.crypto.Sm3;

/** Two more ways of speaking SOAP: an Axis service with the password in the message (人社), and WS-Security in SOAP 1.2 (工商). */
class SoapDepartmentsTest {
    private static final Charset GBK = Charset.forName("GBK");
    private static final String SOAP_1_2 = "application/soap+xml;charset=UTF-8";
    /** It says GBK and writes UTF-8, as such services do. */
    private static final RecordingSystem AXIS = RecordingSystem.answering("text/xml", """
            <?xml version="1.0" encoding="GBK"?>
            <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>\
            <ns1:saveComplaintResponse xmlns:ns1="http://service.ldjc.rs.local"><saveComplaintReturn>\
            &lt;?xml version="1.0" encoding="GBK"?&gt;&lt;result&gt;&lt;code&gt;1&lt;/code&gt;&lt;message&gt;登记成功&lt;/message&gt;&lt;/result&gt;\
            </saveComplaintReturn></ns1:saveComplaintResponse></soapenv:Body></soapenv:Envelope>
            """.replaceFirst("^\\s+", ""));

    private static final RecordingSystem CONSUMERS = RecordingSystem.answering(SOAP_1_2, """
            <env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope"><env:Body>\
            <submitResponse xmlns="urn:12315:v2"><code>OK</code><registerNo>132011500202607</registerNo></submitResponse>\
            </env:Body></env:Envelope>
            """);

    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone()
            .reaching("RS.url", AXIS.address() + "/axis/services/Complaint")
            .reaching("RS.user", "jn_hub")
            .reaching("RS.password", "rs-secret")
            .reaching("GS.url", CONSUMERS.address() + "/ws/v2")
            .reaching("GS.user", "jn-hub")
            .reaching("GS.password", "gs-secret");

    private final Hotline hotline = new Hotline(HUB);

    @AfterAll
    static void close() {
        AXIS.close();
        CONSUMERS.close();
    }

    @Test
    void theOldServiceGetsNameAndPasswordInTheMessageAndAnswersInWhateverItLikes() {
        String caseNo = hotline.takes(Hotline.noiseOrder("NJ-RS"));
        String task = dispatched(caseNo, "RS");
        RecordingSystem.Call call = AXIS.about(task);
        String body = new String(call.body(), GBK);
        assertThat(call.header("Content-Type").replace(" ", "")).isEqualTo("text/xml;charset=GBK");
        assertThat(call.header("SOAPAction")).isEqualTo("\"saveComplaint\"");
        assertThat(call.header("Transfer-Encoding")).isEmpty();
        assertThat(body)
                .startsWith("<?xml version=\"1.0\" encoding=\"GBK\"?>")
                .contains(
                        "<userName>jn_hub</userName>", "<passWord>rs-secret</passWord>", "&lt;czdm&gt;DJ&lt;/czdm&gt;");
        HubUnderTest.until("delivered", () -> HUB.actions(caseNo).contains("送达部门系统"));
        assertThat(HUB.letters(caseNo).toString()).doesNotContain("rs-secret");
        assertThat(keptOf(task))
                .contains("<userName>jn_hub</userName>", "<passWord>******</passWord>", "应答 200 text/xml", "登记成功")
                .doesNotContain("rs-secret");

        String wrong = complains("RS", "wrong", task, "受理", "1");
        assertThat(wrong).contains("LOGIN_WRONG").doesNotContain("wrong");
        assertThat(complains("CG", HUB.wire().secret("CG"), task, "受理", "1")).contains("SENDER_WRONG");
        assertThat(HUB.actions(caseNo)).doesNotContain("签收");

        assertThat(complains("RS", HUB.wire().secret("RS"), task, "受理", "1")).contains("&lt;code&gt;1&lt;/code&gt;");
        assertThat(HUB.actions(caseNo)).contains("签收");
    }

    /** What the clerk reads of it. */
    private static String keptOf(String task) {
        return People.get(
                        HUB,
                        "/cases/" + HubUnderTest.caseOf(task) + "/message?id=outbox/"
                                + HUB.dispatchOf(task).id(),
                        People.signedIn(HUB, "clerk", AccountRole.CLERK))
                .body()
                .replace("&lt;", "<")
                .replace("&gt;", ">");
    }

    @Test
    void withWsSecurityTheTokenGoesInTheHeader() {
        String caseNo = hotline.takes(Hotline.noiseOrder("NJ-GS"));
        String task = dispatched(caseNo, "GS");
        RecordingSystem.Call call = CONSUMERS.about(task);
        assertThat(call.header("Content-Type").replace(" ", ""))
                .isEqualTo("application/soap+xml;charset=UTF-8;action=\"urn:12315:submit\"");
        String envelope = call.text();
        assertThat(envelope)
                .contains("http://www.w3.org/2003/05/soap-envelope", "<wsse:Username>jn-hub</wsse:Username>")
                .doesNotContain("gs-secret");
        assertThat(first("Password[^>]*", envelope))
                .isEqualTo(UsernameToken.digest(
                        first("Nonce[^>]*", envelope), first("Created", last("UsernameToken", envelope)), "gs-secret"));
        HubUnderTest.until("delivered", () -> HUB.actions(caseNo).contains("送达部门系统"));
    }

    @Test
    void photographsGoBesideTheEnvelopeAndComeBesideIt() throws Exception {
        byte[] photo = new byte[300_000];
        new Random(1).nextBytes(photo);
        String caseNo = Grid.takesWithPhoto(HUB, "gs-photo", photo);
        String task = dispatched(caseNo, "GS");
        RecordingSystem.Call call = CONSUMERS.about(task);
        MimeMultipart parts = new MimeMultipart(new ByteArrayDataSource(call.body(), call.header("Content-Type")));
        assertThat(call.header("Content-Type")).contains("application/xop+xml", "action=\"urn:12315:submit\"");
        assertThat(parts.getBodyPart(0).getInputStream())
                .asString(StandardCharsets.UTF_8)
                .contains("<xop:Include", "cid:" + Sm3.hex(photo), "<wsse:Username>jn-hub</wsse:Username>");
        assertThat(parts.getBodyPart("<" + Sm3.hex(photo) + ">").getInputStream())
                .hasBinaryContent(photo);

        byte[] answer = new byte[80_000];
        new Random(2).nextBytes(answer);
        byte[] message = beside(
                UsernameToken.digested(
                        "GS", HUB.wire().secret("GS"), HUB.clock().instant()),
                task,
                answer);
        byte[] half = Arrays.copyOf(message, message.length - 30_000);
        assertThat(packed(half).body()).contains("CUT");
        assertThat(packed(message).body()).contains("<code>OK</code>");
        try (InputStream kept = HUB.bean(Blobs.class).open(Sm3.hex(answer)).orElseThrow()) {
            assertThat(kept).hasBinaryContent(answer);
        }
    }

    /** Proven by its headers, as far as it goes: still it is not what the department meant to say. */
    @Test
    void halfAPackageIsNotKeptHoweverItIsProven() {
        byte[] half = "--part\r\nContent-Type: text/xml\r\n\r\n<x/>\r\n--part\r\nContent-ID: <1>\r\n\r\nhalf a pho"
                .getBytes(StandardCharsets.UTF_8);
        Answer answer = HUB.wire()
                .call(
                        "POST",
                        "/services/CG",
                        "multipart/related;boundary=part",
                        half,
                        HUB.wire().proof("CG", half));
        assertThat(answer.body()).contains("没有收完整");
        boolean kept =
                HUB.ledger().read(view -> view.raw().lastAt("CG/feedback").isPresent());
        assertThat(kept).isFalse();
    }

    /** Nothing has left the hub, so nothing is in doubt. */
    @Test
    void aPhotographThatCannotBeReadKeepsTheLetterBackUntilItCan() throws Exception {
        byte[] photo = "photo that is damaged".repeat(100).getBytes(StandardCharsets.UTF_8);
        String caseNo = Grid.takesWithPhoto(HUB, "gs-damaged", photo);
        Path file;
        try (Stream<Path> files = Files.walk(HUB.data().resolve("blobs"))) {
            file = files.filter(one -> one.toString().replace("/", "").endsWith(Sm3.hex(photo)))
                    .findFirst()
                    .orElseThrow();
        }
        Files.write(file, new byte[] {1});
        String task = dispatched(caseNo, "GS");
        HubUnderTest.until("tried", () -> HUB.attempts(task).contains(AttemptOutcome.FAILED));
        assertThat(HUB.attempts(task)).doesNotContain(AttemptOutcome.UNKNOWN);

        Files.write(file, photo);
        CONSUMERS.about(task);
    }

    private static Answer packed(byte[] message) {
        return HUB.wire()
                .call(
                        "POST",
                        "/services/GS",
                        "multipart/related;type=\"application/xop+xml\";start=\"<e@12315>\";start-info=\"application/soap+xml\";"
                                + "boundary=\"----=_Part_1\"",
                        message,
                        Map.of());
    }

    private static byte[] beside(String header, String task, byte[] photo) {
        String envelope = envelope(header, task)
                .replace(
                        "</reportProgress>",
                        "<photo><name>现场.jpg</name><content><x:Include xmlns:x=\"http://www.w3.org/2004/08/xop/include\""
                                + " href=\"cid:p%401\"></x:Include></content></photo></reportProgress>");
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(
                ("------=_Part_1\r\nContent-Type: application/xop+xml;charset=UTF-8;type=\"application/soap+xml\"\r\n"
                                + "Content-ID: <e@12315>\r\n\r\n" + envelope
                                + "\r\n------=_Part_1\r\nContent-Type: image/jpeg\r\n"
                                + "Content-Transfer-Encoding: binary\r\nContent-ID: <p@1>\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        message.writeBytes(photo);
        message.writeBytes("\r\n------=_Part_1--\r\n".getBytes(StandardCharsets.UTF_8));
        return message.toByteArray();
    }

    @Test
    void aTokenIsGoodOnceAndInItsTimeOnly() {
        String caseNo = hotline.takes(Hotline.noiseOrder("NJ-GS-IN"));
        String task = dispatched(caseNo, "GS");
        String secret = HUB.wire().secret("GS");
        Instant now = HUB.clock().instant();

        assertThat(reports("", task)).contains("PROOF_MISSING");
        assertThat(reports(UsernameToken.digested("GS", "wrong", now), task)).contains("TOKEN_WRONG");
        assertThat(reports(UsernameToken.digested("NOBODY", secret, now), task)).contains("TOKEN_WRONG");
        assertThat(reports(UsernameToken.digested("GS", secret, now.minus(1, ChronoUnit.HOURS)), task))
                .contains("TOKEN_WRONG");
        assertThat(reports(UsernameToken.digested("GS", secret, now.plus(1, ChronoUnit.HOURS)), task))
                .contains("TOKEN_WRONG");
        assertThat(reports(UsernameToken.plain("GS", secret), task)).contains("TOKEN_WRONG");
        assertThat(HUB.actions(caseNo)).doesNotContain("签收");

        String token = UsernameToken.digested("GS", secret, now);
        assertThat(reports(token, task)).contains("<code>OK</code>", "http://www.w3.org/2003/05/soap-envelope");
        assertThat(HUB.actions(caseNo)).contains("签收");
        assertThat(reports(token, task)).contains("TOKEN_WRONG");
        assertThat(reports(UsernameToken.digested("GS", secret, now), task)).contains("<code>OK</code>");
        assertThat(HUB.actions(caseNo)).containsOnlyOnce("签收");
    }

    private static String complains(String user, String password, String task, String type, String number) {
        String feedback = """
                <feedback><lsh>%s</lsh><rwbh>%s</rwbh><jbr>钱某</jbr><czlx>%s</czlx><czsj>2026-07-09 20:00:00</czsj></feedback>
                """.formatted(number, task, type);
        String envelope = """
                <?xml version="1.0" encoding="UTF-8"?>
                <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>
                <r:saveFeedback xmlns:r="http://hub.jiangning.local/rs"><userName>%s</userName><passWord>%s</passWord>
                <xml><![CDATA[%s]]></xml></r:saveFeedback></soapenv:Body></soapenv:Envelope>
                """.formatted(user, password, feedback);
        return HUB.wire()
                .call("POST", "/services/RS", "text/xml;charset=GBK", envelope.getBytes(GBK), Map.of())
                .body();
    }

    private static String reports(String header, String task) {
        return HUB.wire()
                .call(
                        "POST",
                        "/services/GS",
                        SOAP_1_2,
                        envelope(header, task).getBytes(StandardCharsets.UTF_8),
                        Map.of())
                .body();
    }

    private static String envelope(String header, String task) {
        return """
                <env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope"><env:Header>%s</env:Header><env:Body>
                <reportProgress xmlns="urn:liandong:12315"><progressId>P-1</progressId><externalId>%s</externalId>
                <status>ACCEPTED</status><occurredAt>2026-07-09T20:00:00+08:00</occurredAt><officer>冯某</officer></reportProgress>
                </env:Body></env:Envelope>
                """.formatted(header, task);
    }

    private static String first(String element, String text) {
        Matcher matcher = Pattern.compile("<ws\\w+:" + element + ">([^<]*)<").matcher(text);
        assertThat(matcher.find()).as(element).isTrue();
        return matcher.group(1);
    }

    private static String last(String element, String text) {
        return text.substring(text.indexOf("<wsse:" + element));
    }

    private static String dispatched(String caseNo, String department) {
        HUB.operate(caseNo, new Command.AcceptCase(HUB.file(caseNo).progress().unit()));
        HUB.operate(caseNo, HUB.dispatchTo(caseNo, department));
        return HUB.file(caseNo).lead().orElseThrow().task().value();
    }
}

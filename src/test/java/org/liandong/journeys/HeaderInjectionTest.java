package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.AssignmentState;

/**
 * Headers that steer Camel, in whatever spelling and by whatever way they come in, reach nothing: not where the hub calls,
 * not where it writes, not what it sends, not what it answers.
 */
class HeaderInjectionTest {
    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone();

    private static final List<String> SPELLINGS = List.of("Camel", "camel", "CAMEL", "CAmeL", "cAMEL");

    @BeforeEach
    void aMorningInJuly() {
        HUB.clock().runFrom("2026-07-07T22:16:00+08:00");
    }

    @Test
    void headersOverHttpDoNotSteerTheDelivery() throws Exception {
        try (RecordingSystem lure = new RecordingSystem(0, "text/plain", "");
                RecordingSystem city = new RecordingSystem(HUB.ports().cg(), "text/xml;charset=UTF-8", "<none/>")) {
            byte[] order = HUB.wire().signed(Hotline.order("NJ-INJECTED")).getBytes(StandardCharsets.UTF_8);

            Answer answer = HUB.wire().call("POST", Wire.ORDERS, Wire.JSON, order, hostile(lure));

            assertThat(answer.said("outcome")).isEqualTo("CASE");
            RecordingSystem.Call call = city.about(answer.said("caseNo"));
            assertClean(call);
            assertNothingHappened(lure, answer);
        }
    }

    @Test
    void headersOverSoapDoNotSteerTheIntake() throws Exception {
        try (RecordingSystem lure = new RecordingSystem(0, "text/plain", "")) {
            byte[] order = Examples.bytes("ch-12345-2-soap-gbk-dirty.xml");
            Map<String, String> headers = new HashMap<>(hostile(lure));
            headers.putAll(HUB.wire().proof("NJ12345", order));
            headers.put("SOAPAction", "\"file:/tmp/x\"");

            Answer answer = HUB.wire().call("POST", "/services/12345", Wire.SOAP_GBK, order, headers);

            assertThat(answer.body()).contains(HUB.caseOf("NJ12345", "NJ260708011819311"));
            assertNothingHappened(lure, answer);
        }
    }

    @Test
    void propertiesOfAQueuesMessageDoNotSteerTheIntake() throws Exception {
        try (RecordingSystem lure = new RecordingSystem(0, "text/plain", "");
                FireBrigadeQueue brigade = new FireBrigadeQueue(HUB)) {
            String task = brigadesTask("PAN-INJECTED");
            Map<String, String> properties = new HashMap<>();
            hostile(lure).forEach((name, value) -> properties.put(name.replace("-", "_HYPHEN_"), value));
            properties.put("JMSXUserID", "CG");
            properties.put("connector", "HB");
            properties.put("entry", "callbacks");

            brigade.says(sign(task, "xf-inject-1"), properties);

            HubUnderTest.until("signed", () -> state(task) == AssignmentState.SIGNED);
            assertThat(lure.calls()).isEmpty();
            assertThat(Files.exists(Path.of("/tmp/liandong-injected"))).isFalse();
        }
    }

    @Test
    void aQueuesMessageCannotSayWhereItsAnswerGoes() throws Exception {
        try (FireBrigadeQueue brigade = new FireBrigadeQueue(HUB)) {
            String task = brigadesTask("PAN-REPLY-TO");
            TextMessage message = brigade.session().createTextMessage(sign(task, "xf-inject-2"));
            message.setJMSReplyTo(brigade.session().createQueue("exchange.XF.out"));
            try (var producer =
                    brigade.session().createProducer(brigade.session().createQueue("exchange.XF.in"))) {
                producer.send(message);
            }

            HubUnderTest.until("signed", () -> state(task) == AssignmentState.SIGNED);
            try (MessageConsumer out =
                    brigade.session().createConsumer(brigade.session().createQueue("exchange.XF.out"))) {
                for (var next = out.receive(500); next != null; next = out.receive(500)) {
                    assertThat(((TextMessage) next).getText()).contains("assignment.dispatched");
                }
            }
        }
    }

    @Test
    void aDepartmentsAccountReachesNoQueueButItsOwn() throws Exception {
        try (FireBrigadeQueue brigade = new FireBrigadeQueue(HUB)) {
            for (String other : List.of("evaluation", "dept.CG", "channel.12345", "dead", "exchange.XF.out")) {
                assertThat(sends(brigade, other)).as("may send to " + other).isFalse();
            }
        }
    }

    @Test
    void whatAQueueBringsAndCannotBeTakenGoesToTheDeadLetters() throws Exception {
        try (FireBrigadeQueue brigade = new FireBrigadeQueue(HUB)) {
            brigade.says("", Map.of());
            HubUnderTest.until("word in the log", () -> HUB.logged().stream().anyMatch(line -> line.contains("死信队列")));
            // and those behind it go on
            String task = brigadesTask("PAN-BEHIND");
            brigade.says(sign(task, "xf-behind"), Map.of());
            HubUnderTest.until("signed", () -> state(task) == AssignmentState.SIGNED);
        }
    }

    private static boolean sends(FireBrigadeQueue brigade, String queue) {
        try (var producer = brigade.session().createProducer(brigade.session().createQueue(queue))) {
            producer.send(brigade.session().createTextMessage("1"));
            return true;
        } catch (JMSException e) {
            return false;
        }
    }

    private static String brigadesTask(String reportId) {
        String report = Examples.text("ch-pananj-1-citizen-report.json").replace("PAN20260709184455300777", reportId);
        String caseNo =
                HUB.wire().post("PANANJ", "/channels/pananj/reports", report).said("caseNo");
        if (HUB.state(caseNo).startsWith("PENDING")) {
            // alike to one before: a person looks first
            HUB.operate(
                    caseNo,
                    new org.liandong.cases.Command.AcceptCase(
                            HUB.file(caseNo).progress().unit()));
            HUB.operate(caseNo, HUB.dispatchTo(caseNo, "XF"));
        }
        String task = HUB.file(caseNo).lead().orElseThrow().task().value();
        HubUnderTest.until("delivered", () -> state(task) == AssignmentState.DELIVERED);
        return task;
    }

    private static String sign(String task, String id) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "/dept/XF",
                 "type": "cn.jiangning.dept.assignment.feedback.v1", "subject": "%s",
                 "data": {"taskNo": "%s", "action": "SIGN", "handler": "冯某"}}""".formatted(id, task, task);
    }

    private static AssignmentState state(String task) {
        return HUB.file(task.substring(0, 19)).lead().orElseThrow().state();
    }

    private static Map<String, String> hostile(RecordingSystem lure) {
        Map<String, String> headers = new HashMap<>();
        for (String camel : SPELLINGS) {
            headers.put(camel + "HttpUri", lure.address());
            headers.put(camel + "HttpPath", "/lure");
            headers.put(camel + "HttpQuery", "a=b");
            headers.put(camel + "HttpMethod", "DELETE");
            headers.put(camel + "HttpResponseCode", "299");
            headers.put(camel + "FileName", "/tmp/liandong-injected");
            headers.put(camel + "JmsDestinationName", "evaluation");
            headers.put(camel + "BeanMethodName", "answer");
            headers.put(camel + "DestinationOverrideUrl", lure.address());
        }
        headers.put("operationName", "lure");
        headers.put("operationNamespace", "urn:lure");
        headers.put("connector", "HB");
        headers.put("entry", "callbacks");
        headers.put("status", "299");
        return headers;
    }

    private static void assertClean(RecordingSystem.Call call) {
        assertThat(call.headers().keySet())
                .noneMatch(name ->
                        name.toLowerCase(Locale.ROOT).matches("camel.*|operation.*|connector|entry|status|jms.*"));
    }

    private static void assertNothingHappened(RecordingSystem lure, Answer answer) throws IOException {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).matches("camel.*|operation.*|connector|entry|status"));
        assertThat(lure.calls()).isEmpty();
        assertThat(Files.exists(Path.of("/tmp/liandong-injected"))).isFalse();
    }
}

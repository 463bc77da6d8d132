package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.Assignment;
import org.liandong.cases.AssignmentState;
import org.liandong.cases.Channel;
import org.liandong.cases.Command;
import org.liandong.cases.Dues;
import org.liandong.cases.Role;
import org.liandong.cases.TaskNumber;
import org.liandong.casework.Clocks;
import org.liandong.security.crypto.Hmac;

/** The stories of reference §3.5, with the same numbers: what goes to the departments over the wire, and what comes back. */
class ReferenceDispatchesTest {
    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone();

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void theManholeGoesToCityManagementAndIsMended() throws Exception {
        try (RecordingSystem city = new RecordingSystem(HUB.ports().cg(), "text/xml;charset=UTF-8", taken())) {
            HUB.clock().standAt("2026-07-07T22:19:02+08:00");
            HUB.casesOfTheDay(LocalDate.parse("2026-07-07"), Channel.HOTLINE, 18_841);
            String caseNo =
                    HUB.wire().order(Examples.text("ch-12345-1-new-order.json")).said("caseNo");
            assertThat(caseNo).isEqualTo("JN20260707010188422");

            RecordingSystem.Call call = city.about("JN20260707010188422-01");

            assertThat(call.header("SOAPAction")).isEqualTo("\"process\"");
            assertThat(call.header("Content-Type")).startsWith("text/xml");
            assertThat(call.header("Content-Length")).isEqualTo(Integer.toString(call.body().length));
            assertThat(proven("CG", call)).isTrue();
            Map<String, String> expected = params(Examples.text("ad-soap-1-dispatch-request.xml"));
            Map<String, String> sent = params(call.text());
            assertThat(sent.keySet()).containsExactlyElementsOf(expected.keySet());
            // the reference shortens the words of the description
            assertThat(sent.remove("Evtdescribe")).contains("圆形井盖缺失,洞口约60公分").doesNotContain("19900000001");
            expected.remove("Evtdescribe");
            // the hotline wants its answer by 00:14:30: ten minutes before that is earlier than the item's own two
            // hours
            expected.put("DisposeLimit", "2026-07-08 00:04:30");
            assertThat(sent).isEqualTo(expected);
            assertThat(envelope(call.text())).isEqualTo(envelope(Examples.text("ad-soap-1-dispatch-request.xml")));
            HubUnderTest.until(
                    "delivery on record",
                    () -> HUB.file(caseNo).lead().orElseThrow().deliveredAt() != null);
            assertThat(HUB.file(caseNo).lead().orElseThrow().foreignNo()).isEqualTo("26070700318");

            HUB.clock().standAt("2026-07-07T23:38:25+08:00");
            Answer answer = HUB.wire()
                    .post(
                            "CG",
                            "/services/CG",
                            "text/xml;charset=UTF-8",
                            Examples.bytes("ad-soap-3-dispose-feedback.xml"));

            assertThat(answer.body()).contains("ERRCD", "0");
            Assignment lead = HUB.file(caseNo).lead().orElseThrow();
            assertThat(lead.state()).isEqualTo(AssignmentState.DONE);
            assertThat(lead.doneAt()).isEqualTo(Instant.parse("2026-07-07T15:38:20Z"));
            assertThat(lead.firstContactAt()).isEqualTo(Instant.parse("2026-07-07T14:31:00Z"));
            assertThat(lead.report()).isNotNull().satisfies(report -> {
                assertThat(report.handler()).isEqualTo("孙强");
                assertThat(report.opinion()).startsWith("22:41到场设置围挡及警示灯");
                assertThat(report.attachments()).hasSize(2);
            });
            assertThat(HUB.trace(caseNo))
                    .filteredOn(step -> step.action().equals("签收"))
                    .singleElement()
                    .satisfies(step -> assertThat(step.implied()).isTrue());
        }
    }

    @Test
    void theNoiseIsHandedBackByOneAndHandledByAnother() throws Exception {
        try (RecordingSystem city = new RecordingSystem(HUB.ports().cg(), "text/xml;charset=UTF-8", taken());
                RecordingSystem bureau = new RecordingSystem(
                        HUB.ports().hb(),
                        "application/json",
                        "{\"code\":0,\"msg\":\"ok\",\"data\":{\"deptTaskNo\":\"HBXF-2026-07-0931\"}}")) {
            HUB.clock().standAt("2026-07-08T01:20:04+08:00");
            HUB.casesOfTheDay(LocalDate.parse("2026-07-08"), Channel.HOTLINE, 19_310);
            HUB.wire()
                    .post("NJ12345", "/services/12345", Wire.SOAP_GBK, Examples.bytes("ch-12345-2-soap-gbk-dirty.xml"));
            String caseNo = HUB.caseOf("NJ12345", "NJ260708011819311");
            assertThat(caseNo).isEqualTo("JN20260708010193115");
            HUB.operate(
                    caseNo, new Command.AcceptCase(HUB.file(caseNo).progress().unit()));
            HUB.operate(caseNo, dispatch(caseNo, "GA", Role.CO, "CG", Role.LEAD));
            city.about(caseNo + "-02");
            HUB.clock().standAt("2026-07-08T09:05:12+08:00");

            Answer returned = HUB.wire()
                    .post("CG", "/services/CG", Wire.SOAP_GBK, Examples.bytes("ad-soap-2-return-callback.xml"));

            assertThat(returned.body()).contains("ERRCD", "0");
            Assignment asked = HUB.file(caseNo).lead().orElseThrow();
            assertThat(asked.state()).isEqualTo(AssignmentState.RETURN_REQUESTED);
            assertThat(asked.pending()).isNotNull().satisfies(request -> {
                assertThat(request.reasonCode()).isEqualTo("R02");
                assertThat(request.text()).contains("建议转派区环保局");
                assertThat(request.suggestedDept()).isEqualTo("HB");
            });

            HUB.clock().standAt("2026-07-08T09:31:05+08:00");
            HUB.operate(caseNo, new Command.DecideRequest(new TaskNumber(caseNo + "-02"), true, "职责属环保", null));
            assertThat(HUB.state(caseNo)).isEqualTo("PENDING_DISPATCH");
            HUB.operate(caseNo, dispatch(caseNo, "HB", Role.LEAD, "CG", Role.CO, "GA", Role.CO));
            RecordingSystem.Call call = bureau.about(caseNo + "-03");

            assertThat(call.method()).isEqualTo("POST");
            assertThat(call.path()).isEqualTo("/openapi/v2/petition/tasks");
            assertThat(call.header("Content-Type").replace(" ", ""))
                    .isEqualToIgnoringCase("application/json;charset=UTF-8");
            assertThat(call.header("X-App-Id")).isEqualTo("JN-HUB");
            assertThat(call.header("X-Sign-Type")).isEqualTo("HMAC-SM3");
            assertThat(call.header("Idempotency-Key")).matches(caseNo + "-03#\\d+");
            assertThat(proven("HB", call)).isTrue();
            JsonNode expected = afterTheHead("ad-rest-1-dispatch-post.http");
            JsonNode sent = JSON.readTree(call.body());
            assertThat(names(sent)).containsExactlyElementsOf(names(expected));
            for (String field : List.of(
                    "taskNo",
                    "caseNo",
                    "role",
                    "coDepts",
                    "itemCode",
                    "itemName",
                    "caseType",
                    "urgency",
                    "title",
                    "secret",
                    "clock")) {
                assertThat(sent.get(field)).as(field).isEqualTo(expected.get(field));
            }
            assertThat(sent.at("/petitioner/display").asText()).isEqualTo("要求保密");
            assertThat(sent.at("/petitioner/contactMode").asText()).isEqualTo("HUB_RELAY");
            for (String field : List.of("division", "street", "grid", "lng", "lat", "crs", "quality")) {
                assertThat(sent.at("/location/" + field)).as(field).isEqualTo(expected.at("/location/" + field));
            }
            assertThat(call.text()).doesNotContain("王", "19900000002", "32011519000101002");
            HubUnderTest.until(
                    "delivery on record",
                    () -> HUB.file(caseNo).lead().orElseThrow().deliveredAt() != null);
            assertThat(HUB.file(caseNo).lead().orElseThrow().foreignNo()).isEqualTo("HBXF-2026-07-0931");

            HUB.clock().standAt("2026-07-08T13:02:20+08:00");
            Answer done = HUB.wire()
                    .post("HB", EnvironmentBureau.PATH, Wire.JSON, Examples.bytes("ad-rest-3-feedback-callback.json"));

            assertThat(done.said("code")).as(done.body()).isEqualTo("0");
            Assignment lead = HUB.file(caseNo).lead().orElseThrow();
            assertThat(lead.state()).isEqualTo(AssignmentState.DONE);
            assertThat(lead.report()).isNotNull().satisfies(report -> {
                assertThat(report.resolved().name()).isEqualTo("PARTIAL");
                assertThat(report.publicReply()).startsWith("您反映的夜间施工问题属实");
            });
            assertThat(lead.doneAt()).isBefore(lead.dues().disposeDue());
        }
    }

    @Test
    void theFireAccessGoesToTheFireBrigadesQueueAndIsCleared() throws Exception {
        try (FireBrigadeQueue brigade = new FireBrigadeQueue(HUB)) {
            HUB.clock().standAt("2026-07-09T18:52:40+08:00");
            HUB.casesOfTheDay(LocalDate.parse("2026-07-09"), Channel.PANANJ, 776);
            String caseNo = HUB.wire()
                    .post(
                            "PANANJ",
                            "/channels/pananj/reports",
                            Wire.JSON,
                            Examples.bytes("ch-pananj-1-citizen-report.json"))
                    .said("caseNo");
            assertThat(caseNo).isEqualTo("JN20260709020007772");

            JsonNode sent = JSON.readTree(brigade.receives(caseNo + "-01").getText());

            JsonNode expected = Examples.json("ad-mq-1-assignment-dispatched.json");
            assertThat(names(sent)).containsExactlyElementsOf(names(expected));
            assertThat(names(sent.path("data"))).containsExactlyElementsOf(names(expected.path("data")));
            for (String field :
                    List.of("specversion", "source", "type", "subject", "time", "datacontenttype", "jnkey")) {
                assertThat(sent.get(field)).as(field).isEqualTo(expected.get(field));
            }
            for (String field :
                    List.of("caseNo", "taskNo", "role", "dept", "coDepts", "itemCode", "urgency", "location")) {
                assertThat(sent.at("/data/" + field)).as(field).isEqualTo(expected.at("/data/" + field));
            }
            assertThat(sent.at("/data/privacy/petitioner").asText()).isEqualTo("李*");
            HubUnderTest.until(
                    "delivery on record",
                    () -> HUB.file(caseNo).lead().orElseThrow().deliveredAt() != null);

            HUB.clock().standAt("2026-07-10T11:20:33+08:00");
            brigade.says(Examples.text("ad-mq-2-assignment-feedback.json"), Map.of());

            HubUnderTest.until(
                    "done", () -> HUB.file(caseNo).lead().orElseThrow().doneAt() != null);
            Assignment lead = HUB.file(caseNo).lead().orElseThrow();
            assertThat(lead.doneAt()).isEqualTo(Instant.parse("2026-07-10T03:05:00Z"));
            assertThat(lead.signedAt()).isNotNull();
            assertThat(lead.firstContactAt()).isEqualTo(Instant.parse("2026-07-10T01:20:00Z"));
            assertThat(lead.report())
                    .isNotNull()
                    .satisfies(report -> assertThat(report.handler()).isEqualTo("冯某"));
        }
    }

    /** Departments and roles in turn, with the clocks of the item. */
    private static Command dispatch(String caseNo, Object... departments) {
        Dues dues = HUB.bean(Clocks.class)
                .dues(HUB.file(caseNo).matter(), HUB.clock().instant());
        List<Command.Tasking> taskings = new ArrayList<>();
        for (int i = 0; i < departments.length; i += 2) {
            taskings.add(new Command.Tasking((String) departments[i], (Role) departments[i + 1], dues));
        }
        return new Command.DispatchCase(taskings, "受理员指定");
    }

    /** By the rule of docs/contracts/proof.md over the bytes that came. */
    private static boolean proven(String peer, RecordingSystem.Call call) {
        String head = call.header("X-Timestamp") + "\n" + call.header("X-Nonce") + "\n";
        byte[] first = head.getBytes(StandardCharsets.UTF_8);
        byte[] text = java.util.Arrays.copyOf(first, first.length + call.body().length);
        System.arraycopy(call.body(), 0, text, first.length, call.body().length);
        byte[] key = HUB.secrets().of(peer).getBytes(StandardCharsets.UTF_8);
        return Hmac.sm3Hex(key, text).equals(call.header("X-Sign"));
    }

    private static String taken() throws IOException {
        String body = Files.readString(Path.of("connectors/departments/CG/samples/answer/1-taken.in.xml"));
        return "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body>" + body
                + "</soapenv:Body></soapenv:Envelope>";
    }

    private static JsonNode afterTheHead(String file) throws IOException {
        String text = Examples.text(file).replace("\r\n", "\n");
        return JSON.readTree(text.substring(text.indexOf("\n\n")));
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The envelope without the request's content: the encoding attributes that the old system insists on. */
    private static String envelope(String soap) {
        Matcher matcher = Pattern.compile("<requestXml[^>]*>").matcher(soap);
        assertThat(matcher.find()).isTrue();
        return matcher.group();
    }

    /** The parameters inside the request, in their order. */
    private static Map<String, String> params(String soap) {
        Matcher request = Pattern.compile("<requestXml[^>]*>(.*?)</requestXml>", Pattern.DOTALL)
                .matcher(soap);
        assertThat(request.find()).as(soap).isTrue();
        String inner =
                request.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        Map<String, String> params = new LinkedHashMap<>();
        Matcher field = Pattern.compile("<(\\w+)>([^<]*)</\\1>").matcher(inner);
        while (field.find()) {
            params.put(field.group(1), field.group(2));
        }
        return params;
    }
}

package org.liandong.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class HotlineTest {
    private static final String SECRET = "hotline-secret";
    private static final String ORDER = "NJ260707221430018842";
    private static final Charset GBK = Charset.forName("GBK");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<Push> visits = new CopyOnWriteArrayList<>();
    private final ChannelInbox inbox = new ChannelInbox("12345", Journal.none());
    private final Hotline hotline = new Hotline(SECRET, 0, 5, inbox, visits::add);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        hotline.close();
    }

    @Test
    void keepsOutcomesInTheOrderOfArrivalAndRepeatsOnce() throws Exception {
        assertThat(callback(ORDER, 1, "1", "已派遣").path("code").asText()).isEqualTo("0");
        callback(ORDER, 3, "3", "办理中");
        callback(ORDER, 2, "2", "已签收");
        callback(ORDER, 2, "2", "已签收");

        assertThat(inbox.outcomes(ORDER).stream().map(ChannelInbox.Received::seq))
                .containsExactly(1L, 3L, 2L);
        assertThat(inbox.outcomes(ORDER).get(0).statusName()).isEqualTo("已派遣");
        assertThat(inbox.repeats()).isEqualTo(1);
        assertThat(visits).isEmpty();
    }

    @Test
    void refusesAnOutcomeWithAWrongProof() throws Exception {
        HttpResponse<String> answer = post(message(ORDER, 1, "1", "已派遣", "other-secret"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(inbox.size()).isZero();
    }

    @Test
    void saysWhichFieldIsMissing() throws Exception {
        ObjectNode body = JSON.createObjectNode().put("orderNo", ORDER);

        JsonNode answer = JSON.readTree(post(signed(body, SECRET)).body());

        assertThat(answer.path("code").asText()).isEqualTo("40001");
        assertThat(answer.path("message").asText()).contains("caseNo");
    }

    @Test
    void ringsTheCitizenOnceAfterTheDepartmentIsDone() throws Exception {
        callback(ORDER, 4, "4", "办结");
        callback(ORDER, 4, "4", "办结");

        assertThat(visits).hasSize(1);
        JsonNode visit = JSON.readTree(visits.get(0).content());
        assertThat(visit.path("eventType").asText()).isEqualTo("REVISIT");
        assertThat(visit.path("orderNo").asText()).isEqualTo(ORDER);
        assertThat(visit.path("satisfaction").asText()).isIn("2", "4");
    }

    @Test
    void caseClosedByTheCentreIsNoReasonToRing() throws Exception {
        callback(ORDER, 6, "6", "结案");

        assertThat(visits).isEmpty();
    }

    @Test
    void aboutEightyFiveInAHundredAreSatisfiedAndTheOthersWantARedoAsInTheSample() throws Exception {
        for (int i = 0; i < 400; i++) {
            callback("NJ2607072214300%05d".formatted(i), 4, "4", "办结");
        }

        List<JsonNode> unsatisfied = visits.stream()
                .map(HotlineTest::json)
                .filter(visit -> visit.path("redo").asText().equals("1"))
                .toList();
        assertThat(unsatisfied).hasSizeBetween(30, 90);
        assertThat(Samples.fields(unsatisfied.get(0)))
                .containsExactlyInAnyOrderElementsOf(Samples.fields(
                        Samples.json("ch-12345-3-revisit-unsatisfied.json").path("body")));
    }

    @Test
    void nobodyWantsMoreThanTwoRedos() throws Exception {
        for (int i = 0; i < 60; i++) {
            for (int round = 1; round <= 4; round++) {
                callback("NJ2607072214300%05d".formatted(i), round, "4", "办结");
            }
        }

        var redos = visits.stream()
                .map(HotlineTest::json)
                .filter(visit -> visit.path("redo").asText().equals("1"))
                .collect(java.util.stream.Collectors.groupingBy(
                        visit -> visit.path("orderNo").asText(), java.util.stream.Collectors.counting()));
        assertThat(redos).isNotEmpty();
        assertThat(redos.values()).allMatch(count -> count <= 2);
        assertThat(visits).hasSize(240);
    }

    @Test
    void understandsTheOlderInterfaceInGbk() throws Exception {
        Element answer = process(
                "<feedback><commandCode>" + ORDER + "</commandCode><caseNo>JN20260707010188422</caseNo><seq>4</seq>"
                        + "<feedbackType>4</feedbackType><content>井盖已更换</content></feedback>",
                "reportFeedback");

        assertThat(Soap.text(answer, "ERRCD")).isEqualTo("0");
        assertThat(inbox.outcomes(ORDER).get(0).content()).isEqualTo("井盖已更换");
        assertThat(visits).hasSize(1);
    }

    @Test
    void olderInterfaceAnswersMistakesWithItsOwnCodes() throws Exception {
        assertThat(Soap.text(process("<feedback/>", "pushOrder"), "ERRCD")).isEqualTo("902");
        assertThat(Soap.text(process("<feedback/>", "reportFeedback"), "ERRCD")).isEqualTo("903");
        assertThat(Soap.text(process("<feedback>", "reportFeedback"), "ERRCD")).isEqualTo("900");
        assertThat(inbox.size()).isZero();
    }

    private JsonNode callback(String orderNo, int seq, String status, String name) throws Exception {
        HttpResponse<String> answer = post(message(orderNo, seq, status, name, SECRET));
        assertThat(answer.statusCode()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static ObjectNode message(String orderNo, int seq, String status, String name, String secret) {
        return signed(
                JSON.createObjectNode()
                        .put("orderNo", orderNo)
                        .put("caseNo", "JN20260707010188422")
                        .put("seq", seq)
                        .put("status", status)
                        .put("statusName", name)
                        .put("content", "区城管局正在处理")
                        .put("time", "2026-07-07 23:38:20"),
                secret);
    }

    private static ObjectNode signed(ObjectNode body, String secret) {
        ObjectNode message = JSON.createObjectNode();
        message.putObject("head")
                .put("appId", "JN-HUB")
                .put("msgId", "m-1")
                .put("timestamp", "20260707233820")
                .put("signType", "SM3")
                .put("sign", Proof.of(Proof.Kind.SM3, secret, "20260707233820\nm-1\n", body));
        message.set("body", body);
        return message;
    }

    private HttpResponse<String> post(ObjectNode message) throws Exception {
        return client.send(
                HttpRequest.newBuilder(hotline.jsonAddress())
                        .header("Content-Type", "application/json;charset=UTF-8")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(
                                message.toString().getBytes(UTF_8)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private Element process(String inner, String function) throws Exception {
        String envelope = "<?xml version=\"1.0\" encoding=\"GBK\"?><s:Envelope"
                + " xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><process><FUNC>" + function
                + "</FUNC><REQXML><![CDATA[" + inner + "]]></REQXML></process></s:Body></s:Envelope>";
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(hotline.soapAddress())
                        .header("Content-Type", "text/xml; charset=GBK")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(envelope.getBytes(GBK)))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return Soap.read(answer.body(), "text/xml;charset=GBK");
    }

    private static JsonNode json(Push push) {
        try {
            return JSON.readTree(push.content());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}

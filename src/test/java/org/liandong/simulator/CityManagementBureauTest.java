package org.liandong.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class CityManagementBureauTest {
    private static final String TASK = "JN20260707010188422-01";
    private static final long SEED = 11;

    private final RecordingHub hub = new RecordingHub();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Department bureau =
            Department.cityManagement(hub.asSeenFromOutside(), 0, Profile.quick(SEED), Journal.none());

    @AfterEach
    void close() {
        bureau.close();
        hub.close();
    }

    @Test
    void takesATaskAsInTheSampleAndAnswersWithXmlInAString() throws Exception {
        Element response = dispatch();

        assertThat(Soap.text(response, "code")).isEqualTo("0");
        assertThat(Soap.text(response, "TaskNum")).matches("\\d{14}");
        assertThat(bureau.effects()).isEqualTo(Map.of(TASK, 1));
    }

    @Test
    void signsInGbkAndIsDoneInUtf8WithAPicture() throws Exception {
        dispatch();

        await().until(() -> bureau.reported().size() == 2);
        List<RecordingHub.Arrived> calls = hub.arrived();
        assertThat(calls).allMatch(RecordingHub.Arrived::proven);
        assertThat(calls.get(0).path()).isEqualTo("/services/CG");
        assertThat(calls.get(0).headers().get("Content-Type")).contains("GBK");
        Element signed = feedback(calls.get(0));
        assertThat(Soap.text(signed, "feedbackType")).isEqualTo("2");
        assertThat(Soap.text(signed, "commandCode")).isEqualTo(TASK);
        assertThat(Soap.text(signed, "content")).isEqualTo("已签收,安排人员到场。");
        Element done = feedback(calls.get(1));
        assertThat(Soap.text(done, "feedbackType")).isEqualTo("4");
        assertThat(Soap.text(done, "zbbm")).isEqualTo("江宁区城市管理局");
        assertThat(java.util.Base64.getDecoder().decode(Soap.text(done, "pic"))).startsWith(0xFF, 0xD8, 0xFF);
    }

    @Test
    void feedbackHasTheFieldsOfTheSamples() throws Exception {
        Element done = inner(Samples.text("ad-soap-3-dispose-feedback.xml"));
        dispatch();
        await().until(() -> bureau.reported().size() == 2);

        assertThat(names(feedback(hub.arrived().get(1)))).containsAll(names(done));
    }

    @Test
    void aReturnHasTheFieldsOfTheSampleAndIsGbk() throws Exception {
        bureau.work(Profile.quick(SEED).withShares(1, 0, 0));
        Element sample = inner(new String(Samples.bytes("ad-soap-2-return-callback.xml"), "GBK"));
        dispatch();
        await().until(() -> bureau.reported().size() == 1);

        Element returned = feedback(hub.arrived().get(0));
        assertThat(names(returned)).containsAll(names(sample));
        assertThat(Soap.text(returned, "feedbackType")).isEqualTo("1");
        assertThat(Soap.text(returned, "suggestDept")).isEqualTo("HB");
        assertThat(Soap.text(returned, "content")).contains("职责属环保");

        Element answer = call("<request><operation type=\"RETURN\"><SrcTaskNum>" + TASK
                + "</SrcTaskNum><approved>0</approved></operation></request>");
        assertThat(Soap.text(answer, "code")).isEqualTo("0");
        await().until(() -> bureau.reported().size() == 3);
        assertThat(bureau.operations(TASK)).containsExactly("RETURN");
    }

    @Test
    void canBeAskedForATask() throws Exception {
        String number = Soap.text(dispatch(), "TaskNum");

        assertThat(Soap.text(query(TASK), "TaskNum")).isEqualTo(number);
        assertThat(Soap.text(query("JN20260707010188422-09"), "code")).isEqualTo("404");
    }

    @Test
    void aSystemWithoutMemoryOpensASecondTaskWhenSentOneTwice() throws Exception {
        bureau.work(Profile.quick(SEED).forgetful());
        String first = Soap.text(dispatch(), "TaskNum");
        String second = Soap.text(dispatch(), "TaskNum");

        assertThat(second).isNotEqualTo(first);
        assertThat(bureau.effects()).isEqualTo(Map.of(TASK, 2));
    }

    @Test
    void aSystemWithMemoryOpensOneTaskWhenSentOneTwice() throws Exception {
        String first = Soap.text(dispatch(), "TaskNum");

        assertThat(Soap.text(dispatch(), "TaskNum")).isEqualTo(first);
        assertThat(bureau.effects()).isEqualTo(Map.of(TASK, 1));
        assertThat(bureau.calls()).isEqualTo(2);
    }

    @Test
    void aBusinessErrorComesUnder200AndNothingIsTaken() throws Exception {
        bureau.behave(Conduct.ERROR_IN_200);

        Element response = dispatch();

        assertThat(Soap.text(response, "code")).isEqualTo("9");
        assertThat(Soap.text(response, "message")).isNotEmpty();
        assertThat(bureau.effects()).isEmpty();
    }

    @Test
    void missingFieldsAndUnreadableXmlAreBusinessErrors() throws Exception {
        assertThat(Soap.text(call("<request><params><SrcTaskNum>" + TASK + "</SrcTaskNum></params></request>"), "code"))
                .isEqualTo("902");
        assertThat(Soap.text(call("<request><params>"), "code")).isEqualTo("900");
        assertThat(bureau.effects()).isEmpty();
    }

    @Test
    void hangsUpAfterTakingTheTaskButTellsWhenAsked() throws Exception {
        bureau.behave(Conduct.NO_ANSWER);

        assertThatThrownBy(this::dispatch).isInstanceOf(IOException.class);

        assertThat(Soap.text(query(TASK), "code")).isEqualTo("0");
    }

    private Element dispatch() throws IOException, InterruptedException {
        return response(send(Samples.bytes("ad-soap-1-dispatch-request.xml")));
    }

    private Element query(String taskNo) throws IOException, InterruptedException {
        return call("<request><query><SrcTaskNum>" + taskNo + "</SrcTaskNum></query></request>");
    }

    /** Puts another request into the sample's envelope. */
    private Element call(String request) throws IOException, InterruptedException {
        String sample = Samples.text("ad-soap-1-dispatch-request.xml");
        String envelope = sample.substring(0, sample.indexOf("&lt;?xml"))
                + Soap.escape(request)
                + sample.substring(sample.indexOf("</requestXml>"));
        return response(send(envelope.getBytes(UTF_8)));
    }

    private HttpResponse<byte[]> send(byte[] envelope) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(bureau.address())
                        .timeout(Duration.ofSeconds(2))
                        .header("Content-Type", "text/xml; charset=UTF-8")
                        .header("SOAPAction", "\"\"")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(envelope))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static Element response(HttpResponse<byte[]> answer) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(200);
        Element envelope = Soap.read(answer.body(), "text/xml; charset=UTF-8");
        return Soap.readInner(Soap.text(envelope, "processReturn"));
    }

    private static Element feedback(RecordingHub.Arrived call) throws IOException {
        return inner(call.text());
    }

    private static Element inner(String envelope) throws IOException {
        return Soap.readInner(Soap.text(Soap.readInner(envelope), "REQXML"));
    }

    private static List<String> names(Element element) {
        var children = element.getChildNodes();
        return java.util.stream.IntStream.range(0, children.getLength())
                .mapToObj(i -> children.item(i).getNodeName())
                .toList();
    }
}

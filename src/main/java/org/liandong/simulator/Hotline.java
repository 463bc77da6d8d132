package org.liandong.simulator;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.liandong.simulator.LoopbackServer.Call;
import org.liandong.simulator.LoopbackServer.Reply;
import org.w3c.dom.Element;

/**
 * The 12345 hotline's own system: it is told what becomes of its orders, by JSON or by its older SOAP interface, and rings
 * the citizen once a department says 办结. About 85 in 100 are satisfied; the others want it done again, at most twice
 * (reference §2.2, §3.4 channel 01 (3)). Safe for use by many threads.
 */
public final class Hotline implements AutoCloseable {
    private static final String SENDER = "NJ12345";
    private static final String CALLBACK = "/hotline/callback";
    private static final String SOAP = "/services/hotline";
    private static final double SATISFIED = 0.85;
    private static final int MOST_REDOS = 2;
    /** Keeps numbers as they were written, since the proof is over them. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final String RESPONSE = """
            <?xml version="1.0" encoding="GBK"?>
            <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>\
            <ws:processResponse xmlns:ws="http://ws.order.hotline/"><ERRCD>%s</ERRCD><RESXML>%s</RESXML>\
            </ws:processResponse></soapenv:Body></soapenv:Envelope>""";

    private static final String CANARY = "LDTC";

    private final String secret;
    private final long seed;
    private final ChannelInbox inbox;
    private final Consumer<Push> visits;
    private final AtomicInteger visitSerial = new AtomicInteger();
    private final LoopbackServer server;

    /** @param visits takes the visit's result for the hub */
    Hotline(String secret, int port, long seed, ChannelInbox inbox, Consumer<Push> visits) {
        this.secret = secret;
        this.seed = seed;
        this.inbox = inbox;
        this.visits = visits;
        this.server = new LoopbackServer(port, this::answer);
    }

    /** Where the hub reports by JSON. */
    public URI jsonAddress() {
        return server.address(CALLBACK);
    }

    /** Where the hub reports by the older interface. */
    public URI soapAddress() {
        return server.address(SOAP);
    }

    public ChannelInbox inbox() {
        return inbox;
    }

    /** Makes the hotline reachable for the hub, or not. */
    public void reachable(boolean reachable) {
        server.reachable(reachable);
    }

    @Override
    public void close() {
        server.close();
    }

    private Reply answer(Call call) throws IOException {
        if (!call.method().equals("POST")) {
            return Reply.json(405, "{\"code\":\"405\",\"message\":\"只接受POST\"}");
        }
        return switch (call.path()) {
            case CALLBACK -> callback(call);
            case SOAP -> process(call);
            default -> Reply.json(404, "{\"code\":\"404\",\"message\":\"没有这个接口\"}");
        };
    }

    private Reply callback(Call call) throws IOException {
        JsonNode message = JSON.readTree(call.body());
        JsonNode head = message.path("head");
        JsonNode body = message.path("body");
        String prefix =
                head.path("timestamp").asText() + "\n" + head.path("msgId").asText() + "\n";
        Proof.Kind kind = Proof.Kind.of(head.path("signType").asText());
        if (!Proof.same(Proof.of(kind, secret, prefix, body), head.path("sign").asText())) {
            return Reply.json(401, "{\"code\":\"401\",\"message\":\"head.sign 校验失败\"}");
        }
        for (String field : List.of("orderNo", "caseNo", "seq", "status", "statusName")) {
            if (body.path(field).asText().isEmpty()) {
                return Reply.json(
                        200,
                        JSON.createObjectNode()
                                .put("code", "40001")
                                .put("message", "body." + field + " 必填")
                                .toString());
            }
        }
        keep(new ChannelInbox.Received(
                body.path("orderNo").asText(),
                body.path("caseNo").asText(),
                body.path("seq").asLong(),
                body.path("status").asText(),
                body.path("statusName").asText(),
                body.path("content").asText()));
        return Reply.json(200, "{\"code\":\"0\"}");
    }

    /** FUNC reportFeedback of the older interface: type 0 progress, 1 handed back, 4 done (reference §3.1 E1). */
    private Reply process(Call call) {
        if (!call.header("X-Sign").isEmpty() && !call.provenBy(secret)) {
            return response("401", "签名校验失败");
        }
        try {
            Element envelope = Soap.read(call.body(), call.header("Content-Type"));
            if (!Soap.text(envelope, "FUNC").equals("reportFeedback")) {
                return response("902", "FUNC 不认识: " + Soap.text(envelope, "FUNC"));
            }
            Element feedback = Soap.readInner(Soap.text(envelope, "REQXML"));
            String type = Soap.text(feedback, "feedbackType");
            String seq = Soap.text(feedback, "seq");
            if (!type.matches("[014]")
                    || !seq.matches("\\d+")
                    || Soap.text(feedback, "commandCode").isEmpty()) {
                return response("903", "commandCode、seq、feedbackType(0/1/4) 必填");
            }
            keep(new ChannelInbox.Received(
                    Soap.text(feedback, "commandCode"),
                    Soap.text(feedback, "caseNo"),
                    Long.parseLong(seq),
                    type,
                    switch (type) {
                        case "1" -> "退单";
                        case "4" -> "办结反馈";
                        default -> "正常反馈";
                    },
                    Soap.text(feedback, "content")));
            return response("0", "");
        } catch (IOException e) {
            return response("900", String.valueOf(e.getMessage()));
        }
    }

    private static Reply response(String code, String words) {
        return Reply.xml("GBK", RESPONSE.formatted(code, Soap.escape(words)));
    }

    private void keep(ChannelInbox.Received received) {
        // nobody asked in a canary, so nobody is called
        boolean isCanary = received.externalNo().startsWith(CANARY);
        if (inbox.keep(received) && received.isDone() && !isCanary) {
            visits.accept(visit(received));
        }
    }

    private Push visit(ChannelInbox.Received done) {
        int redone = inbox.timesDone(done.externalNo()) - 1;
        RandomGenerator luck = Luck.of(seed, done.externalNo() + "/" + redone);
        boolean satisfied = redone >= MOST_REDOS || luck.nextDouble() < SATISFIED;
        LocalDateTime now = CityTime.now();
        int serial = visitSerial.incrementAndGet();
        String stamp = CityTime.packed(now);
        ObjectNode body = JSON.createObjectNode()
                .put("orderNo", done.externalNo())
                .put("eventType", "REVISIT")
                .put("eventTime", CityTime.spoken(now))
                .put("revisitNo", "HF%s%06d".formatted(stamp.substring(2, 8), serial))
                .put("revisitMode", "电话")
                .put("contacted", "1")
                .put("isFact", "1")
                .put("isSolved", satisfied ? "1" : "0")
                .put("satisfaction", satisfied ? "2" : "4")
                .put("satisfactionName", satisfied ? "满意" : "不满意");
        if (satisfied) {
            body.put("dissatisfyReason", "").put("demand", "").put("redo", "0");
        } else {
            body.put("dissatisfyReason", "结果不满意:问题又出现了")
                    .put("demand", "要求重新办理")
                    .put("redo", "1")
                    .put("redoLimitTime", CityTime.spoken(now.plusDays(1)))
                    .put("redoCount", redone + 1)
                    .put("supervise", "1")
                    .put("superviseLevel", "催办")
                    .put("appendContent", "");
        }
        body.putArray("attachments");
        return new Push(
                "%s-%s-V%05d".formatted(SENDER, stamp, serial),
                Push.Way.HOTLINE_JSON,
                Push.Kind.EVENT,
                List.of(done.externalNo()),
                body.toString(),
                "");
    }
}

package org.liandong.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.liandong.simulator.LoopbackServer.Call;
import org.liandong.simulator.LoopbackServer.Reply;

/** 平安南京's own system, which is told what becomes of the reports it sent. Safe for use by many threads. */
public final class PublicSafetyApp implements AutoCloseable {
    private static final String PATH = "/pananj/status";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String secret;
    private final ChannelInbox inbox;
    private final LoopbackServer server;

    PublicSafetyApp(String secret, int port, ChannelInbox inbox) {
        this.secret = secret;
        this.inbox = inbox;
        this.server = new LoopbackServer(port, this::answer);
    }

    /** Where the hub reports. */
    public URI address() {
        return server.address(PATH);
    }

    public ChannelInbox inbox() {
        return inbox;
    }

    /** Makes the app's system reachable for the hub, or not. */
    public void reachable(boolean reachable) {
        server.reachable(reachable);
    }

    @Override
    public void close() {
        server.close();
    }

    private Reply answer(Call call) throws IOException {
        if (!call.method().equals("POST") || !call.path().equals(PATH)) {
            return problem(404, "404", "没有这个接口: " + call.method() + " " + call.path());
        }
        if (!call.provenBy(secret)) {
            return problem(401, "401", "签名校验失败:请核对X-Timestamp、X-Nonce与密钥");
        }
        JsonNode body = JSON.readTree(call.body());
        for (String field : List.of("reportId", "caseNo", "seq", "status", "statusName")) {
            if (body.path(field).asText().isEmpty()) {
                return problem(200, "40001", field + " 必填");
            }
        }
        inbox.keep(new ChannelInbox.Received(
                body.path("reportId").asText(),
                body.path("caseNo").asText(),
                body.path("seq").asLong(),
                body.path("status").asText(),
                body.path("statusName").asText(),
                body.path("reply").asText()));
        return Reply.json(200, "{\"code\":\"0\"}");
    }

    private static Reply problem(int status, String code, String words) {
        return Reply.json(
                status,
                JSON.createObjectNode().put("code", code).put("message", words).toString());
    }
}

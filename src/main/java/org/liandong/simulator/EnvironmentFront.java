package org.liandong.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liandong.simulator.LoopbackServer.Call;
import org.liandong.simulator.LoopbackServer.Reply;

/** Where the environment bureau takes tasks: REST with JSON, proof in the headers (reference §3.5 REST (1)). */
final class EnvironmentFront implements Front {
    private static final String TASKS = "/openapi/v2/petition/tasks";
    private static final Pattern TASK = Pattern.compile(TASKS + "/([^/]+)(?:/([a-z]+))?");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String secret;
    private final TaskDesk desk;
    private final LoopbackServer server;

    EnvironmentFront(String secret, TaskDesk desk, int port) {
        this.secret = secret;
        this.desk = desk;
        this.server = new LoopbackServer(port, this::answer);
    }

    @Override
    public URI address() {
        return server.address(TASKS);
    }

    @Override
    public void reachable(boolean reachable) {
        server.reachable(reachable);
    }

    @Override
    public void close() {
        server.close();
    }

    private Reply answer(Call call) throws IOException, InterruptedException {
        desk.called();
        if (!call.provenBy(secret)) {
            return problem(401, 401, "签名校验失败:请核对X-App-Id、X-Timestamp、X-Nonce与密钥");
        }
        if (desk.profile().conduct() == Conduct.ERROR_IN_200 && call.method().equals("POST")) {
            return problem(200, 50012, "系统繁忙,受理失败,请稍后重试");
        }
        Matcher task = TASK.matcher(call.path());
        Reply reply;
        if (call.path().equals(TASKS) && call.method().equals("POST")) {
            reply = open(call);
        } else if (task.matches() && task.group(2) == null && call.method().equals("GET")) {
            return found(desk.find(task.group(1)));
        } else if (task.matches() && task.group(2) != null && call.method().equals("POST")) {
            reply = operate(call, task.group(1), task.group(2));
        } else {
            return problem(404, 404, "没有这个接口: " + call.method() + " " + call.path());
        }
        return switch (desk.profile().conduct()) {
            case NO_ANSWER -> Reply.hangUp();
            case GARBAGE -> Reply.garbage();
            case SLOW -> {
                Thread.sleep(desk.profile().slowness().toMillis());
                yield reply;
            }
            default -> reply;
        };
    }

    private Reply open(Call call) throws IOException {
        JsonNode body = JSON.readTree(call.body());
        for (String field : List.of("taskNo", "caseNo", "itemCode", "title", "content")) {
            if (body.path(field).asText().isBlank()) {
                return problem(200, 40001, field + " 必填");
            }
        }
        String taskNo = body.path("taskNo").asText();
        return found(Optional.of(desk.open(taskNo, key(call, taskNo))));
    }

    private Reply operate(Call call, String taskNo, String name) throws IOException {
        Optional<Operation> operation = Operation.named(name);
        if (operation.isEmpty()) {
            return problem(404, 404, "没有这个操作: " + name);
        }
        JsonNode body = JSON.readTree(call.body());
        boolean approved = body.path("approved").asBoolean(false);
        return found(desk.operate(taskNo, operation.get(), key(call, taskNo + "/" + name), approved));
    }

    /** The idempotency key, or what can stand in for it. */
    private static String key(Call call, String otherwise) {
        String key = call.header("Idempotency-Key");
        return key.isEmpty() ? otherwise : key;
    }

    private Reply found(Optional<String> deptTaskNo) {
        if (deptTaskNo.isEmpty()) {
            return problem(200, 404, "任务不存在");
        }
        ObjectNode answer = JSON.createObjectNode().put("code", 0).put("msg", "ok");
        answer.putObject("data").put("deptTaskNo", deptTaskNo.get());
        return Reply.json(200, answer.toString());
    }

    private static Reply problem(int status, int code, String words) {
        return Reply.json(
                status,
                JSON.createObjectNode().put("code", code).put("msg", words).toString());
    }
}

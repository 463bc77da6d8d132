package org.liandong.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * An operator who takes on every case that waits for a person and sends it where the hub suggests, through the operator's
 * API. Cases without a suggestion and cases in other states are left to people.
 */
public final class OperatorBot implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OperatorBot.class.getName());
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Hub hub;
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger dispatched = new AtomicInteger();
    private final ScheduledExecutorService clock;

    OperatorBot(Hub hub, Duration every) {
        this.hub = hub;
        this.clock = Executors.newSingleThreadScheduledExecutor(Daemons.named("simulator-operator"));
        var unused = clock.scheduleWithFixedDelay(
                this::workThrough, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How many cases the hub let the operator accept. */
    public int accepted() {
        return accepted.get();
    }

    /** How many cases the hub let the operator dispatch. */
    public int dispatched() {
        return dispatched.get();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void workThrough() {
        try {
            Hub.Answer answer = hub.operatorGet("/api/pending");
            if (answer.status() != 200) {
                LOG.fine("待办列表取不到: HTTP " + answer.status());
                return;
            }
            JsonNode pending = JSON.readTree(answer.text());
            for (JsonNode one : pending.path("cases")) {
                ObjectNode command = command(one);
                if (command != null) {
                    give(one.path("caseNo").asText(), command);
                }
            }
            for (JsonNode one : pending.path("requests")) {
                give(one.path("caseNo").asText(), decision(one));
            }
            for (JsonNode one : pending.path("calls")) {
                give(one.path("caseNo").asText(), phoned(one));
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "枢纽未应答,稍后再看待办", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable ObjectNode command(JsonNode pending) {
        String lead = pending.path("suggestedLead").asText("");
        return switch (pending.path("state").asText()) {
            case "PENDING_STREET", "PENDING_DISTRICT" -> command("ACCEPT");
            case "PENDING_DISPATCH" -> lead.isEmpty() ? null : command("DISPATCH");
            case "JOINT_MEETING" ->
                lead.isEmpty()
                        ? null
                        : command("RESOLVE_MEETING").put("lead", lead).put("resolution", "联席会议议定由" + lead + "主办");
            // the hotline calls its askers itself
            case "PENDING_VISIT" ->
                pending.path("channel").asText().equals("12345")
                        ? null
                        : command("VISIT")
                                .put("contacted", true)
                                .put("solved", true)
                                .put("satisfaction", "2")
                                .put("redo", false);
            case "FEEDBACK_DONE" -> command("VERIFY").put("passed", true).put("text", "电话核查,情况属实");
            default -> null;
        };
    }

    /** Extensions are granted; of returns every other one, so that both ways are travelled. */
    private static ObjectNode decision(JsonNode request) {
        String task = request.path("taskNo").asText();
        boolean granted = !request.path("kind").asText().equals("RETURN") || task.charAt(18) % 2 == 0;
        return command("DECIDE_REQUEST")
                .put("taskNo", task)
                .put("granted", granted)
                .put("reason", granted ? "理由充分,同意" : "属贵单位职责,请继续办理");
    }

    /** A department without an interface is called, and says on the telephone what it did. */
    private static ObjectNode phoned(JsonNode call) {
        return command("PHONE")
                .put("taskNo", call.path("taskNo").asText())
                .put("report", "DONE")
                .put("handler", "值班人员")
                .put("opinion", "电话告知,已到场配合处置,现场恢复正常")
                .put("resolved", "YES");
    }

    private static ObjectNode command(String name) {
        return JSON.createObjectNode().put("command", name);
    }

    private void give(String caseNo, ObjectNode body) throws IOException, InterruptedException {
        String command = body.path("command").asText();
        Hub.Answer answer = hub.operatorPost("/api/cases/" + caseNo + "/commands", body.toString());
        if (answer.status() != 200) {
            LOG.fine(() -> caseNo + " " + command + " 未被接受: HTTP " + answer.status());
        } else if (command.equals("ACCEPT")) {
            accepted.incrementAndGet();
        } else if (command.equals("DISPATCH")) {
            dispatched.incrementAndGet();
        }
    }
}

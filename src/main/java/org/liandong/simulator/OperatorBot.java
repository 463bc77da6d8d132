package org.liandong.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * An operator who takes on every case that waits for a person and sends it where the hub suggests, through the operator's
 * API; what the hub strongly suspects to be a duplicate is merged, and one case in twenty is not taken on. Cases without a
 * suggestion and cases in other states are left to people. Keeps a book of what it did.
 */
public final class OperatorBot implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OperatorBot.class.getName());
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** From here on the hub suggests merging strongly (reference §4.8). */
    private static final double STRONG = 0.85;

    private final Hub hub;
    private final List<Given> book = Collections.synchronizedList(new ArrayList<>());
    private final ScheduledExecutorService clock;
    private volatile boolean idle;

    /**
     * A command that was given.
     *
     * @param taken whether the hub said so; false if nobody knows, for it said nothing
     */
    public record Given(String caseNo, String command, JsonNode body, boolean taken) {}

    OperatorBot(Hub hub, Duration every) {
        this.hub = hub;
        this.clock = Executors.newSingleThreadScheduledExecutor(Daemons.named("simulator-operator"));
        var unused = clock.scheduleWithFixedDelay(
                this::workThrough, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What the hub took, and what it may have taken, in the order in which it was given; what it refused is not there. */
    public List<Given> given() {
        return List.copyOf(book);
    }

    /** Whether there was nothing to do when the operator last looked. */
    public boolean isIdle() {
        return idle;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void workThrough() {
        try {
            Hub.Answer answer = hub.operatorGet("/api/pending");
            if (answer.status() != 200) {
                idle = false;
                LOG.fine("待办列表取不到: HTTP " + answer.status());
                return;
            }
            int before = book.size();
            JsonNode pending = JSON.readTree(answer.text());
            for (JsonNode one : pending.path("cases")) {
                decide(one);
            }
            for (JsonNode one : pending.path("requests")) {
                give(one.path("caseNo").asText(), decision(one));
            }
            for (JsonNode one : pending.path("calls")) {
                give(one.path("caseNo").asText(), phoned(one));
            }
            idle = book.size() == before;
        } catch (IOException e) {
            idle = false;
            LOG.log(Level.FINE, "枢纽未应答,稍后再看待办", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void decide(JsonNode pending) throws IOException, InterruptedException {
        String caseNo = pending.path("caseNo").asText();
        if (Set.of("PENDING_STREET", "PENDING_DISTRICT")
                .contains(pending.path("state").asText())) {
            if (Integer.parseInt(caseNo.substring(12, 18)) % 20 == 7) {
                give(caseNo, command("REFUSE").put("reasonCode", "N04").put("text", "该事项信访部门已受理,按信访程序办理"));
                return;
            }
            String into = suspected(caseNo);
            if (into != null && give(caseNo, command("MERGE").put("into", into))) {
                return;
            }
        }
        ObjectNode command = command(pending);
        if (command != null) {
            give(caseNo, command);
        }
    }

    /** The case that this one is most likely the same as, if the hub is nearly sure. */
    private @Nullable String suspected(String caseNo) throws IOException, InterruptedException {
        Hub.Answer answer = hub.operatorGet("/api/cases/" + caseNo + "/routing");
        if (answer.status() != 200) {
            return null;
        }
        JsonNode most = JSON.readTree(answer.text()).path("duplicateOf").path(0);
        return most.path("score").asDouble() < STRONG ? null : most.path("into").asText();
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

    /** @return whether the hub took it */
    private boolean give(String caseNo, ObjectNode body) throws IOException, InterruptedException {
        String command = body.path("command").asText();
        Hub.Answer answer;
        try {
            answer = hub.operatorPost("/api/cases/" + caseNo + "/commands", body.toString());
        } catch (IOException unheard) {
            book.add(new Given(caseNo, command, body, false));
            throw unheard;
        }
        if (answer.status() == 200 || answer.status() >= 500) {
            book.add(new Given(caseNo, command, body, answer.status() == 200));
        } else {
            LOG.fine(() -> caseNo + " " + command + " 未被接受: HTTP " + answer.status());
        }
        return answer.status() == 200;
    }
}

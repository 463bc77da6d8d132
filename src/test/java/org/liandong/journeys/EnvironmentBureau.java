package org.liandong.journeys;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.atomic.AtomicInteger;
import org.liandong.casework.Times;

/** What the environment bureau's system says to the hub (reference §3.5, REST). */
final class EnvironmentBureau {
    static final String PATH = "/departments/HB/callbacks";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AtomicInteger SERIAL = new AtomicInteger();

    private final HubUnderTest hub;

    EnvironmentBureau(HubUnderTest hub) {
        this.hub = hub;
    }

    /** Gets the case to the bureau: an operator accepts it and names the bureau as its lead. */
    static String leads(HubUnderTest hub, String caseNo) {
        if (hub.state(caseNo).startsWith("PENDING_S") || hub.state(caseNo).startsWith("PENDING_DISTRICT")) {
            hub.operate(
                    caseNo,
                    new org.liandong.cases.Command.AcceptCase(
                            hub.file(caseNo).progress().unit()));
        }
        hub.operate(caseNo, hub.dispatchTo(caseNo, "HB"));
        return hub.file(caseNo).lead().orElseThrow().task().value();
    }

    Answer signs(String taskNo) {
        return says(callback(taskNo, "SIGN"));
    }

    Answer isDone(String taskNo, String opinion) {
        ObjectNode callback = callback(taskNo, "FEEDBACK");
        callback.put("resolved", "YES").put("opinion", opinion).put("publicReply", "已办理:" + opinion);
        callback.putArray("attachments").addObject().put("name", "after.jpg").put("kind", "AFTER");
        return says(callback);
    }

    /** Signs and is done; where a person must look at the result, one does and is content. */
    void bringsToVisit(String caseNo, String taskNo) {
        signs(taskNo);
        isDone(taskNo, "已责令停止夜间施工,现场复查已整改");
        if (hub.state(caseNo).equals("FEEDBACK_DONE")) {
            hub.operate(caseNo, new org.liandong.cases.Command.VerifyFeedback(true, "现场核查属实", null));
        }
    }

    Answer says(ObjectNode callback) {
        return hub.wire().post("HB", PATH, callback.toString());
    }

    ObjectNode callback(String taskNo, String event) {
        ObjectNode callback = JSON.createObjectNode()
                .put("msgId", "HB-TEST-" + SERIAL.incrementAndGet())
                .put("taskNo", taskNo)
                .put("event", event)
                .put("eventTime", Times.text(hub.clock().instant()))
                .put("deptTaskNo", "HBXF-2026-07-" + taskNo.substring(10));
        callback.putObject("handler").put("name", "吴某").put("phone", "025-52000022");
        return callback;
    }
}

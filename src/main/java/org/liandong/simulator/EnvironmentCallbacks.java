package org.liandong.simulator;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** How the environment bureau reports: JSON callbacks, proof in the headers. */
final class EnvironmentCallbacks implements Outcome.Wire {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Hub hub;

    EnvironmentCallbacks(Hub hub) {
        this.hub = hub;
    }

    @Override
    public Receipt report(Outcome outcome) throws InterruptedException {
        try {
            return Receipt.ofJson(hub.send(
                    "HB",
                    "POST",
                    "/departments/HB/callbacks",
                    "application/json;charset=UTF-8",
                    Map.of(),
                    callback(outcome).toString().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            return Receipt.unclear(e.toString());
        }
    }

    /** The callback as in the samples of reference §3.5: REST (2) and (3). */
    private static ObjectNode callback(Outcome outcome) {
        String time = CityTime.iso(outcome.time());
        ObjectNode body = JSON.createObjectNode()
                .put("msgId", outcome.id().toUpperCase(Locale.ROOT))
                .put("taskNo", outcome.taskNo());
        switch (outcome.kind()) {
            case SIGNED -> body.put("event", "SIGN").put("eventTime", time).put("deptTaskNo", outcome.deptTaskNo());
            case PROGRESS ->
                body.put("event", "PROGRESS").put("eventTime", time).put("opinion", outcome.text());
            case RETURN ->
                body.put("event", "RETURN_APPLY")
                        .put("eventTime", time)
                        .put("applyNo", "TD" + CityTime.packed(outcome.time()))
                        .put("reasonCode", "R02")
                        .put("reason", outcome.text())
                        .put("suggestDept", outcome.suggestedDepartment());
            case EXTENSION ->
                body.put("event", "EXTENSION_APPLY")
                        .put("eventTime", time)
                        .put("applyNo", "YQ" + CityTime.packed(outcome.time()))
                        .put("reasonCode", "E03")
                        .put("reason", outcome.text())
                        .put("requestLimit", 5)
                        .put("requestUnit", "WD")
                        .put("contactedPetitioner", true)
                        .put("contactTime", time)
                        .put("approver", "分管局长 钱某");
            case DONE -> {
                body.put("event", "FEEDBACK")
                        .put("eventTime", time)
                        .put("deptTaskNo", outcome.deptTaskNo())
                        .put("leadDept", "江宁区环境保护局")
                        .put("firstContactAt", time)
                        .put("isFact", true)
                        .put("resolved", "YES")
                        .put("opinion", outcome.text())
                        .put("publicReply", "您反映的问题已核查处理,感谢监督。")
                        .putArray("measures")
                        .add("责令改正");
                body.putArray("coDeptResults");
            }
        }
        body.putObject("handler").put("name", outcome.officer()).put("phone", "025-52000022");
        body.putArray("attachments");
        return body;
    }
}

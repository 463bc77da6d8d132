package org.liandong.journeys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.liandong.casework.Times;

/** What the hotline's modern interface sends (reference §3.4, channel 01), with numbers of a test's own. */
final class Hotline {
    private final HubUnderTest hub;

    Hotline(HubUnderTest hub) {
        this.hub = hub;
    }

    /** The manhole order of the reference under another number. */
    static String order(String orderNo) {
        return Examples.text("ch-12345-1-new-order.json")
                .replace("NJ260707221430018842", orderNo)
                .replace("NJ12345-20260707221533-000918", "NJ12345-" + orderNo);
    }

    /** Noise from a building site by day: waits for a person, no department gets it by itself. */
    static String noiseOrder(String orderNo) {
        return order(orderNo)
                .replace("东山街道宏运大道井盖缺失", "宏运大道工地施工噪声")
                .replaceFirst("\"content\": \"[^\"]*\"", "\"content\": \"来电人反映:工地白天打桩噪声大,影响休息。\"")
                .replace("\"categoryCode\": \"0502\"", "\"categoryCode\": \"0301\"")
                .replace("城乡建设>市政设施>窨井盖", "环境保护>噪声>施工噪声")
                .replace("\"keyword\": \"井盖,安全隐患\"", "\"keyword\": \"噪声\"")
                .replace("\"urgency\": \"1\"", "\"urgency\": \"3\"")
                .replace("特急", "一般")
                .replace("求助", "投诉")
                .replaceFirst("\"replyLimitTime\": \"[^\"]*\"", "\"replyLimitTime\": \"\"");
    }

    /** Fumes of a kitchen: waits for a person too, and more time may be granted once. */
    static String fumesOrder(String orderNo) {
        return noiseOrder(orderNo)
                .replace("工地施工噪声", "饭店油烟扰民")
                .replace("来电人反映:工地白天打桩噪声大,影响休息。", "来电人反映:楼下饭店油烟直排,影响居民。")
                .replace("环境保护>噪声>施工噪声", "环境保护>大气>餐饮油烟");
    }

    /** Takes an order and returns the case it made. */
    String takes(String order) {
        Answer answer = hub.wire().order(order);
        if (!answer.said("outcome").equals("CASE")) {
            throw new AssertionError("no case: " + answer.body());
        }
        return answer.said("caseNo");
    }

    Answer event(String orderNo, String eventNo, String type, String... more) {
        return hub.wire().order(written(orderNo, eventNo, type, more));
    }

    /** @param more names and values in turn */
    String written(String orderNo, String eventNo, String type, String... more) {
        ObjectNode message = (ObjectNode) Examples.json("ch-12345-3-revisit-unsatisfied.json");
        ((ObjectNode) Objects.requireNonNull(message.get("head"))).put("msgId", "NJ12345-" + eventNo);
        ObjectNode body = message.putObject("body")
                .put("orderNo", orderNo)
                .put("eventNo", eventNo)
                .put("eventType", type)
                .put(
                        "eventTime",
                        Times.text(hub.clock().instant()).substring(0, 19).replace('T', ' '));
        for (int i = 0; i < more.length; i += 2) {
            body.put(more[i], more[i + 1]);
        }
        return message.toString();
    }

    Answer satisfied(String orderNo, String visitNo) {
        return event(
                orderNo,
                visitNo,
                "REVISIT",
                "revisitNo",
                visitNo,
                "contacted",
                "1",
                "isFact",
                "1",
                "isSolved",
                "1",
                "satisfaction",
                "2",
                "redo",
                "0");
    }
}

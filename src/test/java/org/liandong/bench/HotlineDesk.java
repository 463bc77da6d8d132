package org.liandong.bench;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.LongAdder;

/** The hotline that is told what becomes of its orders; in a full loop it rings the resident and says that all is well. */
final class HotlineDesk {
    private static final String DISPATCHED = "2";
    private static final String DONE = "4";
    private static final String CLOSED = "5";
    private static final DateTimeFormatter SPOKEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Orders orders;
    private final Window window;
    private final Voice voice;
    private final LongAdder closed = new LongAdder();
    private volatile boolean rings;

    HotlineDesk(Orders orders, Window window, int hubPort) {
        this.orders = orders;
        this.window = window;
        this.voice = new Voice("hotline", hubPort, 8);
    }

    /** Whether it visits. */
    void rings(boolean yes) {
        rings = yes;
    }

    /** Cases of which it was told that they are closed. */
    long closed() {
        return closed.sum();
    }

    String answer(String path, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        String status = Bureau.member(text, "status");
        if (!rings) {
            if (status.equals(DISPATCHED)) {
                window.oneEndReached();
            }
        } else if (status.equals(DONE)) {
            String orderNo = Bureau.member(text, "orderNo");
            voice.say(() -> visit(orderNo), Bench::taken);
        } else if (status.equals(CLOSED)) {
            closed.increment();
            window.bothEndsReached();
        }
        return "{\"code\":\"0\"}";
    }

    private byte[] visit(String orderNo) {
        String now = SPOKEN.format(LocalDateTime.now(ZoneId.of("Asia/Shanghai")));
        return orders.message(
                "ORDER_EVENT",
                "NJ12345-BENCH-HF-" + orderNo,
                Bench.JSON
                        .createObjectNode()
                        .put("orderNo", orderNo)
                        .put("eventType", "REVISIT")
                        .put("eventTime", now)
                        .put("revisitNo", "HF" + orderNo)
                        .put("revisitMode", "电话")
                        .put("contacted", "1")
                        .put("isFact", "1")
                        .put("isSolved", "1")
                        .put("satisfaction", "2")
                        .put("satisfactionName", "满意")
                        .put("dissatisfyReason", "")
                        .put("demand", "")
                        .put("redo", "0")
                        .set("attachments", Bench.JSON.createArrayNode()));
    }
}

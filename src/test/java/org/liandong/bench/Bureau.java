package org.liandong.bench;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.liandong.security.crypto.Hmac;

/** The environment bureau: takes every task at once; in a full loop it signs, does the work and says so. */
final class Bureau {
    private static final String PATH = "/departments/HB/callbacks";

    private final byte[] key;
    private final Window window;
    private final Voice voice;
    private final LongAdder tasks = new LongAdder();
    private final AtomicLong serial = new AtomicLong();
    private final Map<String, Long> arrivals = new ConcurrentHashMap<>();
    private volatile boolean works;
    private volatile boolean watches;

    Bureau(String secret, Window window, int hubPort) {
        this.key = secret.getBytes(StandardCharsets.UTF_8);
        this.window = window;
        this.voice = new Voice("bureau", hubPort, 8);
    }

    /** Whether it goes on to sign and to finish what it takes. */
    void works(boolean yes) {
        works = yes;
    }

    /** Whether it notes when each case's task came, in nanoseconds of the system's clock. */
    Map<String, Long> watch(boolean yes) {
        watches = yes;
        return arrivals;
    }

    long tasks() {
        return tasks.sum();
    }

    String answer(String path, byte[] body) {
        tasks.increment();
        String text = new String(body, StandardCharsets.UTF_8);
        if (watches) {
            arrivals.putIfAbsent(member(text, "caseNo"), System.nanoTime());
        }
        long number = serial.incrementAndGet();
        if (works) {
            String task = member(text, "taskNo");
            voice.say(() -> callback(task, number, "SIGN", ""), signed -> {
                Bench.taken(signed);
                voice.say(
                        () -> callback(
                                task,
                                number,
                                "FEEDBACK",
                                ",\"leadDept\":\"江宁区环境保护局\",\"isFact\":true,\"resolved\":\"YES\",\"opinion\":"
                                        + "\"现场检查,责令企业停产检修废气处理设施,复查异味已消除\",\"publicReply\":\"您反映的问题已核查处理,感谢监督。\""),
                        Bench::taken);
            });
        } else {
            window.oneEndReached();
        }
        return "{\"code\":0,\"msg\":\"ok\",\"data\":{\"deptTaskNo\":\"HBXF-%d\"}}".formatted(number);
    }

    private byte[] callback(String task, long number, String event, String more) {
        String time = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                OffsetDateTime.now(ZoneId.of("Asia/Shanghai")).truncatedTo(ChronoUnit.SECONDS));
        byte[] body =
                ("{\"msgId\":\"HB-%d-%s\",\"taskNo\":\"%s\",\"event\":\"%s\",\"eventTime\":\"%s\",\"deptTaskNo\":\"HBXF-%d\""
                                        .formatted(number, event, task, event, time, number)
                                + more
                                + ",\"handler\":{\"name\":\"吴某\",\"phone\":\"025-52000022\"},\"attachments\":[]}")
                        .getBytes(StandardCharsets.UTF_8);
        String stamp = Long.toString(System.currentTimeMillis());
        String nonce = number + event;
        byte[] head = (stamp + "\n" + nonce + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] proven = new byte[head.length + body.length];
        System.arraycopy(head, 0, proven, 0, head.length);
        System.arraycopy(body, 0, proven, head.length, body.length);
        return Line.post(
                PATH,
                "X-App-Id: HB\r\nX-Timestamp: %s\r\nX-Nonce: %s\r\nX-Sign-Type: HMAC-SM3\r\nX-Sign: %s\r\n"
                        .formatted(stamp, nonce, Hmac.sm3Hex(key, proven)),
                body);
    }

    /** A text member of flat JSON, found without reading the rest: the desk must cost next to nothing. */
    static String member(String json, String name) {
        String start = "\"" + name + "\":\"";
        int from = json.indexOf(start) + start.length();
        return json.substring(from, json.indexOf('"', from));
    }
}

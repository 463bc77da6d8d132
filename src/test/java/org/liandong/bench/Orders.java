package org.liandong.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liandong.district.District;
import org.liandong.district.GeoPoint;
import org.liandong.district.Place;
import org.liandong.security.crypto.CanonicalJson;
import org.liandong.security.crypto.Hmac;

/**
 * The hotline's orders as they go over the line, signed. No two are alike in number, place and words. Made before the clock
 * runs, since signing costs the sender as much as the hub. Safe for several threads.
 */
final class Orders {
    /** What becomes of an order. */
    enum Kind {
        /** Stays with the street until somebody accepts it: nothing is to be delivered. */
        TO_STREET("0604", "环境保护>大气>餐饮油烟", "楼下饭店油烟很大,排烟管道正对着居民窗户,衣服都不能晾"),
        /** Goes to the environment bureau at once, by the line that {@link HubSite} adds to the rules. */
        TO_BUREAU("0601", "环境保护>大气>工业废气", "工厂烟囱整夜冒黄烟,气味刺鼻,开不了窗"),
        /** Goes to city management at once, whose system is not there. */
        TO_CITY_MANAGEMENT("0502", "城乡建设>市政设施>路灯", "路灯成片不亮已经好几天,夜里一片漆黑,老人不敢出门");

        private final String code;
        private final String category;
        private final String complaint;

        Kind(String code, String category, String complaint) {
            this.code = code;
            this.category = category;
            this.complaint = complaint;
        }
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DateTimeFormatter PACKED = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final DateTimeFormatter SPOKEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String PATH = "/channels/12345/orders";

    /** Streets with the middle of each. */
    private static final Object[][] STREETS = {
        {"东山街道", 118.84, 31.953},
        {"秣陵街道", 118.825, 31.88},
        {"汤山街道", 119.05, 32.05},
        {"淳化街道", 118.945, 31.925},
        {"禄口街道", 118.87, 31.78},
        {"江宁街道", 118.6, 31.85},
        {"谷里街道", 118.69, 31.86},
        {"湖熟街道", 118.99, 31.86},
        {"横溪街道", 118.73, 31.74},
        {"麒麟街道", 118.93, 32.05},
    };

    /** Degrees between one order and the next: more than the 50 metres within which two would be taken for one matter. */
    private static final double STEP = 0.0006;

    private static final int SPOTS_ACROSS = 100;

    /** Metres around a named place in which reports are taken to be of that place. */
    private static final double OF_A_PLACE = 100;

    private final List<Place> places;
    private final int[] spots = new int[STREETS.length];
    private final byte[] key;
    private final Random random;
    private final Map<Kind, Deque<byte[]>> ready =
            Stream.of(Kind.values()).collect(Collectors.toMap(kind -> kind, kind -> new ConcurrentLinkedDeque<>()));
    private int serial;

    /** @param project where the district's named places are read */
    Orders(Path project, String secret, long seed) {
        this.places = District.load(project.resolve("district/jiangning")).places();
        this.key = secret.getBytes(StandardCharsets.UTF_8);
        this.random = new Random(seed);
    }

    /** Makes so many beforehand; what was left over from before goes first. */
    void prepare(Kind kind, int count) {
        Deque<byte[]> waiting = ready(kind);
        for (int i = waiting.size(); i < count; i++) {
            waiting.add(order(kind));
        }
    }

    /** One made before, or a new one if they are used up. */
    byte[] next(Kind kind) {
        byte[] order = ready(kind).poll();
        return order == null ? order(kind) : order;
    }

    private Deque<byte[]> ready(Kind kind) {
        return Objects.requireNonNull(ready.get(kind));
    }

    private byte[] order(Kind kind) {
        ObjectNode body;
        int number;
        synchronized (this) {
            number = ++serial;
            body = body(kind, number);
        }
        return message("ORDER_PUSH", "NJ12345-BENCH-%09d".formatted(number), body);
    }

    /** A message of the hotline with its proof in the head. */
    byte[] message(String service, String id, ObjectNode body) {
        String timestamp = PACKED.format(LocalDateTime.now(ZONE));
        String canonical = CanonicalJson.write(body);
        String sign = Hmac.sm3Hex(key, (timestamp + "\n" + id + "\n" + canonical).getBytes(StandardCharsets.UTF_8));
        String message = """
                {"head":{"appId":"NJ12345","serviceCode":"%s","version":"2.1","msgId":"%s","timestamp":"%s","signType":"SM3","sign":"%s"},"body":""".formatted(service, id, timestamp, sign) + canonical + "}";
        return Line.post(PATH, "", message.getBytes(StandardCharsets.UTF_8));
    }

    /** The next one in the street where nothing with a name is near; begins again after ten thousand. */
    private GeoPoint spot(int street) {
        GeoPoint point;
        do {
            int spot = spots[street]++;
            point = new GeoPoint(
                    (double) STREETS[street][1] + (spot % SPOTS_ACROSS - SPOTS_ACROSS / 2) * STEP,
                    (double) STREETS[street][2] + (spot / SPOTS_ACROSS % SPOTS_ACROSS - SPOTS_ACROSS / 2) * STEP);
        } while (isNamed(point));
        return point;
    }

    private boolean isNamed(GeoPoint point) {
        return places.stream().anyMatch(place -> place.point().metresTo(point) < OF_A_PLACE);
    }

    private ObjectNode body(Kind kind, int number) {
        LocalDateTime called = LocalDateTime.now(ZONE).minusMinutes(5);
        Object[] street = STREETS[number % STREETS.length];
        GeoPoint point = spot(number % STREETS.length);
        String name = (String) street[0];
        String spot = "第%d号路%d号".formatted(random.nextInt(9_000) + 1000, random.nextInt(900) + 1);
        return JSON.createObjectNode()
                .put("orderNo", "NJ%s%06d".formatted(PACKED.format(called).substring(2), number))
                .putNull("parentOrderNo")
                .put("repeatFlag", "0")
                .put("orderType", "03")
                .put("orderTypeName", "求助")
                .put("title", name + spot + kind.complaint.substring(0, 8))
                .put(
                        "content",
                        "来电人反映:江宁区%s%s附近%s,已经持续%d天,请尽快处理。"
                                .formatted(name, spot, kind.complaint, random.nextInt(30) + 2))
                .put("callerName", "陈先生")
                .put("callerSex", "1")
                .put("callerPhone", "199%08d".formatted(random.nextInt(100_000_000)))
                .put("callbackPhone", "")
                .put("isSecret", "0")
                .put("isVisit", "1")
                .put("callTime", SPOKEN.format(called))
                .put("acceptTime", SPOKEN.format(called.plusMinutes(2)))
                .put("occurTime", SPOKEN.format(called.minusMinutes(20)))
                .put("areaCode", "320115")
                .put("areaName", "江宁区")
                .put("streetName", name)
                .put("communityName", "")
                .put("address", spot)
                // roughly from CGCS2000 to what maps here show
                .put("lng", "%.6f".formatted(point.lng() + 0.00515))
                .put("lat", "%.6f".formatted(point.lat() - 0.00207))
                .put("coordType", "GCJ02")
                .put("categoryCode", kind.code)
                .put("categoryName", kind.category)
                .put("keyword", "")
                .put("urgency", "2")
                .put("urgencyName", "紧急")
                .put("dispatchUnitCode", "320115000000")
                .put("dispatchUnitName", "江宁区")
                .put("replyLimitTime", SPOKEN.format(called.plusDays(30)))
                .put("operatorNo", "8067")
                .put("recordFileId", "REC" + PACKED.format(called) + "_" + number)
                .put("remark", "")
                .set("attachments", JSON.createArrayNode());
    }
}

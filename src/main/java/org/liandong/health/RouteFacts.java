package org.liandong.health;

import static org.liandong.health.Condition.Kind.BACKLOG;
import static org.liandong.health.Condition.Kind.CUT;
import static org.liandong.health.Condition.Kind.FAILING;
import static org.liandong.health.Condition.Kind.FAULTY;
import static org.liandong.health.Condition.Kind.FINE;
import static org.liandong.health.Condition.Kind.FORMER_VERSION;
import static org.liandong.health.Condition.Kind.HELD;
import static org.liandong.health.Condition.Kind.NOT_SET_UP;
import static org.liandong.health.Condition.Kind.REFUSING;
import static org.liandong.health.Condition.Kind.SILENT;
import static org.liandong.health.Condition.Kind.STUCK;
import static org.liandong.health.Condition.Kind.UNUSED;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liandong.ledger.Hold;

/**
 * What is known of the way to and from one system at a moment.
 *
 * @param fault what is wrong with its folder; null if nothing is
 * @param breaker CLOSED, OPEN or HALF_OPEN
 * @param waiting letters to it that are not settled
 * @param oldest when the oldest of them was written
 * @param dead those of them that wait for a person
 * @param draining those of them that still go although it is held back
 * @param watchingSince since when anything is heard at all
 */
public record RouteFacts(
        Standing standing,
        @Nullable String fault,
        @Nullable Hold hold,
        String breaker,
        long waiting,
        @Nullable Instant oldest,
        long dead,
        long draining,
        Reading in,
        Reading out,
        Rhythm rhythm,
        Instant watchingSince,
        Instant now) {

    /**
     * So many messages must be missing before a route counts as silent. If they come by chance and independently, that many
     * are missing by chance once in three million times.
     */
    private static final double MISSED = 15;

    private static final int SEVERAL = 3;
    private static final int TWICE = 2;
    private static final int ENOUGH = 5;
    private static final int MANY = 10;
    private static final Duration LONG = Duration.ofMinutes(15);

    /** Whether its connector works. */
    public enum Standing {
        AT_WORK,
        FORMER_VERSION,
        NOT_SET_UP,
        FAULTY
    }

    /** All that holds, the worst first; never empty. */
    public List<Condition> conditions() {
        List<Condition> found = new ArrayList<>();
        folder(found);
        if (standing != Standing.FAULTY) {
            out(found);
            in(found);
        }
        if (found.isEmpty()) {
            boolean unused = in.lastAt() == null && out.lastAt() == null && waiting == 0;
            found.add(unused ? new Condition(UNUSED, "还没有来往") : new Condition(FINE, fine()));
        }
        found.sort(Comparator.comparing(Condition::kind));
        return found;
    }

    private void folder(List<Condition> found) {
        String words = Objects.requireNonNullElse(fault, "");
        switch (standing) {
            case FAULTY -> found.add(new Condition(FAULTY, "连接器有误,没有启用: " + words));
            case FORMER_VERSION -> found.add(new Condition(FORMER_VERSION, "新的一版有误,仍用改动前的: " + words));
            case NOT_SET_UP -> found.add(new Condition(NOT_SET_UP, "还没有写地址" + still()));
            case AT_WORK -> {}
        }
    }

    private void out(List<Condition> found) {
        if (hold != null) {
            found.add(new Condition(HELD, held(hold)));
        } else if (!breaker.equals("CLOSED")) {
            found.add(new Condition(CUT, "断了,歇一会儿再试: %s%s".formatted(why(out), still())));
        } else if (out.illInARow() >= TWICE) {
            found.add(new Condition(FAILING, "最近%d次都没有送到: %s%s".formatted(out.illInARow(), why(out), still())));
        } else if (out.illLately() >= ENOUGH) {
            // each may have got through in the end, after the receiver was asked
            found.add(new Condition(FAILING, "最近10次里%d次没有送到: %s%s".formatted(out.illLately(), why(out), still())));
        }
        if (dead > 0) {
            found.add(new Condition(STUCK, "%d条送不到,等人处理".formatted(dead)));
        }
        // whoever has no address, is held back or is cut off has said already why letters wait
        boolean said = hold != null || !breaker.equals("CLOSED") || standing == Standing.NOT_SET_UP;
        if (!said && waiting > dead && oldest != null && age().compareTo(LONG) > 0) {
            found.add(new Condition(BACKLOG, "积压%d条,最早的已等%s".formatted(waiting, words(age()))));
        }
    }

    private void in(List<Condition> found) {
        if (in.illInARow() >= SEVERAL) {
            found.add(new Condition(FAILING, "最近%d次来件都没有收下: %s".formatted(in.illInARow(), why(in))));
        }
        Instant last = in.lastAt();
        if (last != null && standing != Standing.NOT_SET_UP) {
            Instant from = last.isAfter(watchingSince) ? last : watchingSince;
            double missed = rhythm.usually(from, now);
            if (missed >= MISSED) {
                found.add(new Condition(
                        SILENT,
                        "已%s没有来件,平时这段时间约有%d件".formatted(words(Duration.between(from, now)), Math.round(missed))));
            }
        }
        if (in.badInARow() >= MANY && in.illInARow() < SEVERAL) {
            found.add(new Condition(REFUSING, "最近%d件来件都没有收下: %s".formatted(in.badInARow(), why(in))));
        } else if (in.badInARow() >= SEVERAL && in.ill() >= ENOUGH && in.ill() >= in.well()) {
            found.add(new Condition(
                    REFUSING, "近一小时来的%d件中%d件没有收下: %s".formatted(in.well() + in.ill(), in.ill(), why(in))));
        }
    }

    private String held(Hold hold) {
        String what = hold.afterId() == 0 ? "已暂停" : draining > 0 ? "正在排空,还剩%d条".formatted(draining) : "已排空,新的先等着";
        return "%s(%s: %s),%d条等着".formatted(what, hold.heldBy(), hold.reason(), waiting - draining);
    }

    private String fine() {
        return waiting == 0 ? "正常" : "正常,%d条在路上".formatted(waiting);
    }

    private String still() {
        return waiting == 0 ? "" : ";%d条等着,最早的已等%s".formatted(waiting, words(age()));
    }

    private Duration age() {
        return oldest == null ? Duration.ZERO : Duration.between(oldest, now);
    }

    private static String why(Reading reading) {
        return Objects.requireNonNullElse(reading.illWhy(), "原因不明");
    }

    /** As people say it: to the minute, above two hours to the hour, above two days to the day. */
    public static String words(Duration duration) {
        if (duration.toDays() >= TWICE) {
            return duration.toDays() + "天";
        }
        if (duration.toHours() >= TWICE) {
            return duration.toHours() + "小时";
        }
        return duration.toMinutes() >= 1 ? duration.toMinutes() + "分钟" : "不到1分钟";
    }
}

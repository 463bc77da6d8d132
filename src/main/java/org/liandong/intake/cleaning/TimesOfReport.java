package org.liandong.intake.cleaning;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Urgency;
import org.liandong.intake.cleaning.CleanedReport.ReportTimes;

/** The times of one report, with the terminal's clock set right (Q-CLOCK-SKEW, Q-LATE-URGENT). For one thread. */
final class TimesOfReport {
    /** Writing an online report takes a patrol some minutes; what is older has waited for a network. */
    private static final Duration ONLINE = Duration.ofMinutes(30);

    private final Leaves leaves;
    private final Notes notes;
    private final Instant receivedAt;
    private final List<String> corrected = new ArrayList<>();

    TimesOfReport(Leaves leaves, Notes notes, Instant receivedAt) {
        this.leaves = leaves;
        this.notes = notes;
        this.receivedAt = receivedAt;
    }

    ReportTimes clean(@Nullable Urgency urgency) {
        OffsetDateTime deviceClock =
                notes.take(Times.parse(leaves.text("deviceClock"), leaves.name("deviceClock"), receivedAt));
        ClockSkew skew = deviceClock == null ? new ClockSkew(Duration.ZERO) : ClockSkew.of(deviceClock, receivedAt);
        OffsetDateTime occurred = deviceTime("times.occurred", skew);
        OffsetDateTime discovered = deviceTime("times.discovered", skew);
        OffsetDateTime reported = deviceTime("times.reported", skew);
        OffsetDateTime accepted =
                notes.take(Times.parse(leaves.text("times.accepted"), leaves.name("times.accepted"), receivedAt));
        String limitText = leaves.plain("externalLimit");
        OffsetDateTime limit = notes.take(Times.parseLimit(limitText, leaves.name("externalLimit"), receivedAt));
        noteSkew(skew);

        OffsetDateTime known = discovered != null ? discovered : occurred != null ? occurred : reported;
        boolean waited = deviceClock != null || leaves.plain("uploadReason") != null;
        Duration delay = waited && known != null ? Duration.between(known.toInstant(), receivedAt) : null;
        if (delay != null && urgency == Urgency.E && delay.compareTo(ONLINE) > 0) {
            notes.add(
                    "Q-LATE-URGENT",
                    leaves.name("urgency"),
                    "特急件离线%s:立即电话通知+应急时钟从接收时起算,不追责网格员".formatted(coarse(delay)));
        }
        OffsetDateTime received = receivedAt.atZone(Times.ZONE).toOffsetDateTime();
        return new ReportTimes(
                occurred, discovered, reported == null ? received : reported, accepted, limitText, limit, delay);
    }

    private @Nullable OffsetDateTime deviceTime(String path, ClockSkew skew) {
        OffsetDateTime time = notes.take(Times.parse(leaves.text(path), leaves.name(path), receivedAt));
        if (time == null || !skew.isCorrectable()) {
            return time;
        }
        corrected.add(leaves.name(path));
        return skew.correct(time);
    }

    private void noteSkew(ClockSkew skew) {
        if (!skew.isNotable()) {
            return;
        }
        String action = !skew.isCorrectable()
                ? ",相差过大未校正,请核对设备时间"
                : corrected.isEmpty() ? ",无时间可校正" : "," + String.join("、", corrected) + "已校正;原值保留";
        notes.add("Q-CLOCK-SKEW", leaves.name("deviceClock"), skew.inWords() + action);
    }

    private static String coarse(Duration delay) {
        return delay.toHours() < 1 ? delay.toMinutes() + "分钟" : delay.toHours() + "小时";
    }
}

package org.liandong.intake.cleaning;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * How far a terminal's clock is from ours, by the clock in the head of its upload (Q-CLOCK-SKEW, reference §3.3).
 *
 * @param ahead positive if the device is fast
 */
public record ClockSkew(Duration ahead) {
    /** Less than this is the way through the network. */
    static final Duration TOLERATED = Duration.ofMinutes(2);

    /** More than this is no drifting clock; correcting by it would only move the error. */
    static final Duration BELIEVED = Duration.ofHours(24);

    public static ClockSkew of(OffsetDateTime deviceClock, Instant receivedAt) {
        return new ClockSkew(Duration.between(receivedAt, deviceClock.toInstant()));
    }

    public boolean isNotable() {
        return ahead.abs().compareTo(TOLERATED) > 0;
    }

    public boolean isCorrectable() {
        return isNotable() && ahead.abs().compareTo(BELIEVED) <= 0;
    }

    /** What the device should have written. */
    public OffsetDateTime correct(OffsetDateTime deviceTime) {
        return isCorrectable() ? deviceTime.minus(ahead) : deviceTime;
    }

    /** For example 设备快8分钟. */
    public String inWords() {
        return (ahead.isNegative() ? "设备慢" : "设备快") + inWords(ahead.abs());
    }

    static String inWords(Duration length) {
        long minutes = length.plusSeconds(30).toMinutes();
        if (minutes < 60) {
            return minutes + "分钟";
        }
        if (minutes < 24 * 60) {
            return minutes / 60 + "小时" + (minutes % 60 == 0 ? "" : minutes % 60 + "分钟");
        }
        return minutes / (24 * 60) + "天" + minutes % (24 * 60) / 60 + "小时";
    }
}

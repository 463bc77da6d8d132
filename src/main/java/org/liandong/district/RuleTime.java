package org.liandong.district;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When a rule holds: between two hours of the day, possibly over midnight, or in a season. */
public record RuleTime(
        @JsonValue String text,
        @Nullable LocalTime from,
        @Nullable LocalTime to) {

    static RuleTime of(String text) {
        String[] ends = text.split("-", -1);
        if (ends.length != 2) {
            return new RuleTime(text, null, null);
        }
        try {
            return new RuleTime(text, LocalTime.parse(ends[0]), LocalTime.parse(ends[1]));
        } catch (DateTimeException notATime) {
            throw new IllegalArgumentException("“" + text + "”不合格式,应为如22:00-06:00的时段或季节名", notATime);
        }
    }

    boolean isSeason() {
        return from == null;
    }

    public boolean includes(LocalTime time, Set<String> seasons) {
        if (from == null || to == null) {
            return seasons.contains(text);
        }
        boolean afterFrom = !time.isBefore(from);
        boolean beforeTo = time.isBefore(to);
        return from.isAfter(to) ? afterFrom || beforeTo : afterFrom && beforeTo;
    }
}

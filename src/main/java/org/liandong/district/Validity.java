package org.liandong.district;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The days on which something is in force, both ends included; without an end it stays in force. */
public record Validity(LocalDate from, @Nullable LocalDate to) {
    public static final Validity ALWAYS = new Validity(LocalDate.MIN, null);

    public Validity {
        if (to != null && to.isBefore(from)) {
            throw new IllegalArgumentException("失效日" + to + "早于生效日" + from);
        }
    }

    public boolean includes(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }

    boolean overlaps(Validity other) {
        return (to == null || !other.from.isAfter(to)) && (other.to == null || !from.isAfter(other.to));
    }

    static Validity of(Row row) {
        LocalDate from = row.date("valid_from");
        LocalDate to = row.date("valid_to", LocalDate.MAX);
        if (to.isBefore(from)) {
            row.wrong("valid_to", "失效日早于生效日,请改正");
            return ALWAYS;
        }
        return new Validity(from, row.raw("valid_to").isEmpty() ? null : to);
    }
}

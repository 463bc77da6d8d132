package org.liandong.cases;

import java.time.Instant;

/**
 * Until when (reference §4.4).
 *
 * @param start when the clocks began to run
 * @param unit EH, WH or WD of the disposal limit
 * @param provisional whether the calendar of a year involved was not loaded
 */
public record Dues(
        Instant start,
        Instant signDue,
        Instant contactDue,
        Instant disposeDue,
        double limit,
        String unit,
        boolean provisional,
        String calendarVersion) {

    public Dues withDisposeDue(Instant due) {
        return new Dues(start, signDue, contactDue, due, limit, unit, provisional, calendarVersion);
    }
}

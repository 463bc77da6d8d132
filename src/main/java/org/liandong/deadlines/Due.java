package org.liandong.deadlines;

import java.time.Instant;

/**
 * Until when (到期).
 *
 * @param provisional whether the way there crosses a year whose holidays are not known yet (reference §4.6 rule 7)
 * @param calendarVersion the calendar it was computed with, to be stored beside it (rule 8)
 */
public record Due(Instant at, boolean provisional, String calendarVersion) {

    /** The same, but never earlier than what was promised before the calendar was completed (rule 7). */
    public Due notBefore(Due promised) {
        return at.isBefore(promised.at) ? new Due(promised.at, provisional, calendarVersion) : this;
    }

    Due notAfter(Due latest) {
        return at.isAfter(latest.at) ? latest : this;
    }
}

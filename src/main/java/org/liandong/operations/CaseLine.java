package org.liandong.operations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Assignment;
import org.liandong.cases.CaseFile;

/**
 * A case in a list.
 *
 * @param lead the department that leads, by name; null while there is none
 * @param due until when the lead has to be done; null if nobody is at work
 */
record CaseLine(
        String number,
        String title,
        StateWords state,
        String channel,
        @Nullable String lead,
        Moment received,
        @Nullable Moment due,
        boolean late) {

    static CaseLine of(CaseFile file, UnitNames units, Instant now) {
        Assignment lead = file.lead().orElse(null);
        Instant due = lead == null || lead.doneAt() != null ? null : lead.dues().disposeDue();
        return new CaseLine(
                file.number().value(),
                Redaction.of(file.matter().title()),
                StateWords.of(file.state()),
                file.matter().channel().chinese(),
                lead == null ? null : units.name(lead.dept()),
                Moment.of(file.matter().times().receivedAt(), now),
                Moment.orNull(due, now),
                due != null && now.isAfter(due));
    }
}

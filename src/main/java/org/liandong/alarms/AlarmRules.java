package org.liandong.alarms;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.liandong.ledger.Alarm;

/** When an alarm opens, counts and closes. */
final class AlarmRules {
    /** What comes back within this is the same trouble. */
    static final Duration CALM = Duration.ofMinutes(5);

    private AlarmRules() {}

    /** What is to be done with one alarm. */
    sealed interface Change {
        record Open(Trouble trouble) implements Change {}

        /** The same trouble, in other words. */
        record Still(Alarm alarm, String words) implements Change {}

        /** It was gone, and is there again. */
        record Again(Alarm alarm, String words) implements Change {}

        /** It is gone for now. */
        record Clear(Alarm alarm) implements Change {}

        /** It has been gone for long enough. */
        record Close(Alarm alarm) implements Change {}
    }

    /**
     * @param open alarms that are open
     * @param troubles all that is wrong now
     */
    static List<Change> changes(List<Alarm> open, List<Trouble> troubles, Instant now) {
        Map<Trouble.Key, Trouble> left = new LinkedHashMap<>();
        troubles.forEach(trouble -> left.putIfAbsent(trouble.key(), trouble));
        List<Change> changes = new ArrayList<>();
        for (Alarm alarm : open) {
            Trouble trouble = left.remove(new Trouble.Key(alarm.subject(), alarm.kind()));
            Instant clear = alarm.clearSince();
            if (trouble != null && clear != null) {
                changes.add(new Change.Again(alarm, trouble.words()));
            } else if (trouble != null && !trouble.words().equals(alarm.words())) {
                changes.add(
                        new Change.Still(alarm, Objects.requireNonNull(trouble).words()));
            } else if (trouble == null && clear == null) {
                changes.add(new Change.Clear(alarm));
            } else if (trouble == null && clear != null && !now.isBefore(clear.plus(CALM))) {
                changes.add(new Change.Close(alarm));
            }
        }
        left.values().forEach(trouble -> changes.add(new Change.Open(trouble)));
        return changes;
    }
}

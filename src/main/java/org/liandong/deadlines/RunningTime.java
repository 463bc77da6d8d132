package org.liandong.deadlines;

import java.time.Instant;
import java.util.List;

/** Time as a clock of one unit sees it: it runs on, but not in pauses. */
sealed interface RunningTime {

    /** Running milliseconds from a fixed origin to the moment, pauses not regarded. */
    long until(Instant moment);

    /** The first moment at which so many running milliseconds have passed since the origin. */
    Instant at(long millis);

    /** The moment at which so many milliseconds have run since the start; never before the start. */
    default Instant after(Instant start, long millis, List<Pause> pauses) {
        long target = until(start) + millis;
        Instant end = at(target);
        for (Pause pause : pauses) {
            if (!pause.from().isBefore(end)) {
                break;
            }
            target += until(pause.to()) - until(pause.from());
            end = at(target);
        }
        return end.isBefore(start) ? start : end;
    }

    /** Running milliseconds between two moments without what the pauses took. */
    default long between(Instant start, Instant end, List<Pause> pauses) {
        long sum = until(end) - until(start);
        for (Pause pause : pauses) {
            if (pause.from().isBefore(end)) {
                Instant to = pause.to().isBefore(end) ? pause.to() : end;
                sum -= until(to) - until(pause.from());
            }
        }
        return sum;
    }

    /** Runs day and night. */
    record Natural() implements RunningTime {
        @Override
        public long until(Instant moment) {
            return moment.toEpochMilli();
        }

        @Override
        public Instant at(long millis) {
            return Instant.ofEpochMilli(millis);
        }
    }

    /** Runs while the office is open. */
    record Office(WorkingCalendar calendar) implements RunningTime {
        @Override
        public long until(Instant moment) {
            return calendar.workedUntil(moment);
        }

        @Override
        public Instant at(long millis) {
            return calendar.earliestWith(millis);
        }
    }
}

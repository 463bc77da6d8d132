package org.liandong.deadlines;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A time in which a clock stands still: 挂账, 联席会议, an outage of the hub (reference §4.4). */
public record Pause(Instant from, Instant to) {

    /** @throws IllegalArgumentException if it ends before it begins */
    public Pause {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("暂停的结束时间早于开始时间: " + from + " ~ " + to);
        }
    }

    boolean contains(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }

    /** The same paused time after the start, in order and without overlaps. */
    static List<Pause> flattened(List<Pause> pauses, Instant start) {
        List<Pause> flat = new ArrayList<>();
        List<Pause> ordered = pauses.stream()
                .filter(pause -> pause.to().isAfter(start))
                .sorted(Comparator.comparing(Pause::from).thenComparing(Pause::to))
                .toList();
        for (Pause pause : ordered) {
            Instant from = pause.from().isBefore(start) ? start : pause.from();
            Pause last = flat.isEmpty() ? null : flat.get(flat.size() - 1);
            if (last != null && !from.isAfter(last.to())) {
                Instant to = pause.to().isAfter(last.to()) ? pause.to() : last.to();
                flat.set(flat.size() - 1, new Pause(last.from(), to));
            } else {
                flat.add(new Pause(from, pause.to()));
            }
        }
        return flat;
    }
}

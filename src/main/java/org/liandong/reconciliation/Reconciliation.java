package org.liandong.reconciliation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a department's list of a day says with what the hub knows of the same tasks (reference §1.4, CR-12).
 *
 * @param agreed tasks that both have alike
 * @param differences those of the hub first, each in the order in which it was named
 */
public record Reconciliation(int agreed, List<Difference> differences) {
    public Reconciliation {
        differences = List.copyOf(differences);
    }

    /**
     * @param expected tasks that the department should name
     * @param stated what it says, by task
     * @param known how far any other task has come with the department; null if it never had it
     */
    public static Reconciliation of(
            Map<String, Standing> expected, Map<String, Standing> stated, Function<String, @Nullable Standing> known) {
        Map<String, Standing> open = new LinkedHashMap<>(stated);
        List<Difference> differences = new ArrayList<>();
        int agreed = 0;
        for (Map.Entry<String, Standing> task : expected.entrySet()) {
            Standing theirs = open.remove(task.getKey());
            Difference difference = compared(task.getKey(), task.getValue(), theirs);
            if (difference == null) {
                agreed++;
            } else {
                differences.add(difference);
            }
        }
        for (Map.Entry<String, Standing> task : open.entrySet()) {
            Standing ours = known.apply(task.getKey());
            Difference difference = ours == null
                    ? new Difference(task.getKey(), null, task.getValue(), Difference.Kind.UNMATCHED)
                    : compared(task.getKey(), ours, task.getValue());
            if (difference == null) {
                agreed++;
            } else {
                differences.add(difference);
            }
        }
        return new Reconciliation(agreed, differences);
    }

    private static @Nullable Difference compared(String task, Standing ours, @Nullable Standing theirs) {
        if (theirs == null || theirs == Standing.ABSENT) {
            return new Difference(task, ours, theirs, Difference.Kind.MISSING);
        }
        int order = ours.compareTo(theirs);
        if (order == 0) {
            return null;
        }
        return new Difference(
                task, ours, theirs, order < 0 ? Difference.Kind.HUB_BEHIND : Difference.Kind.OTHER_BEHIND);
    }
}

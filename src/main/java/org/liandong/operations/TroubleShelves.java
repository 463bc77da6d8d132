package org.liandong.operations;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liandong.ledger.DeliveryState;
import org.liandong.ledger.RepairRun;
import org.liandong.ledger.RepairsView.Counted;
import org.liandong.ledger.RepairsView.Shelved;
import org.liandong.ledger.View;

/**
 * What does not go on by itself, by cause.
 *
 * @param failed letters for which no attempt is left
 * @param unknown letters sent without an answer
 * @param quarantined messages that could not be acted on
 * @param held letters that were laid aside
 * @param runs what was done about it, the latest first
 */
record TroubleShelves(
        List<Group> failed, List<Group> unknown, List<Group> quarantined, List<Aside> held, List<Run> runs) {
    private static final Pattern VARIES = Pattern.compile("[0-9a-fA-F]{8,}|JN\\d+|\\d+");
    private static final int RUNS = 20;

    /**
     * Messages with the same cause.
     *
     * @param of the receiver, or for a message that came in its sender
     * @param cause what they have in common, for the next page
     * @param words an example, in plain Chinese
     */
    record Group(String of, String title, String cause, String words, long count, Moment oldest) {}

    /** A letter laid aside. */
    record Aside(long id, String caseNo, String title, String what, Moment until, String by, String reason) {}

    /** Something done to many. */
    record Run(long id, String verb, String title, String state, boolean isOver, Moment made, String by) {}

    static TroubleShelves of(View view, Titles titles, Instant now) {
        return new TroubleShelves(
                groups(view.repairs().letters(DeliveryState.DEAD, now), titles, now),
                groups(view.repairs().letters(DeliveryState.IN_DOUBT, now), titles, now),
                groups(view.repairs().quarantined(), titles, now),
                view.repairs().shelved(now).stream()
                        .map(shelved -> aside(shelved, titles, now))
                        .toList(),
                view.repairs().runs(RUNS).stream().map(run -> run(run, now)).toList());
    }

    /** What people call a receiver or sender. */
    @FunctionalInterface
    interface Titles {
        String of(String receiverOrSender);
    }

    /** The words without what differs from one message to the next. */
    static String cause(String why) {
        return VARIES.matcher(why).replaceAll("#");
    }

    static List<Group> groups(List<Counted> counted, Titles titles, Instant now) {
        Map<List<String>, Group> groups = new LinkedHashMap<>();
        Map<List<String>, Instant> oldest = new LinkedHashMap<>();
        for (Counted one : counted) {
            List<String> key = List.of(one.of(), cause(one.why()));
            Instant first = oldest.merge(key, one.oldest(), (a, b) -> a.isBefore(b) ? a : b);
            groups.merge(
                    key,
                    new Group(
                            one.of(),
                            titles.of(one.of()),
                            key.get(1),
                            one.why().isBlank() ? "原因未记" : Redaction.of(one.why()),
                            one.count(),
                            Moment.of(first, now)),
                    (former, next) -> new Group(
                            former.of(),
                            former.title(),
                            former.cause(),
                            former.words(),
                            former.count() + next.count(),
                            next.oldest()));
        }
        List<Group> sorted = new ArrayList<>(groups.values());
        sorted.sort((one, other) -> Long.compare(other.count(), one.count()));
        return sorted;
    }

    private static Aside aside(Shelved shelved, Titles titles, Instant now) {
        return new Aside(
                shelved.message().id(),
                shelved.message().caseNo().value(),
                titles.of(shelved.message().receiver()),
                what(shelved.message().operation()),
                Moment.of(shelved.until(), now),
                shelved.by(),
                shelved.reason());
    }

    static String what(String operation) {
        return DeliveryLine.OPERATIONS.getOrDefault(operation, operation);
    }

    static Run run(RepairRun run, Instant now) {
        return new Run(
                run.id(),
                run.verb().chinese(),
                run.title(),
                run.state().chinese(),
                run.state().isOver(),
                Moment.of(run.madeAt(), now),
                approved(run.madeBy(), run.approvedBy()));
    }

    private static String approved(String by, @Nullable String second) {
        return second == null ? by : by + "、" + second;
    }

    public boolean isEmpty() {
        return failed.isEmpty() && unknown.isEmpty() && quarantined.isEmpty() && held.isEmpty();
    }
}

package org.liandong.casework;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.liandong.cases.Assignment;
import org.liandong.cases.AssignmentState;
import org.liandong.cases.CaseFile;
import org.liandong.cases.CaseState;
import org.liandong.cases.Command;

/**
 * What the hub has to do on a case by itself when a time has come: remind the lead department (催办 at 80 % of its time, 督办
 * when due, 通报 at half as much again; reference §2.3) and take up again at the review date what was put off (§4.3 C20). Pure,
 * safe for any thread.
 */
public final class Agenda {
    private static final List<Reminder> REMINDERS = List.of(
            new Reminder("催办", "办结时限已用去八成,请抓紧办理"),
            new Reminder("督办", "已到办结期限,仍未收到办理结果"),
            new Reminder("通报", "超过办结期限一半以上,仍未收到办理结果"));

    private final Clocks clocks;

    public Agenda(Clocks clocks) {
        this.clocks = clocks;
    }

    private record Reminder(String level, String text) {}

    /** When to look at the case next; empty if the hub has nothing to do on it by itself. */
    public Optional<Instant> next(CaseFile file) {
        Stream<Instant> reviews = suspended(file).map(one -> reviewDate(one));
        Stream<Instant> reminder = reminded(file).stream()
                .map(lead -> clocks.reminders(lead.dues()).get(lead.reminders()));
        return Stream.concat(reviews, reminder).min(Comparator.naturalOrder());
    }

    /** What is to be done now; of several reminders that have become due, the last. */
    Optional<Command> due(CaseFile file, Instant now) {
        Optional<Command> resumed = suspended(file)
                .filter(one -> !reviewDate(one).isAfter(now))
                .findFirst()
                .map(one -> resume(one, now));
        return resumed.or(() -> reminded(file).flatMap(lead -> reminder(lead, now)));
    }

    /** Whether this command is the first to say that the task's time is up. */
    static boolean isUpWith(Command command, Assignment before) {
        return command instanceof Command.SuperviseCase supervision
                && !supervision.level().equals(REMINDERS.get(0).level())
                && before.reminders() < 2;
    }

    private Command resume(Assignment one, Instant now) {
        Assignment.Suspension how = one.suspension();
        Instant due = how == null ? one.dues().disposeDue() : clocks.afterPause(one.dues(), how.since(), now);
        return new Command.ResumeAssignment(one.task(), "到复核日期,恢复办理", due);
    }

    private Optional<Command> reminder(Assignment lead, Instant now) {
        int reached = (int) clocks.reminders(lead.dues()).stream()
                .filter(at -> !at.isAfter(now))
                .count();
        if (reached <= lead.reminders()) {
            return Optional.empty();
        }
        Reminder reminder = REMINDERS.get(reached - 1);
        return Optional.of(new Command.SuperviseCase(reminder.level(), reminder.text()));
    }

    private static Stream<Assignment> suspended(CaseFile file) {
        return file.state().terminal()
                ? Stream.empty()
                : file.assignments().stream().filter(one -> one.state() == AssignmentState.SUSPENDED);
    }

    private static Instant reviewDate(Assignment one) {
        Assignment.Suspension how = one.suspension();
        return how == null ? Instant.MAX : how.until();
    }

    /** The lead whose clock runs and who can still be reminded. Nobody is blamed for what did not reach him, nor for a canary. */
    private static Optional<Assignment> reminded(CaseFile file) {
        boolean atWork = file.state() == CaseState.DISPATCHED || file.state() == CaseState.IN_PROGRESS;
        return file.lead()
                .filter(lead -> atWork
                        && !file.number().isCanary()
                        && lead.deliveredAt() != null
                        && lead.doneAt() == null
                        && lead.state() != AssignmentState.SUSPENDED
                        && lead.reminders() < REMINDERS.size());
    }
}

package org.liandong.deadlines;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Urgency;

/**
 * Computes until when, by the rules of reference §4.6. A pure function of its calendar: safe for any number of threads,
 * and the order of the pauses does not matter.
 */
public final class Deadlines {
    private static final Limit BEFORE_CHANNEL = Limit.of(4, LimitUnit.WH);
    private static final Duration BEFORE_CHANNEL_URGENT = Duration.ofMinutes(10);

    private final WorkingCalendar calendar;

    public Deadlines(WorkingCalendar calendar) {
        this.calendar = calendar;
    }

    /**
     * When a limit that starts at a moment is used up. Hours run from the moment; of days the first is not counted and
     * the last ends at close of business (rule 2). Pauses shift hours by the running time inside them, days by the
     * working days that begin inside them; a due time never lies inside a pause (rule 5).
     *
     * @throws IllegalArgumentException if the time lies outside the calendar
     */
    public Due due(Instant start, Limit limit, List<Pause> pauses) {
        List<Pause> flat = Pause.flattened(pauses, start);
        Instant at = limit.unit() == LimitUnit.WD
                ? dayDue(start, limit.days(), flat)
                : running(limit.unit()).after(start, limit.millis(), flat);
        boolean provisional = limit.unit() != LimitUnit.EH && calendar.isProvisional(start, at);
        return new Due(at, provisional, calendar.version());
    }

    /** An extension is counted from the old due time (rule 6). */
    public Due extended(Due old, Limit by) {
        Due later = due(old.at(), by, List.of());
        return new Due(later.at(), old.provisional() || later.provisional(), later.calendarVersion());
    }

    /**
     * A due time moved on by a pause in which its clock stood still (rule 5); the same if it was over before the pause.
     *
     * @param start when the clock began to run
     */
    public Instant afterPause(Instant start, Instant due, LimitUnit unit, Pause pause) {
        if (!pause.from().isBefore(due)) {
            return due;
        }
        if (unit == LimitUnit.WD) {
            int days = calendar.workdaysOpeningInside(pause, calendar.dateOf(start));
            Instant moved = daysLater(due, days);
            while (pause.contains(moved)) {
                moved = daysLater(due, ++days);
            }
            return moved;
        }
        return running(unit).after(due, running(unit).between(pause.from(), pause.to(), List.of()), List.of());
    }

    /**
     * All due times of an assignment that was delivered at {@code start}.
     *
     * @param channelDue until when the channel wants its answer; if that is earlier than the own limit, disposal is due four
     *     working hours before it, ten minutes for an urgent case (reference §4.4). Where not even that is left, over a weekend
     *     for example, the department has until the channel's own limit: a task that is late as it arrives is fair to nobody.
     *     Never before the start
     */
    public Dues dues(
            Instant start, ItemLimits limits, Urgency urgency, @Nullable Instant channelDue, List<Pause> pauses) {
        Due own = due(start, limits.dispose(), pauses);
        Due dispose = channelDue == null || !channelDue.isBefore(own.at())
                ? own
                : own.notAfter(beforeChannel(start, urgency, channelDue));
        return new Dues(
                due(start, limits.sign(), pauses).notAfter(dispose),
                due(start, limits.contact(), pauses).notAfter(dispose),
                dispose,
                dispose.at().isBefore(own.at()),
                limits.milestones().stream()
                        .map(stage -> new Dues.StageDue(
                                stage.name(), due(start, stage.limit(), pauses).notAfter(dispose)))
                        .toList(),
                warnings(start, dispose, limits.dispose().unit(), pauses));
    }

    /**
     * When to warn: at half (days only), at 80 %, when due, and 20 % and 50 % beyond, measured in the running time of the
     * unit (rule 9); by the clock on the wall if none of that lies before the due time.
     */
    public List<Dues.Warning> warnings(Instant start, Due due, LimitUnit unit, List<Pause> pauses) {
        List<Pause> flat = Pause.flattened(pauses, start);
        RunningTime office = running(unit);
        RunningTime time = office.between(start, due.at(), flat) > 0 ? office : new RunningTime.Natural();
        long total = time.between(start, due.at(), flat);
        List<Dues.Warning> warnings = new ArrayList<>();
        for (Dues.Mark mark : Arrays.asList(Dues.Mark.values())) {
            if (mark == Dues.Mark.HALF && unit != LimitUnit.WD) {
                continue;
            }
            Instant at = time.after(start, Math.round(total * mark.share()), flat);
            if (mark.share() < 1 ? at.isAfter(due.at()) : at.isBefore(due.at()) || mark == Dues.Mark.DUE) {
                at = due.at();
            }
            warnings.add(new Dues.Warning(mark, at));
        }
        return warnings;
    }

    private Due beforeChannel(Instant start, Urgency urgency, Instant channelDue) {
        Instant cut = urgency == Urgency.E
                ? channelDue.minus(BEFORE_CHANNEL_URGENT)
                : calendar.latestWith(calendar.workedUntil(channelDue) - BEFORE_CHANNEL.millis());
        Instant at = cut.isAfter(start) ? cut : channelDue.isAfter(start) ? channelDue : start;
        boolean provisional = urgency != Urgency.E && calendar.isProvisional(at, channelDue);
        return new Due(at, provisional, calendar.version());
    }

    private Instant dayDue(Instant start, int days, List<Pause> pauses) {
        LocalDate date = calendar.dateOf(start);
        int count = days;
        Instant due = calendar.closeOfWorkdayAfter(date, count);
        for (Pause pause : pauses) {
            if (!pause.from().isBefore(due)) {
                break;
            }
            count += calendar.workdaysOpeningInside(pause, date);
            due = calendar.closeOfWorkdayAfter(date, count);
            while (pause.contains(due)) {
                due = calendar.closeOfWorkdayAfter(date, ++count);
            }
        }
        return due;
    }

    private Instant daysLater(Instant due, int days) {
        return days == 0 ? due : calendar.closeOfWorkdayAfter(calendar.dateOf(due), days);
    }

    private RunningTime running(LimitUnit unit) {
        return unit == LimitUnit.EH ? new RunningTime.Natural() : new RunningTime.Office(calendar);
    }
}

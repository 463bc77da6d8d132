package org.liandong.operations;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseEvent;
import org.liandong.cases.Dues;
import org.liandong.cases.Role;
import org.liandong.cases.TaskNumber;
import org.liandong.casework.json.CaseJson;
import org.liandong.ledger.StageRecord;
import org.liandong.ledger.TraceEntry;

/**
 * The way of a case, step by step in the order of the trace, each judged by the due times that held at that step. Confined
 * to one page.
 */
final class Timeline {
    private final CaseSentences ofCase;
    private final TaskSentences ofTask;
    private final Instant now;
    private final Map<TaskNumber, Share> shares = new HashMap<>();
    private @Nullable TaskNumber lead;

    private Timeline(UnitNames units, Instant now) {
        this.ofCase = new CaseSentences(units, now);
        this.ofTask = new TaskSentences(units, now);
        this.now = now;
    }

    /**
     * A step.
     *
     * @param implied not reported, but it must have happened
     * @param due until when it had to happen, or what it starts has to; null if no clock is concerned
     * @param late whether it happened after that
     * @param state where the case stood afterwards, if it moved
     * @param message the message beneath it; null if a person or the clock did it
     */
    record Row(
            Moment at,
            String text,
            @Nullable String opinion,
            boolean implied,
            @Nullable String due,
            boolean late,
            @Nullable String state,
            @Nullable String message) {}

    private record Share(String dept, Dues dues) {}

    static List<Row> of(List<TraceEntry> trace, UnitNames units, Instant now) {
        Timeline timeline = new Timeline(units, now);
        List<Row> rows = new ArrayList<>();
        trace.forEach(entry -> rows.add(timeline.row(entry.step())));
        return rows;
    }

    private Row row(StageRecord step) {
        CaseEvent event = CaseJson.readEvent(step.event());
        note(event);
        Instant due = due(event);
        Instant judged = step.implied() ? step.receivedAt() : step.actionTime();
        Sentence sentence = event instanceof CaseEvent.OfAssignment task
                ? ofTask.tell(task, share(task.task()).dept())
                : ofCase.tell(event, step.actor());
        String to = step.move().to();
        return new Row(
                Moment.of(step.actionTime(), now),
                Redaction.of(sentence.text()),
                Redaction.orNull(sentence.opinion()),
                step.implied(),
                due == null ? started(event) : "期限" + Moment.of(due, now).text(),
                due != null && judged.isAfter(due),
                to == null || to.equals(step.move().from())
                        ? null
                        : StateWords.of(to).name(),
                MessagePage.isMessage(step.sourceMessage()) ? step.sourceMessage() : null);
    }

    /** Keeps what tasks there are and until when, as the events change it. */
    private void note(CaseEvent event) {
        if (event instanceof CaseEvent.CaseDispatched dispatched) {
            dispatched.taskings().forEach(this::given);
        } else if (event instanceof CaseEvent.JointMeetingResolved resolved) {
            resolved.taskings().forEach(this::given);
        } else if (event instanceof CaseEvent.CoDepartmentAdded added) {
            given(added.tasking());
        } else if (event instanceof CaseEvent.Delivered delivered && delivered.restarted() != null) {
            restart(delivered.task(), delivered.restarted());
        } else if (event instanceof CaseEvent.RequestDecided decided && decided.extendedTo() != null) {
            restart(decided.task(), share(decided.task()).dues().withDisposeDue(decided.extendedTo()));
        } else if (event instanceof CaseEvent.ReworkOrdered rework && lead != null) {
            restart(lead, rework.dues());
        }
    }

    private void given(CaseEvent.Tasked tasked) {
        shares.put(tasked.task(), new Share(tasked.dept(), tasked.dues()));
        if (tasked.role() == Role.LEAD) {
            lead = tasked.task();
        }
    }

    private void restart(TaskNumber task, Dues dues) {
        shares.put(task, new Share(share(task).dept(), dues));
    }

    private Share share(TaskNumber task) {
        Share share = shares.get(task);
        if (share == null) {
            throw new IllegalStateException("a step of %s before it was given to anybody".formatted(task));
        }
        return share;
    }

    /** The clock that the step stops (reference §4.4). */
    private @Nullable Instant due(CaseEvent event) {
        if (event instanceof CaseEvent.Signed signed) {
            return share(signed.task()).dues().signDue();
        } else if (event instanceof CaseEvent.Contacted contacted) {
            return share(contacted.task()).dues().contactDue();
        } else if (event instanceof CaseEvent.DoneReported done) {
            return share(done.task()).dues().disposeDue();
        }
        return null;
    }

    /** The clocks that a dispatch starts. */
    private @Nullable String started(CaseEvent event) {
        if (event instanceof CaseEvent.CaseDispatched dispatched) {
            return clocks(dispatched.taskings());
        } else if (event instanceof CaseEvent.JointMeetingResolved resolved) {
            return clocks(resolved.taskings());
        } else if (event instanceof CaseEvent.CoDepartmentAdded added) {
            return clocks(List.of(added.tasking()));
        }
        return null;
    }

    private String clocks(List<CaseEvent.Tasked> taskings) {
        Dues dues = taskings.get(0).dues();
        return "应于%s前签收、%s前办结"
                .formatted(
                        Moment.of(dues.signDue(), now).text(),
                        Moment.of(dues.disposeDue(), now).text());
    }
}

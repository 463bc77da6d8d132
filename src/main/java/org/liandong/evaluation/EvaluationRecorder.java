package org.liandong.evaluation;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Assignment;
import org.liandong.cases.CaseEvent;
import org.liandong.cases.CaseFile;
import org.liandong.cases.Matter;
import org.liandong.cases.Role;
import org.liandong.cases.TaskNumber;
import org.liandong.cases.Visit;
import org.liandong.casework.CaseDesk;
import org.liandong.casework.Flow;
import org.liandong.casework.json.CaseJson;
import org.liandong.ledger.AttemptOutcome;
import org.liandong.ledger.Entry;
import org.liandong.ledger.EvaluationRecord;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.OutboxMessage;
import org.liandong.ledger.Turn;

/** The step of routes/evaluation.camel.yaml: one record for each assignment of a closed case. Safe for any thread. */
public final class EvaluationRecorder {
    private final Ledger ledger;
    private final Clock clock;

    public EvaluationRecorder(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Takes the number of an outbox message; a repetition finds it settled and changes nothing. */
    public void record(Exchange exchange) {
        long id = Long.parseLong(exchange.getMessage().getBody(String.class).strip());
        ledger.write(entry -> {
                    record(entry, id);
                    return true;
                })
                .join();
    }

    private void record(Entry entry, long id) {
        Instant now = clock.instant();
        OutboxMessage message = entry.outbox().find(id).orElse(null);
        if (message == null || !(entry.deliveries().begin(id, now) instanceof Turn.Go go)) {
            return;
        }
        CaseFile file = CaseDesk.load(entry, message.caseNo()).orElseThrow();
        List<CaseEvent> events = entry.trace().of(message.caseNo()).stream()
                .map(row -> CaseJson.readEvent(row.step().event()))
                .toList();
        for (Assignment one : file.assignments()) {
            if (one.deliveredAt() != null) {
                entry.evaluations().record(of(file, one, events));
            }
        }
        entry.tallies().count(message.caseNo(), Flow.EVALUATED.tally());
        entry.deliveries().end(id, go.attemptNo(), AttemptOutcome.DELIVERED, null, null, now);
    }

    private static EvaluationRecord of(CaseFile file, Assignment one, List<CaseEvent> events) {
        Matter.Item item = file.matter().item();
        return new EvaluationRecord(
                one.task(),
                one.dept(),
                one.role().name(),
                item == null ? null : item.code(),
                one.dues().disposeDue(),
                new EvaluationRecord.Reached(
                        one.dispatchedAt(), one.deliveredAt(), one.signedAt(), one.firstContactAt(), one.doneAt()),
                new EvaluationRecord.Due(
                        one.dues().signDue(),
                        file.matter().anonymous() || one.role() != Role.LEAD
                                ? null
                                : one.dues().contactDue(),
                        one.dues().disposeDue()),
                judged(file, one),
                new EvaluationRecord.Counts(asked(events, one.task()), rejected(events, one.task()), one.round() + 1),
                visit(file));
    }

    private static EvaluationRecord.Judged judged(CaseFile file, Assignment one) {
        boolean contact = one.role() == Role.LEAD
                && !file.matter().anonymous()
                && file.matter().petitioner() != null;
        boolean returned = one.state().ended();
        Boolean contacted = inTime(one.firstContactAt(), one.dues().contactDue());
        Boolean done = inTime(one.doneAt(), one.dues().disposeDue());
        boolean excused = returned || one.waived() != null;
        return new EvaluationRecord.Judged(
                inTime(one.signedAt(), one.dues().signDue()),
                (contact && !returned) ? contacted : null,
                excused ? null : done);
    }

    private static Boolean inTime(@Nullable Instant at, Instant due) {
        return at != null && !at.isAfter(due);
    }

    private static int asked(List<CaseEvent> events, TaskNumber task) {
        return (int) events.stream()
                .filter(event -> event instanceof CaseEvent.Requested requested
                        && requested.task().equals(task)
                        && requested.request().kind() == Assignment.RequestKind.RETURN)
                .count();
    }

    private static int rejected(List<CaseEvent> events, TaskNumber task) {
        return (int) events.stream()
                .filter(event -> event instanceof CaseEvent.RequestDecided decided
                        && decided.task().equals(task)
                        && decided.kind() == Assignment.RequestKind.RETURN
                        && !decided.granted())
                .count();
    }

    private static EvaluationRecord.Visit visit(CaseFile file) {
        return file.visits().stream()
                .filter(Visit::contacted)
                .reduce((first, last) -> last)
                .map(visit -> new EvaluationRecord.Visit(
                        true, visit.solved() ? "YES" : "NO", visit.satisfaction() == 0 ? null : visit.satisfaction()))
                .orElse(EvaluationRecord.Visit.NONE);
    }
}

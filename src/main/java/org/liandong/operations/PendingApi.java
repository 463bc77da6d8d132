package org.liandong.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Assignment;
import org.liandong.cases.CaseFile;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Matter;
import org.liandong.cases.TaskNumber;
import org.liandong.cases.Urgency;
import org.liandong.casework.CaseDesk;
import org.liandong.casework.Times;
import org.liandong.ledger.DeliveriesView;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.OutboxMessage;
import org.liandong.ledger.View;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What waits for a person: {@code GET /api/pending}, oldest first. */
@RestController
final class PendingApi {
    private static final int AT_MOST = 500;
    private static final String DEPARTMENTS = "dept.";

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration PATIENCE_URGENT = Duration.ofMinutes(3);

    private final Ledger ledger;
    private final Worklist worklist;
    private final UnitNames units;
    private final ConnectedReceivers connected;
    private final CaseDesk desk;

    PendingApi(Ledger ledger, Worklist worklist, UnitNames units, ConnectedReceivers connected, CaseDesk desk) {
        this.connected = connected;
        this.desk = desk;
        this.ledger = ledger;
        this.worklist = worklist;
        this.units = units;
    }

    /**
     * A page of both lists.
     *
     * @param next pass as {@code after} for the next page of cases; null if this is the last
     * @param nextRequest pass as {@code afterRequest} for the next page of requests; null if this is the last
     */
    record Pending(
            List<PendingCase> cases,
            List<PendingRequest> requests,
            List<PhoneCall> calls,
            @Nullable String next,
            @Nullable String nextRequest) {}

    /**
     * A case that waits.
     *
     * @param dueAt the lead's due time, before a dispatch the channel's own limit; null if there is neither
     */
    record PendingCase(
            String caseNo,
            String channel,
            String state,
            String stateName,
            String title,
            @Nullable String suggestedLead,
            List<String> suggestedCos,
            String urgency,
            String receivedAt,
            @Nullable String dueAt) {}

    /**
     * A task that somebody must telephone: its department has no connector, or knows of the task from the telephone only and is
     * to be told more, or it has not arrived within 30 minutes, three for
     * 特急 (电话派遣, reference §3.6).
     */
    record PhoneCall(String caseNo, String taskNo, String dept, String deptName, String since) {}

    /** A department's request that nobody has decided. */
    record PendingRequest(
            String caseNo,
            String taskNo,
            String dept,
            String deptName,
            String kind,
            String kindName,
            String reasonCode,
            @Nullable String text,
            @Nullable Double amount,
            @Nullable String unit,
            @Nullable String until,
            @Nullable String suggestedDept,
            String askedAt) {}

    @GetMapping("/api/pending")
    Pending pending(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String afterRequest,
            @RequestParam(defaultValue = "100") String limit) {
        int most = limit(limit);
        return ledger.read(view -> {
            List<Worklist.Waiting> cases = worklist.cases(view, after == null ? null : waiting(view, after), most);
            List<Worklist.Asked> requests =
                    worklist.requests(view, afterRequest == null ? null : asked(afterRequest), most);
            return new Pending(
                    cases(view, cases),
                    requests(view, requests),
                    calls(view, most),
                    cases.size() < most ? null : cases.get(most - 1).caseNo().value(),
                    requests.size() < most ? null : cursor(requests.get(most - 1)));
        });
    }

    private List<PendingCase> cases(View view, List<Worklist.Waiting> waiting) {
        List<PendingCase> cases = new ArrayList<>();
        for (Worklist.Waiting one : waiting) {
            CaseDesk.load(view, one.caseNo())
                    .filter(Worklist::waits)
                    .ifPresent(file -> cases.add(pendingCase(view, file)));
        }
        return cases;
    }

    private static PendingCase pendingCase(View view, CaseFile file) {
        DispatchSuggestion suggestion = DispatchSuggestion.of(view, file);
        return new PendingCase(
                file.number().value(),
                file.matter().channel().published(),
                file.state().name(),
                file.state().chinese(),
                Redaction.of(file.matter().title()),
                suggestion.lead(),
                suggestion.cos(),
                file.matter().urgency().name(),
                Times.text(file.matter().times().receivedAt()),
                Times.textOrNull(due(file)));
    }

    private static @Nullable Instant due(CaseFile file) {
        Matter.ExternalLimit limit = file.matter().externalLimit();
        Instant ofChannel = limit == null ? null : limit.normalized();
        return file.lead().map(one -> one.dues().disposeDue()).orElse(ofChannel);
    }

    private List<PendingRequest> requests(View view, List<Worklist.Asked> asked) {
        List<PendingRequest> requests = new ArrayList<>();
        for (Worklist.Asked one : asked) {
            Optional<Assignment> assignment =
                    CaseDesk.load(view, one.task().caseNumber()).flatMap(file -> file.assignment(one.task()));
            assignment.ifPresent(task -> {
                Assignment.Request request = task.pending();
                if (request != null) {
                    requests.add(pendingRequest(task, request));
                }
            });
        }
        return requests;
    }

    private List<PhoneCall> calls(View view, int most) {
        List<PhoneCall> calls = new ArrayList<>();
        for (DeliveriesView.Backlog backlog : view.deliveries().backlog()) {
            String receiver = backlog.receiver();
            if (receiver.startsWith(DEPARTMENTS) && calls.size() < most) {
                view.outbox().openTo(receiver, Long.MAX_VALUE, most - calls.size()).stream()
                        // nobody is telephoned about a canary
                        .filter(letter -> !letter.caseNo().isCanary())
                        .filter(letter -> letter.operation().equals("DISPATCH") || wasPhoned(view, letter))
                        .forEach(letter -> call(view, letter, calls::add));
            }
        }
        return calls;
    }

    private void call(View view, OutboxMessage letter, Consumer<PhoneCall> calls) {
        String dept = letter.receiver().substring(DEPARTMENTS.length());
        CaseFile file = CaseDesk.load(view, letter.caseNo()).orElseThrow();
        boolean reachable = connected.has(letter.receiver()) && !wasPhoned(view, letter);
        file.assignments().stream()
                .filter(one -> one.dept().equals(dept) && !one.state().ended() && one.doneAt() == null)
                .filter(one -> !reachable || isLate(one, file.matter().urgency()))
                .forEach(one -> calls.accept(new PhoneCall(
                        letter.caseNo().value(),
                        one.task().value(),
                        dept,
                        units.name(dept),
                        Times.text(letter.createdAt()))));
    }

    /** Whether the department knows of the case from the telephone only: whatever follows has to be told likewise. */
    private static boolean wasPhoned(View view, OutboxMessage letter) {
        return view.outbox().ofCase(letter.caseNo()).stream()
                .anyMatch(one -> one.receiver().equals(letter.receiver())
                        && one.operation().equals("DISPATCH")
                        && OperatorDesk.PHONED.equals(one.reason()));
    }

    private boolean isLate(Assignment one, Urgency urgency) {
        Duration patience = urgency == Urgency.E ? PATIENCE_URGENT : PATIENCE;
        return one.deliveredAt() == null
                && desk.now().isAfter(one.dispatchedAt().plus(patience));
    }

    private PendingRequest pendingRequest(Assignment task, Assignment.Request request) {
        return new PendingRequest(
                task.task().caseNumber().value(),
                task.task().value(),
                task.dept(),
                units.name(task.dept()),
                request.kind().name(),
                request.kind().chinese(),
                request.reasonCode(),
                Redaction.orNull(request.text()),
                request.amount(),
                request.unit(),
                Times.textOrNull(request.until()),
                request.suggestedDept(),
                Times.text(request.askedAt()));
    }

    private static int limit(String text) {
        if (!text.matches("[1-9]\\d{0,2}") || Integer.parseInt(text) > AT_MOST) {
            throw new BadRequest("limit", "参数limit须为1到%d的整数: %s".formatted(AT_MOST, text));
        }
        return Integer.parseInt(text);
    }

    private static Worklist.Waiting waiting(View view, String after) {
        if (!CaseNumber.isValid(after)) {
            throw new BadRequest("after", "参数after须为上一页最后一件的办件编号: " + after);
        }
        return CaseDesk.load(view, new CaseNumber(after))
                .map(Worklist::waiting)
                .orElseThrow(() -> new BadRequest("after", "查无办件%s,参数after请用上一页的next".formatted(after)));
    }

    private static String cursor(Worklist.Asked last) {
        return last.askedAt().toEpochMilli() + "~" + last.task();
    }

    private static Worklist.Asked asked(String cursor) {
        String[] parts = cursor.split("~", -1);
        if (parts.length != 2 || !parts[0].matches("\\d{1,15}") || !TaskNumber.isValid(parts[1])) {
            throw new BadRequest("afterRequest", "参数afterRequest请用上一页的nextRequest: " + cursor);
        }
        return new Worklist.Asked(Instant.ofEpochMilli(Long.parseLong(parts[0])), new TaskNumber(parts[1]));
    }
}

package org.liandong.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Assignment;
import org.liandong.cases.CaseFile;
import org.liandong.cases.TaskNumber;
import org.liandong.casework.CanonicalCase;
import org.liandong.casework.CaseDesk;
import org.liandong.casework.Flow;
import org.liandong.casework.Times;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.StageRecord;
import org.liandong.ledger.TraceEntry;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Cases as others read them: how many, which, one, its trace, and why it went where it went. */
@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
final class CasesApi {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Ledger ledger;
    private final CaseDesk desk;
    private final UnitNames units;

    CasesApi(Ledger ledger, CaseDesk desk, UnitNames units) {
        this.ledger = ledger;
        this.desk = desk;
        this.units = units;
    }

    /** @param asOf when it was read */
    record Counts(
            long in,
            long dispatched,
            long signed,
            long done,
            long fedBack,
            long evaluated,
            long failed,
            Map<String, Long> byChannel,
            Map<String, Long> byDepartment,
            Map<String, Long> byState,
            String asOf) {}

    record Hits(String q, List<Hit> cases) {}

    /** @param lead code of the department that leads; null while there is none */
    record Hit(
            String caseNo,
            String state,
            String stateName,
            String title,
            String channel,
            @Nullable String lead,
            @Nullable String leadName,
            String receivedAt) {}

    /** A row of the trace, with the five things of reference §1.5. */
    record TraceRow(
            long seq,
            long caseSeq,
            @Nullable String taskNo,
            String stage,
            String action,
            @Nullable String leadDept,
            @Nullable String leadDeptName,
            @Nullable String handler,
            @Nullable String opinion,
            @Nullable String evaluation,
            String actionTime,
            String receivedAt,
            String actorType,
            String actorId,
            @Nullable String level,
            @Nullable String fromState,
            @Nullable String toState,
            boolean implied,
            @Nullable String sourceMessage,
            String prevHash,
            String hash) {}

    record Traced(String caseNo, List<TraceRow> rows) {}

    @GetMapping("/summary")
    Counts summary() {
        Summary summary = ledger.read(view -> Summary.of(view, desk.now()));
        return new Counts(
                summary.count(Flow.IN),
                summary.count(Flow.DISPATCHED),
                summary.count(Flow.SIGNED),
                summary.count(Flow.DONE),
                summary.count(Flow.FED_BACK),
                summary.count(Flow.EVALUATED),
                summary.count(Flow.FAILED),
                summary.byChannel(),
                summary.departments(),
                summary.byState(),
                Times.text(summary.asOf()));
    }

    @GetMapping("/search")
    Hits search(@RequestParam(defaultValue = "") String q) {
        String number = Finder.cleaned(q);
        return ledger.read(view -> new Hits(
                number, Finder.find(view, number).stream().map(this::hit).toList()));
    }

    @GetMapping("/cases/{caseNo}")
    JsonNode one(@PathVariable String caseNo) {
        return Redaction.of(CanonicalCase.of(ledger.read(view -> Finder.only(view, caseNo))));
    }

    @GetMapping("/cases/{caseNo}/trace")
    Traced trace(@PathVariable String caseNo) {
        return ledger.read(view -> {
            CaseFile file = Finder.only(view, caseNo);
            return new Traced(
                    caseNo,
                    view.trace().of(file.number()).stream().map(this::row).toList());
        });
    }

    @GetMapping("/cases/{caseNo}/routing")
    JsonNode routing(@PathVariable String caseNo) {
        String explanation =
                ledger.read(view -> Finder.only(view, caseNo)).routing().explanation();
        try {
            return Redaction.of(JSON.readTree(explanation));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("routing of %s is no JSON".formatted(caseNo), e);
        }
    }

    private Hit hit(CaseFile file) {
        String lead = file.lead().map(Assignment::dept).orElse(null);
        return new Hit(
                file.number().value(),
                file.state().name(),
                file.state().chinese(),
                Redaction.of(file.matter().title()),
                file.matter().channel().published(),
                lead,
                lead == null ? null : units.name(lead),
                Times.text(file.matter().times().receivedAt()));
    }

    private TraceRow row(TraceEntry entry) {
        StageRecord step = entry.step();
        TaskNumber task = step.taskNo();
        String lead = step.handling().leadDept();
        return new TraceRow(
                entry.seq(),
                step.caseSeq(),
                task == null ? null : task.value(),
                step.stage(),
                Redaction.of(step.action()),
                lead,
                lead == null ? null : units.name(lead),
                Redaction.orNull(step.handling().handler()),
                Redaction.orNull(step.handling().opinion()),
                step.handling().evaluation(),
                Times.text(step.actionTime()),
                Times.text(step.receivedAt()),
                step.actor().type(),
                step.actor().id(),
                step.level() == null
                        ? null
                        : Objects.requireNonNull(step.level()).name(),
                step.move().from(),
                step.move().to(),
                step.implied(),
                step.sourceMessage(),
                entry.prevHash(),
                entry.hash());
    }
}

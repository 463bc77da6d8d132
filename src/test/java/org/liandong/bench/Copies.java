package org.liandong.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Channel;
import org.liandong.cases.TaskNumber;
import org.liandong.casework.Flow;
import org.liandong.ledger.Attempt;
import org.liandong.ledger.AttemptOutcome;
import org.liandong.ledger.CaseReference;
import org.liandong.ledger.CaseRow;
import org.liandong.ledger.Entry;
import org.liandong.ledger.EvaluationRecord;
import org.liandong.ledger.InboxEntry;
import org.liandong.ledger.InboxKey;
import org.liandong.ledger.InboxMessage;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.OutboxMessage;
import org.liandong.ledger.RawMessage;
import org.liandong.ledger.SealedPerson;
import org.liandong.ledger.SealedRaw;
import org.liandong.ledger.StageRecord;
import org.liandong.ledger.Turn;
import org.liandong.ledger.View;

/**
 * A case that really went its way, written again under other numbers and on another day: every row that it left, through
 * the ledger's own writing, with a place in the chain of its own. For one thread.
 */
final class Copies {
    private static final Pattern PERSON = Pattern.compile("pii/[0-9a-f]{32}");
    private static final String DAY = "20\\d\\d-\\d\\d-\\d\\d(?=T)";

    private final Ledger ledger;
    private final CaseRow row;
    private final List<CaseReference> references;
    private final List<InboxEntry> inbox;
    private final Map<String, Kept> raw = new LinkedHashMap<>();
    private final List<StageRecord> steps;
    private final List<Sent> letters = new ArrayList<>();
    private final List<EvaluationRecord> evaluations;
    private final @Nullable String person;
    private final LocalDate day;
    /** What is another in each copy: numbers, references and days. */
    private final Pattern named;

    private final Map<String, Form> forms = new ConcurrentHashMap<>();

    private record Kept(RawMessage message, String text) {}

    private record Sent(OutboxMessage message, String payload, List<Attempt> attempts) {}

    private Copies(Ledger ledger, View view, CaseRow row, List<EvaluationRecord> evaluations, @Nullable String person) {
        this.ledger = ledger;
        this.row = row;
        this.evaluations = evaluations;
        this.person = person;
        this.day = LocalDate.parse(row.caseNo().value().substring(2, 10), DateTimeFormatter.BASIC_ISO_DATE);
        this.references = view.cases().references(row.caseNo());
        this.inbox = view.inbox().ofCase(row.caseNo().value());
        for (InboxEntry entry : inbox) {
            String id = entry.message().rawId();
            if (id != null) {
                RawMessage.Kept kept = view.raw().find(id).orElseThrow();
                raw.put(
                        id,
                        new Kept(
                                kept.message(),
                                new String(view.raw().bytes(id).orElseThrow(), StandardCharsets.UTF_8)));
            }
        }
        this.named = Pattern.compile(Stream.of(
                        Stream.of(row.caseNo().value()),
                        references.stream().map(CaseReference::externalNo),
                        raw.keySet().stream(),
                        PERSON.matcher(row.doc()).results().map(MatchResult::group))
                .flatMap(names -> names)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "", "|" + DAY)));
        this.steps = view.trace().of(row.caseNo()).stream()
                .map(entry -> entry.step())
                .toList();
        for (OutboxMessage message : view.outbox().ofCase(row.caseNo())) {
            letters.add(new Sent(
                    message,
                    view.outbox().payload(message.id()).orElseThrow(),
                    view.deliveries().attempts(message.id())));
        }
    }

    /**
     * @param file the ledger's, for what the ledger itself never reads again
     * @throws java.util.NoSuchElementException if the ledger has no such case
     */
    static Copies of(Ledger ledger, Path file, CaseNumber number) throws SQLException {
        CaseRow row = ledger.read(view -> view.cases().load(number)).orElseThrow();
        Optional<String> ref = PERSON.matcher(row.doc()).results().findFirst().map(MatchResult::group);
        String person = ref.flatMap(
                        known -> ledger.write(entry -> entry.persons().open(known, "bench", "复制办件"))
                                .join())
                .orElse(null);
        List<EvaluationRecord> evaluations = evaluations(file, number);
        return ledger.read(view -> new Copies(ledger, view, row, evaluations, person));
    }

    private static List<EvaluationRecord> evaluations(Path file, CaseNumber number) throws SQLException {
        List<EvaluationRecord> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                PreparedStatement statement =
                        connection.prepareStatement("SELECT * FROM evaluation_record WHERE case_no = ?")) {
            statement.setString(1, number.value());
            ResultSet it = statement.executeQuery();
            while (it.next()) {
                found.add(new EvaluationRecord(
                        new TaskNumber(it.getString("task_no")),
                        it.getString("dept"),
                        it.getString("role"),
                        it.getString("item_code"),
                        Instant.ofEpochMilli(it.getLong("period_at")),
                        new EvaluationRecord.Reached(
                                Instant.ofEpochMilli(it.getLong("dispatched_at")),
                                time(it, "delivered_at"),
                                time(it, "signed_at"),
                                time(it, "contacted_at"),
                                time(it, "done_at")),
                        new EvaluationRecord.Due(time(it, "sign_due"), time(it, "contact_due"), time(it, "done_due")),
                        new EvaluationRecord.Judged(
                                truth(it, "sign_on_time"), truth(it, "contact_on_time"), truth(it, "done_on_time")),
                        new EvaluationRecord.Counts(
                                it.getInt("returns_asked"), it.getInt("returns_rejected"), it.getInt("rounds")),
                        new EvaluationRecord.Visit(
                                it.getBoolean("visit_valid"), it.getString("resolved"), it.getInt("satisfaction"))));
            }
        }
        return found;
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Boolean truth(ResultSet row, String column) throws SQLException {
        boolean yes = row.getBoolean(column);
        return row.wasNull() ? null : yes;
    }

    /** What is costly and needs no transaction. */
    record Prepared(
            CaseNumber number,
            long back,
            Map<String, String> names,
            @Nullable SealedPerson person,
            Map<String, SealedRaw> raw) {}

    /**
     * @param on the day on which the copy was reported
     * @param serial unique for the day
     */
    Prepared prepare(LocalDate on, int serial) {
        CaseNumber number = CaseNumber.of(on, Channel.HOTLINE, serial);
        long back = ChronoUnit.DAYS.between(on, day);
        Map<String, String> names = new LinkedHashMap<>();
        names.put(row.caseNo().value(), number.value());
        for (CaseReference reference : references) {
            names.put(
                    reference.externalNo(),
                    "%s-%s%06d".formatted(reference.externalNo(), number.value().substring(4, 10), serial));
        }
        SealedPerson asker = person == null ? null : ledger.seal(person, List.of());
        Map<String, SealedRaw> raws = new LinkedHashMap<>();
        raw.forEach((id, kept) -> raws.put(
                id,
                ledger.seal(
                        new RawMessage(
                                kept.message().sender(),
                                kept.message().entrance(),
                                earlier(kept.message().receivedAt(), back),
                                kept.message().contentType(),
                                kept.message().charset()),
                        renamed(kept.text(), names, back).getBytes(StandardCharsets.UTF_8))));
        return new Prepared(number, back, names, asker, raws);
    }

    void write(Entry entry, Prepared copy) {
        Map<String, String> names = new LinkedHashMap<>(copy.names());
        long back = copy.back();
        if (copy.person() != null) {
            String ref = entry.persons().store(copy.person(), copy.number());
            PERSON.matcher(row.doc()).results().findFirst().ifPresent(old -> names.put(old.group(), ref));
        }
        copy.raw().forEach((id, bytes) -> names.put(id, entry.raw().add(bytes)));
        for (InboxEntry one : inbox) {
            InboxMessage message = one.message();
            entry.inbox()
                    .add(new InboxMessage(
                            new InboxKey(
                                    message.key().sender(),
                                    renamed(message.key().idempotencyKey(), names, back)),
                            message.contentDigest(),
                            message.rawId() == null ? null : names.get(message.rawId()),
                            earlier(message.receivedAt(), back),
                            message.outcome(),
                            copy.number().value(),
                            renamed(message.answer(), names, back),
                            message.quarantineReason()));
        }
        entry.cases().store(caseRow(copy, names), 0);
        for (CaseReference one : references) {
            entry.cases()
                    .addReference(new CaseReference(
                            one.system(),
                            renamed(one.externalNo(), names, back),
                            copy.number(),
                            one.role(),
                            one.connector()));
        }
        steps.forEach(step -> entry.trace().append(step(step, copy, names)));
        evaluations.forEach(one -> entry.evaluations().record(evaluation(one, copy)));
        letters.forEach(letter -> send(entry, letter, copy, names));
        Flow[] flows = row.times().closedAt() == null
                ? new Flow[] {Flow.IN, Flow.DISPATCHED}
                : new Flow[] {Flow.IN, Flow.DISPATCHED, Flow.SIGNED, Flow.DONE, Flow.FED_BACK, Flow.EVALUATED};
        for (Flow flow : flows) {
            entry.tallies().count(copy.number(), flow.tally());
        }
    }

    private CaseRow caseRow(Prepared copy, Map<String, String> names) {
        CaseRow.Times times = row.times();
        long back = copy.back();
        return new CaseRow(
                copy.number(),
                row.version(),
                row.state(),
                row.channel(),
                row.itemCode(),
                row.place(),
                row.leadDept(),
                row.urgency(),
                row.selfHandled(),
                new CaseRow.Times(
                        earlier(times.reportedAt(), back),
                        earlier(times.receivedAt(), back),
                        earlierOrNull(times.dueAt(), back),
                        earlierOrNull(times.wakeAt(), back),
                        earlierOrNull(times.closedAt(), back),
                        earlier(times.updatedAt(), back)),
                renamed(row.doc(), names, back));
    }

    private StageRecord step(StageRecord step, Prepared copy, Map<String, String> names) {
        TaskNumber task = step.taskNo();
        String source = step.sourceMessage();
        return new StageRecord(
                copy.number(),
                step.caseSeq(),
                task == null ? null : new TaskNumber(renamed(task.value(), names, copy.back())),
                step.stage(),
                step.action(),
                step.handling(),
                earlier(step.actionTime(), copy.back()),
                earlier(step.receivedAt(), copy.back()),
                step.actor(),
                step.level(),
                step.move(),
                step.implied(),
                source == null ? null : renamed(source, names, copy.back()),
                renamed(step.event(), names, copy.back()));
    }

    private EvaluationRecord evaluation(EvaluationRecord one, Prepared copy) {
        long back = copy.back();
        EvaluationRecord.Reached reached = one.reached();
        EvaluationRecord.Due due = one.due();
        return new EvaluationRecord(
                new TaskNumber(renamed(one.taskNo().value(), copy.names(), back)),
                one.dept(),
                one.role(),
                one.itemCode(),
                earlier(one.periodAt(), back),
                new EvaluationRecord.Reached(
                        earlier(reached.dispatchedAt(), back),
                        earlierOrNull(reached.deliveredAt(), back),
                        earlierOrNull(reached.signedAt(), back),
                        earlierOrNull(reached.contactedAt(), back),
                        earlierOrNull(reached.doneAt(), back)),
                new EvaluationRecord.Due(
                        earlierOrNull(due.sign(), back),
                        earlierOrNull(due.contact(), back),
                        earlierOrNull(due.done(), back)),
                one.judged(),
                one.counts(),
                one.visit());
    }

    /** As far as it has come: what was delivered is settled, what waits waits. */
    private void send(Entry entry, Sent letter, Prepared copy, Map<String, String> names) {
        long id = entry.outbox()
                .add(
                        letter.message().receiver(),
                        copy.number(),
                        letter.message().operation(),
                        renamed(letter.payload(), names, copy.back()))
                .id();
        if (!letter.message().state().isSettled()) {
            return;
        }
        entry.outbox().markSent(entry.outbox().find(id).stream().toList());
        Attempt last = letter.attempts().get(letter.attempts().size() - 1);
        if (entry.deliveries().begin(id, earlier(last.startedAt(), copy.back())) instanceof Turn.Go go) {
            entry.deliveries()
                    .end(
                            id,
                            go.attemptNo(),
                            AttemptOutcome.DELIVERED,
                            last.detail(),
                            last.foreignNo() == null ? null : renamed(last.foreignNo(), names, copy.back()),
                            earlier(last.startedAt(), copy.back()));
        }
    }

    private String renamed(String text, Map<String, String> names, long back) {
        return forms.computeIfAbsent(text, this::form).filled(names, back);
    }

    private Form form(String text) {
        List<String> between = new ArrayList<>();
        List<String> places = new ArrayList<>();
        Matcher place = named.matcher(text);
        int done = 0;
        while (place.find()) {
            between.add(text.substring(done, place.start()));
            places.add(place.group());
            done = place.end();
        }
        between.add(text.substring(done));
        return new Form(between, places);
    }

    /**
     * A text of the case that was copied, taken apart once: looking for what is another in each copy is most of the work.
     *
     * @param between what stays, one more than places
     * @param places what was found there: numbers, references and days
     */
    private record Form(List<String> between, List<String> places) {
        String filled(Map<String, String> names, long back) {
            StringBuilder text = new StringBuilder(between.get(0));
            for (int i = 0; i < places.size(); i++) {
                String name = names.get(places.get(i));
                text.append(name == null ? LocalDate.parse(places.get(i)).minusDays(back) : name)
                        .append(between.get(i + 1));
            }
            return text.toString();
        }
    }

    private static Instant earlier(Instant time, long days) {
        return time.minus(Duration.ofDays(days));
    }

    private static @Nullable Instant earlierOrNull(@Nullable Instant time, long days) {
        return time == null ? null : earlier(time, days);
    }
}

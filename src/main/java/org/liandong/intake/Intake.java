package org.liandong.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Actor;
import org.liandong.cases.CaseFile;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Channel;
import org.liandong.cases.Command;
import org.liandong.cases.Decision;
import org.liandong.cases.Instruction;
import org.liandong.cases.Matter;
import org.liandong.cases.SourceRef;
import org.liandong.cases.TaskNumber;
import org.liandong.casework.CaseDesk;
import org.liandong.casework.Clocks;
import org.liandong.casework.MergeAdvice;
import org.liandong.casework.Times;
import org.liandong.casework.TrackingCodes;
import org.liandong.district.District;
import org.liandong.intake.Reading.Read;
import org.liandong.intake.cleaning.Codes;
import org.liandong.intake.cleaning.Defect;
import org.liandong.ledger.Blobs;
import org.liandong.ledger.Canary;
import org.liandong.ledger.CaseReference;
import org.liandong.ledger.Entry;
import org.liandong.ledger.InboxEntry;
import org.liandong.ledger.InboxKey;
import org.liandong.ledger.InboxMessage;
import org.liandong.ledger.InboxOutcome;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.RawMessage;
import org.liandong.ledger.SealedPerson;
import org.liandong.ledger.SealedRaw;
import org.liandong.ledger.StatedTasksView.StatedTask;
import org.liandong.ledger.View;
import org.liandong.security.crypto.Sm3;

/**
 * Takes a message into the ledger: bytes, inbox key, case, trace and receipt in one transaction. The same message again gets
 * the same receipt and changes nothing; the same number with other content becomes a supplement; what cannot be acted on is
 * quarantined whole (reference §4.8, CR-12). Safe for any thread.
 */
public final class Intake {
    /** Days for which departments' lists are kept. */
    private static final int LISTS_KEPT = 31;

    private final Ledger ledger;
    private final CaseDesk desk;
    private final Reports reports;
    private final ChannelEvents events;
    private final MergeAdvice advice;
    private final EmbeddedFiles files;
    private final TrackingCodes tracking;
    private final Predicate<String> keepsTexts;

    /** @param keepsTexts whether a sender's messages are kept whole, or no longer than until they have been understood */
    public Intake(
            Ledger ledger,
            CaseDesk desk,
            District district,
            Clocks clocks,
            MergeAdvice advice,
            Blobs blobs,
            TrackingCodes tracking,
            Predicate<String> keepsTexts) {
        this.tracking = tracking;
        this.keepsTexts = keepsTexts;
        this.advice = advice;
        this.files = new EmbeddedFiles(blobs);
        this.ledger = ledger;
        this.desk = desk;
        this.reports = new Reports(district, clocks);
        this.events = new ChannelEvents(clocks);
    }

    /**
     * One message on its way in.
     *
     * @param releasing the message as it lies in quarantine when a person releases it; null when it has just come
     */
    private record Incoming(
            Arrival arrival,
            Entrance entrance,
            String sender,
            @Nullable String charset,
            @Nullable Release releasing) {
        /** The number of the bytes: kept now, or when they came. */
        String rawId(Entry entry, SealedRaw raw) {
            String kept = releasing == null ? null : releasing.entry().message().rawId();
            return kept == null ? entry.raw().add(raw) : kept;
        }

        /**
         * Of the bytes as they came. Where a message has no number and its mapping left it out, only this tells two apart:
         * none of them may be taken for a repetition of the other and go unkept.
         */
        String digest() {
            return Sm3.hex(arrival.body());
        }

        /** For the items of a batch: each has an inbox key of its own. */
        Incoming asNew() {
            return new Incoming(arrival, entrance, sender, charset, null);
        }

        boolean isReleaseOf(InboxEntry before) {
            return releasing != null && releasing.entry().id() == before.id();
        }

        Instant at() {
            return arrival.receivedAt();
        }

        Actor actor() {
            String department = entrance.department();
            return department == null ? Actor.channel(sender) : Actor.department(department);
        }
    }

    /** Who releases a message from quarantine, and what was mended. */
    record Release(InboxEntry entry, String by, Instant at, String how) {}

    /** The message still cannot be acted on; it stays in quarantine. */
    static final class StillQuarantined extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Receipt receipt;

        StillQuarantined(Receipt receipt) {
            super(receipt.message());
            this.receipt = receipt;
        }

        Receipt receipt() {
            return receipt;
        }
    }

    Receipt take(Arrival arrival, Entrance entrance, Read read) {
        return take(arrival, entrance, read, null);
    }

    /** @throws StillQuarantined, wrapped by the ledger's future, if the message cannot be released as it is */
    Receipt take(Arrival arrival, Entrance entrance, Read read, @Nullable Release releasing) {
        String sender = Objects.requireNonNull(arrival.sender(), "sender not proven");
        if (read instanceof Read.Badly badly) {
            Incoming incoming = new Incoming(arrival, entrance, sender, badly.charset(), releasing);
            SealedRaw raw = seal(incoming);
            return ledger.write(entry -> quarantineWhole(entry, incoming, raw, badly.reason()))
                    .join();
        }
        Understood message = files.taken(((Read.Well) read).message());
        Incoming incoming = new Incoming(arrival, entrance, sender, message.charset(), releasing);
        if (message.kind().equals("batch")) {
            return batch(incoming, message);
        }
        SealedRaw raw = seal(incoming);
        return message.kind().equals("report") && entrance.channel() != null
                ? report(incoming, message, raw)
                : write(incoming, entry -> event(entry, incoming, message, raw));
    }

    private Receipt write(Incoming incoming, Function<Entry, Receipt> work) {
        return ledger.write(entry -> {
                    Receipt receipt = work.apply(entry);
                    if (!keepsTexts.test(incoming.sender()) && receipt.messageId() != null && isUnderstood(receipt)) {
                        entry.raw().erase(receipt.messageId());
                    }
                    return receipt;
                })
                .join();
    }

    /** Whether nobody needs the bytes to mend it, or one of its items. */
    private static boolean isUnderstood(Receipt receipt) {
        List<Receipt> items = Objects.requireNonNullElse(receipt.items(), List.of());
        return !InboxOutcome.QUARANTINED.name().equals(receipt.outcome())
                && items.stream().allMatch(Intake::isUnderstood);
    }

    private SealedRaw seal(Incoming incoming) {
        Arrival arrival = incoming.arrival();
        return ledger.seal(
                new RawMessage(
                        incoming.sender(),
                        arrival.connector() + "/" + arrival.entry(),
                        arrival.receivedAt(),
                        arrival.contentType(),
                        incoming.charset()),
                arrival.body());
    }

    // ---- reports

    private Receipt report(Incoming incoming, Understood message, SealedRaw raw) {
        Optional<Receipt> before = answeredBefore(incoming, message);
        if (before.isPresent()) {
            return before.get();
        }
        Optional<CaseNumber> own = ledger.read(view -> ownCase(view, incoming, message));
        if (own.isPresent()) {
            return write(incoming, entry -> echo(entry, incoming, message, raw, own.get()));
        }
        Ready ready = ready(incoming, message);
        return write(
                incoming,
                entry -> known(entry, ready, false)
                        .orElseGet(() -> fresh(entry, ready, ready.incoming().rawId(entry, raw))));
    }

    /**
     * Which of the hub's own cases the report is: a system that gets tasks from the hub and reports to it, too, may report a task
     * back (reference §4.8, loop guard). It shows by the hub's number in it, or by the system's own number of the task.
     */
    private static Optional<CaseNumber> ownCase(View view, Incoming incoming, Understood message) {
        String number = message.text("ownNo");
        if (number != null) {
            Optional<CaseNumber> named = Optional.of(number)
                    .map(text -> TaskNumber.isValid(text)
                            ? new TaskNumber(text).caseNumber().value()
                            : text)
                    .filter(CaseNumber::isValid)
                    .map(CaseNumber::new)
                    .filter(one -> view.cases().load(one).isPresent());
            if (named.isPresent()) {
                return named;
            }
        }
        String external = message.text("externalNo");
        return external == null
                ? Optional.empty()
                : view.cases()
                        .byReference(incoming.sender(), external)
                        .filter(reference -> reference.role() == CaseReference.Role.TASK)
                        .map(CaseReference::caseNo);
    }

    /** Keeps it, and does nothing more: whatever it led to would be told to its sender, who would send it again. */
    private static Receipt echo(
            Entry entry, Incoming incoming, Understood message, SealedRaw raw, @Nullable CaseNumber number) {
        String digest = message.digest();
        InboxKey key = new InboxKey(incoming.sender(), "echo:" + digest);
        Optional<InboxEntry> before = entry.inbox().find(key);
        if (before.isPresent() && !incoming.isReleaseOf(before.get())) {
            return answer(before.get());
        }
        String rawId = incoming.rawId(entry, raw);
        String caseNo = number == null ? null : number.value();
        Receipt receipt =
                Receipt.taken("ECHO", caseNo, null, "这是枢纽告知贵系统的,只留存,不另建办件").withMessageId(rawId);
        return keep(entry, incoming, key, digest, rawId, InboxOutcome.ECHO, caseNo, receipt, null);
    }

    /** A sender that is not sure sends the same again and again: that must not cost what the first time did. */
    private Optional<Receipt> answeredBefore(Incoming incoming, Understood message) {
        if (incoming.releasing() != null) {
            return Optional.empty();
        }
        String digest = message.digest();
        return ledger.read(view -> view.inbox().find(key(incoming, message, digest)))
                .filter(before -> before.message().contentDigest().equals(digest))
                .map(Intake::answer);
    }

    private static InboxKey key(Incoming incoming, Understood message, String digest) {
        String number = Codes.clean(message.text("externalNo"), "externalNo").value();
        return new InboxKey(
                incoming.sender(), number == null ? "digest:" + incoming.digest() + ":" + digest : "report:" + number);
    }

    /** A report with all that can be done before the transaction. */
    private record Ready(
            Incoming incoming,
            Understood message,
            Reports.Prepared prepared,
            InboxKey key,
            String digest,
            @Nullable SealedPerson person,
            @Nullable Canary canary) {}

    private Ready ready(Incoming incoming, Understood message) {
        Channel channel = Objects.requireNonNull(incoming.entrance().channel());
        Canary canary = awaited(incoming, message).orElse(null);
        Reports.Prepared prepared = canary == null
                ? withDuplicates(reports.prepare(message, channel, incoming.at()))
                : reports.canary(message, channel, incoming.at(), canary);
        String digest = message.digest();
        InboxKey key = key(incoming, message, digest);
        String personal = prepared.personal();
        SealedPerson person = personal == null ? null : ledger.seal(personal, prepared.phones());
        return new Ready(incoming, message, prepared, key, digest, person, canary);
    }

    /** The canary that it is, if the hub has just sent one of this number by this way; any other report is a citizen's. */
    private Optional<Canary> awaited(Incoming incoming, Understood message) {
        String number = Codes.clean(message.text("externalNo"), "externalNo").value();
        return number == null || !number.startsWith(Canary.PREFIX)
                ? Optional.empty()
                : ledger.read(view -> view.canaries().find(number))
                        .filter(canary -> canary.isUnderWay() && canary.caseNo() == null)
                        .filter(canary -> canary.sender().equals(incoming.sender())
                                && canary.channel().equals(incoming.entrance().connector()));
    }

    private Reports.Prepared withDuplicates(Reports.Prepared prepared) {
        List<MergeAdvice.Suggestion> found = ledger.read(view -> advice.of(view, prepared.matter(), prepared.phones()));
        return prepared.suspectedOf(found);
    }

    /** A batch from a terminal: each item on its own, each with its own receipt; the bytes are kept once. */
    private Receipt batch(Incoming incoming, Understood batch) {
        List<Ready> items = new ArrayList<>();
        for (JsonNode item : batch.message().path("items")) {
            if (item instanceof ObjectNode object) {
                items.add(ready(incoming.asNew(), batch.with(object)));
            }
        }
        SealedRaw raw = seal(incoming);
        if (items.isEmpty()) {
            return ledger.write(entry -> quarantineWhole(entry, incoming, raw, "批次中没有可用的条目"))
                    .join();
        }
        return write(incoming, entry -> {
            String rawId = incoming.rawId(entry, raw);
            List<Receipt> receipts = new ArrayList<>();
            for (Ready item : items) {
                Receipt receipt = known(entry, item, true).orElseGet(() -> fresh(entry, item, rawId));
                receipts.add(receipt.withItemNo(
                        Objects.requireNonNullElse(item.prepared().cleaned().externalNo(), "")));
            }
            Receipt receipt = Receipt.batch(receipts).withMessageId(rawId);
            Release releasing = incoming.releasing();
            return releasing == null ? receipt : release(entry, releasing, InboxOutcome.EVENT, null, receipt);
        });
    }

    /** The receipt of a message seen before; empty if it is new or brings new content. */
    private Optional<Receipt> known(Entry entry, Ready ready, boolean inBatch) {
        Optional<InboxEntry> before = entry.inbox().find(ready.key());
        if (before.isEmpty() || ready.incoming().isReleaseOf(before.get())) {
            return Optional.empty();
        }
        if (before.get().message().contentDigest().equals(ready.digest())) {
            return Optional.of(answer(before.get()));
        }
        Receipt first = answer(before.get());
        if (inBatch) {
            return Optional.of(first.withOutcome("DUPLICATE", "该条目已收到过,按终端编号去重"));
        }
        return entry.inbox().find(changed(ready)).map(Intake::answer);
    }

    private static InboxKey changed(Ready ready) {
        return new InboxKey(ready.key().sender(), ready.key().idempotencyKey() + "#" + ready.digest());
    }

    private Receipt fresh(Entry entry, Ready ready, String rawId) {
        Optional<InboxEntry> before = entry.inbox().find(ready.key());
        if (before.isPresent() && before.get().message().caseNo() != null) {
            return supplement(
                    entry, ready, rawId, new CaseNumber(before.get().message().caseNo()));
        }
        InboxKey key = before.isPresent() ? changed(ready) : ready.key();
        Incoming incoming = ready.incoming();
        List<Defect> defects = ready.prepared().cleaned().defects();
        if (!defects.isEmpty()) {
            Defect first = defects.get(0);
            String reason =
                    String.join(";", defects.stream().map(Defect::message).toList());
            Receipt receipt = new Receipt(
                    first.code(), "QUARANTINED", null, null, first.field(), reason, rawId, null, null, null);
            return keep(entry, incoming, key, ready.digest(), rawId, InboxOutcome.QUARANTINED, null, receipt, reason);
        }
        Channel channel = Objects.requireNonNull(incoming.entrance().channel());
        Canary canary = ready.canary();
        LocalDate day = incoming.at().atZone(Times.ZONE).toLocalDate();
        CaseNumber number = canary == null
                ? entry.cases().nextNumber(day, channel)
                : entry.cases().nextCanaryNumber(day);
        String vaultRef = ready.person() == null ? null : entry.persons().store(ready.person(), number);
        Reports.Prepared prepared = ready.prepared();
        boolean test = canary == null && prepared.cleaned().needsQuarantine();
        Command.ReportCase command = new Command.ReportCase(
                number,
                prepared.matterWith(vaultRef),
                source(ready, rawId, SourceRef.SourceRole.PRIMARY),
                prepared.routing(),
                prepared.direct(),
                prepared.selfHandling(),
                test ? List.of("疑似测试数据,请人工确认") : List.of());
        Decision decision = desk.decide(entry, number, instruction(incoming, command, incoming.at(), rawId));
        CaseFile file = ((Decision.Done) decision).file();
        if (canary != null) {
            entry.canaries().entered(canary.number(), number, desk.now());
        }
        Receipt receipt = Receipt.taken(
                        "CASE",
                        number.value(),
                        file.state().published(),
                        "已受理登记,办件" + file.state().chinese())
                .withMessageId(rawId)
                .withTrackingCode(tracking.of(number));
        return keep(entry, incoming, key, ready.digest(), rawId, InboxOutcome.CASE, number.value(), receipt, null);
    }

    private Receipt supplement(Entry entry, Ready ready, String rawId, CaseNumber number) {
        Incoming incoming = ready.incoming();
        SourceRef primary = source(ready, rawId, SourceRef.SourceRole.SUPPLEMENT);
        SourceRef source = new SourceRef(
                primary.connector(),
                primary.system(),
                primary.externalNo() + "#" + ready.digest().substring(0, 8),
                SourceRef.SourceRole.SUPPLEMENT,
                primary.receivedAt(),
                rawId,
                primary.charset(),
                primary.declaredInner(),
                null);
        Matter matter = ready.prepared().matter();
        Command.AddToCase command =
                new Command.AddToCase(source, matter.title() + "\n" + matter.content(), matter.attachments());
        Decision decision = desk.decide(entry, number, instruction(incoming, command, incoming.at(), rawId));
        CaseFile file = decision instanceof Decision.Done done
                ? done.file()
                : CaseDesk.load(entry, number).orElseThrow();
        Receipt receipt = Receipt.taken(
                        "SUPPLEMENT", number.value(), file.state().published(), "同一编号的内容有变化,已作为补充登记")
                .withMessageId(rawId);
        return keep(
                entry,
                incoming,
                changed(ready),
                ready.digest(),
                rawId,
                InboxOutcome.SUPPLEMENT,
                number.value(),
                receipt,
                null);
    }

    private static SourceRef source(Ready ready, String rawId, SourceRef.SourceRole role) {
        Incoming incoming = ready.incoming();
        return new SourceRef(
                incoming.entrance().connector(),
                incoming.sender(),
                Objects.requireNonNull(ready.prepared().cleaned().externalNo()),
                role,
                incoming.at(),
                rawId,
                ready.message().charset(),
                ready.message().declaredInner(),
                null);
    }

    // ---- events of channels and outcomes of departments

    private Receipt event(Entry entry, Incoming incoming, Understood message, SealedRaw raw) {
        if (message.kind().equals("echo")) {
            return echo(
                    entry,
                    incoming,
                    message,
                    raw,
                    caseOf(entry, incoming, message).orElse(null));
        }
        InboxKey key = new InboxKey(incoming.sender(), eventKey(incoming, message));
        String digest = message.digest();
        Optional<InboxEntry> before = entry.inbox().find(key);
        if (before.isPresent() && !incoming.isReleaseOf(before.get())) {
            boolean same = before.get().message().contentDigest().equals(digest);
            if (same) {
                return answer(before.get());
            }
            key = new InboxKey(key.sender(), key.idempotencyKey() + "#" + digest);
            Optional<InboxEntry> variant = entry.inbox().find(key);
            if (variant.isPresent()) {
                return answer(variant.get());
            }
        }
        String rawId = incoming.rawId(entry, raw);
        try {
            return incoming.entrance().department() == null
                    ? channelEvent(entry, incoming, message, key, digest, rawId)
                    : outcome(entry, incoming, message, key, digest, rawId);
        } catch (Unusable e) {
            Receipt receipt = new Receipt(
                    e.code(), "QUARANTINED", null, null, e.field(), e.getMessage(), rawId, null, null, null);
            return keep(entry, incoming, key, digest, rawId, InboxOutcome.QUARANTINED, null, receipt, e.getMessage());
        }
    }

    /** What makes the same event the same again (reference §4.8). */
    private static String eventKey(Incoming incoming, Understood message) {
        if (message.isUnknown()) {
            return "digest:" + incoming.digest();
        }
        String about = Objects.requireNonNullElse(
                message.text("taskNo"),
                Objects.requireNonNullElse(message.text("externalNo"), String.valueOf(message.text("caseNo"))));
        String number = message.text("eventNo");
        return "event:%s:%s:%s".formatted(about, message.kind(), number == null ? message.digest() : number);
    }

    private Receipt channelEvent(
            Entry entry, Incoming incoming, Understood message, InboxKey key, String digest, String rawId)
            throws Unusable {
        if (!ChannelEvents.isOne(message.kind())) {
            throw Unusable.unknown(message);
        }
        CaseNumber number = caseOf(entry, incoming, message)
                .orElseThrow(() -> new Unusable(
                        "CASE_UNKNOWN",
                        message.fieldNames().apply(message.text("caseNo") == null ? "externalNo" : "caseNo"),
                        "查无对应办件,已留待人工处理;若工单稍后到达可再放行"));
        CaseFile file = following(entry, number);
        Instant at = DepartmentOutcomes.time(message, "time", incoming.at()).orElse(incoming.at());
        SourceRef source = new SourceRef(
                incoming.entrance().connector(),
                incoming.sender(),
                Objects.requireNonNullElse(
                                message.text("externalNo"), file.number().value()) + "#"
                        + Sm3.hex(key.idempotencyKey()).substring(0, 8),
                SourceRef.SourceRole.SUPPLEMENT,
                incoming.at(),
                rawId,
                message.charset(),
                message.declaredInner(),
                null);
        Command command = events.read(message, file, source, at);
        Decision decision = desk.decide(entry, file, instruction(incoming, command, at, rawId));
        String text = message.kind().equals("supplement") ? null : DepartmentOutcomes.clean(message, "text");
        if (text != null && message.kind().equals("visit")) {
            desk.decide(
                    entry,
                    file.number(),
                    instruction(
                            incoming,
                            new Command.AddToCase(source, text, DepartmentOutcomes.attachments(message)),
                            at,
                            rawId));
        }
        return settled(entry, incoming, key, digest, rawId, file.number(), decision);
    }

    private static Optional<CaseNumber> caseOf(Entry entry, Incoming incoming, Understood message) {
        String own = message.text("caseNo");
        if (own != null && CaseNumber.isValid(own)) {
            return Optional.of(new CaseNumber(own))
                    .filter(number -> entry.cases().load(number).isPresent());
        }
        String external = message.text("externalNo");
        return external == null
                ? Optional.empty()
                : entry.cases().byReference(incoming.sender(), external).map(CaseReference::caseNo);
    }

    /** What is said of a merged case is said of the one it was merged into. */
    private static CaseFile following(Entry entry, CaseNumber number) {
        CaseFile file = CaseDesk.load(entry, number).orElseThrow();
        CaseNumber into = file.progress().mergedInto();
        return into == null ? file : following(entry, into);
    }

    private Receipt outcome(
            Entry entry, Incoming incoming, Understood message, InboxKey key, String digest, String rawId)
            throws Unusable {
        if (message.kind().equals("stated")) {
            return stated(entry, incoming, message, key, digest, rawId);
        }
        DepartmentOutcomes.Reported reported = DepartmentOutcomes.read(message, incoming.at());
        CaseNumber number = reported.task().caseNumber();
        CaseFile file = CaseDesk.load(entry, number)
                .orElseThrow(
                        () -> new Unusable("TASK_UNKNOWN", message.fieldNames().apply("taskNo"), "查无此任务,请核对任务号"));
        OutcomeQuality quality = OutcomeQuality.of(message, reported, file, incoming.at());
        boolean own = file.assignment(reported.task())
                .map(task -> task.dept().equals(incoming.actor().id()))
                .orElse(false);
        if (own && !quality.notes().isEmpty()) {
            Command note = new Command.NoteQuality(quality.notes());
            desk.decide(entry, number, instruction(incoming, note, incoming.at(), rawId));
        }
        Decision decision = desk.decide(entry, number, instruction(incoming, reported.command(), quality.at(), rawId));
        return settled(entry, incoming, key, digest, rawId, number, decision);
    }

    /** A line of the department's list of its tasks: nothing happens to the case, the page shows what differs. */
    private static Receipt stated(
            Entry entry, Incoming incoming, Understood message, InboxKey key, String digest, String rawId)
            throws Unusable {
        StatedTask task = DepartmentOutcomes.stated(message, incoming.entrance().connector(), incoming.at(), rawId);
        entry.statedTasks().state(task);
        entry.statedTasks()
                .forgetBefore(
                        task.connector(),
                        LocalDate.parse(task.day()).minusDays(LISTS_KEPT).toString());
        Receipt receipt = Receipt.taken("STATED", null, null, "已记入%s的对账".formatted(task.day()))
                .withMessageId(rawId);
        return keep(entry, incoming, key, digest, rawId, InboxOutcome.STATED, null, receipt, null);
    }

    private static Instruction instruction(Incoming incoming, Command command, Instant at, String rawId) {
        return new Instruction(command, incoming.actor(), at, incoming.at(), rawId);
    }

    private Receipt settled(
            Entry entry,
            Incoming incoming,
            InboxKey key,
            String digest,
            String rawId,
            CaseNumber number,
            Decision decision) {
        if (decision instanceof Decision.Refused refused) {
            Receipt receipt = Receipt.refused(
                            refused.code(), incoming.entrance().fieldNames().apply(refused.field()), refused.message())
                    .withMessageId(rawId);
            return keep(entry, incoming, key, digest, rawId, InboxOutcome.REFUSED, number.value(), receipt, null);
        }
        CaseFile file = decision instanceof Decision.Done done ? done.file() : ((Decision.AlreadyDone) decision).file();
        String said = decision instanceof Decision.AlreadyDone already
                ? already.why()
                : "已登记,办件" + file.state().chinese();
        Receipt receipt = Receipt.taken("EVENT", number.value(), file.state().published(), said)
                .withMessageId(rawId);
        return keep(entry, incoming, key, digest, rawId, InboxOutcome.EVENT, number.value(), receipt, null);
    }

    // ---- inbox

    private Receipt quarantineWhole(Entry entry, Incoming incoming, SealedRaw raw, String reason) {
        String digest = incoming.digest();
        InboxKey key = new InboxKey(incoming.sender(), "digest:" + digest);
        Optional<InboxEntry> before = entry.inbox().find(key);
        if (before.isPresent() && !incoming.isReleaseOf(before.get())) {
            return answer(before.get());
        }
        String rawId = incoming.rawId(entry, raw);
        Receipt receipt =
                new Receipt("NOT_UNDERSTOOD", "QUARANTINED", null, null, null, reason, rawId, null, null, null);
        return keep(entry, incoming, key, digest, rawId, InboxOutcome.QUARANTINED, null, receipt, reason);
    }

    private static Receipt keep(
            Entry entry,
            Incoming incoming,
            InboxKey key,
            String digest,
            String rawId,
            InboxOutcome outcome,
            @Nullable String caseNo,
            Receipt receipt,
            @Nullable String reason) {
        Release releasing = incoming.releasing();
        if (releasing != null) {
            return release(entry, releasing, outcome, caseNo, receipt);
        }
        boolean added = entry.inbox()
                .add(new InboxMessage(key, digest, rawId, incoming.at(), outcome, caseNo, json(receipt), reason));
        if (!added) {
            throw new IllegalStateException("inbox key " + key + " was taken within the transaction");
        }
        return receipt;
    }

    private static Receipt release(
            Entry entry, Release releasing, InboxOutcome outcome, @Nullable String caseNo, Receipt receipt) {
        if (outcome == InboxOutcome.QUARANTINED) {
            throw new StillQuarantined(receipt);
        }
        InboxEntry.Mending mending = new InboxEntry.Mending(releasing.by(), releasing.at(), releasing.how());
        if (!entry.inbox().release(releasing.entry().id(), outcome, caseNo, json(receipt), mending)) {
            throw new IllegalStateException("message " + releasing.entry().id() + " left quarantine meanwhile");
        }
        return receipt;
    }

    private static String json(Receipt receipt) {
        try {
            return Reading.JSON.writeValueAsString(receipt);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Receipt answer(InboxEntry entry) {
        try {
            return Reading.JSON.readValue(entry.message().answer().getBytes(StandardCharsets.UTF_8), Receipt.class);
        } catch (java.io.IOException e) {
            throw new IllegalStateException("收据无法读出", e);
        }
    }
}

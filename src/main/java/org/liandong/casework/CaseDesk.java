package org.liandong.casework;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Assignment;
import org.liandong.cases.CaseFile;
import org.liandong.cases.CaseLifecycle;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Decision;
import org.liandong.cases.Instruction;
import org.liandong.cases.Location;
import org.liandong.cases.Matter;
import org.liandong.cases.Step;
import org.liandong.ledger.CaseReference;
import org.liandong.ledger.CaseRow;
import org.liandong.ledger.Entry;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.View;

/** Where commands are decided and written down. Safe for any thread. */
public final class CaseDesk {
    private final Ledger ledger;
    private final Letters letters;
    private final FollowUps followUps;
    private final Agenda agenda;
    private final Discretion discretion;
    private final Clock clock;

    public CaseDesk(
            Ledger ledger, Letters letters, FollowUps followUps, Agenda agenda, Discretion discretion, Clock clock) {
        this.ledger = ledger;
        this.letters = letters;
        this.followUps = followUps;
        this.agenda = agenda;
        this.discretion = discretion;
        this.clock = clock;
    }

    /** Decides in a transaction of its own; answered after the commit. */
    public CompletableFuture<Decision> submit(CaseNumber number, Instruction instruction) {
        return ledger.write(entry -> decide(entry, number, instruction));
    }

    public Instant now() {
        return clock.instant();
    }

    public static Optional<CaseFile> load(View view, CaseNumber number) {
        return view.cases().load(number).map(row -> RecentFiles.read(row.doc()));
    }

    /**
     * Decides inside the caller's transaction and writes all that follows. What the hub itself does next by rule (see {@link
     * FollowUps}) is decided in the same transaction. Whom the case knows is hidden in what is said of it.
     */
    public Decision decide(Entry entry, CaseNumber number, Instruction instruction) {
        return decide(entry, load(entry, number).orElse(null), instruction);
    }

    /**
     * The same for a case that the caller has loaded in this transaction and not changed since.
     *
     * @param before null if there is no case yet
     */
    public Decision decide(Entry entry, @Nullable CaseFile before, Instruction instruction) {
        // a report names nobody but its own asker, and was cleaned knowing him
        return before == null
                ? settle(entry, null, instruction)
                : settle(entry, before, instruction.reworded(discretion.about(before, entry)));
    }

    private Decision settle(Entry entry, @Nullable CaseFile before, Instruction instruction) {
        Decision decision = CaseLifecycle.decide(before, instruction);
        if (!(decision instanceof Decision.Done done)) {
            return decision;
        }
        write(entry, before, done, instruction);
        CaseFile file = done.file();
        for (Step step : done.steps()) {
            for (Instruction next : followUps.after(step, file, instruction.receivedAt())) {
                if (settle(entry, file, next) instanceof Decision.Done more) {
                    file = more.file();
                }
            }
        }
        return new Decision.Done(file, done.steps());
    }

    private void write(Entry entry, @Nullable CaseFile before, Decision.Done done, Instruction instruction) {
        CaseFile file = done.file();
        long version = before == null ? 0 : before.version();
        entry.cases().store(row(file, instruction.receivedAt()), version);
        refer(entry, before, file);
        long seq = version;
        List<CaseNumber> merged = merged(entry, file);
        for (Step step : done.steps()) {
            seq++;
            entry.trace().append(Stages.of(step, file, seq, instruction));
            Flow.of(step).forEach(flow -> entry.tallies().count(file.number(), flow.tally()));
            for (Letters.Letter letter : letters.arising(step, file, seq)) {
                entry.outbox().add(letter.receiver(), file.number(), letter.operation(), letter.payload(), merged);
            }
        }
    }

    /** Whoever asked in one of these knows it by what he was told so far; what he is told of this case comes behind that. */
    private static List<CaseNumber> merged(Entry entry, CaseFile file) {
        return file.sources().stream()
                .filter(source -> source.merge() != null)
                .flatMap(source -> entry.cases().byReference(source.system(), source.externalNo()).stream())
                .map(CaseReference::caseNo)
                .distinct()
                .toList();
    }

    /** Makes the case findable by every number it came with and every task it went out as. */
    private static void refer(Entry entry, @Nullable CaseFile before, CaseFile file) {
        long old = before == null ? 0 : before.sources().size();
        file.sources().stream().skip(old).forEach(source -> {
            if (source.merge() == null) {
                entry.cases()
                        .addReference(new CaseReference(
                                source.system(),
                                source.externalNo(),
                                file.number(),
                                CaseReference.Role.valueOf(source.role().name()),
                                source.connector()));
            }
        });
        for (Assignment one : file.assignments()) {
            String foreign = one.foreignNo();
            boolean known = before != null
                    && before.assignment(one.task()).map(Assignment::foreignNo).isPresent();
            if (foreign != null && !known) {
                entry.cases()
                        .addReference(new CaseReference(
                                one.dept(), foreign, file.number(), CaseReference.Role.TASK, one.dept()));
            }
        }
    }

    private static CaseRow.Place place(Location location) {
        return new CaseRow.Place(
                location.street(), millionths(location.lng()), millionths(location.lat()), location.poi());
    }

    private static @Nullable Integer millionths(@Nullable BigDecimal degrees) {
        return degrees == null ? null : CaseRow.Place.millionths(degrees.doubleValue());
    }

    private CaseRow row(CaseFile file, Instant now) {
        Matter matter = file.matter();
        Matter.Item item = matter.item();
        CaseFile.Closing closing = file.closing();
        Instant due = file.lead()
                .filter(one -> one.doneAt() == null)
                .map(one -> one.dues().disposeDue())
                .orElse(null);
        return new CaseRow(
                file.number(),
                file.version(),
                file.state().name(),
                matter.channel(),
                item == null ? null : item.code(),
                place(matter.location()),
                file.lead().map(Assignment::dept).orElse(null),
                matter.urgency(),
                file.selfHandled(),
                new CaseRow.Times(
                        matter.times().reportedAt(),
                        matter.times().receivedAt(),
                        due,
                        agenda.next(file).orElse(null),
                        closing == null ? null : closing.at(),
                        now),
                RecentFiles.write(file));
    }
}

package org.liandong.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Actor;
import org.liandong.cases.CaseFile;
import org.liandong.cases.Command;
import org.liandong.cases.Dues;
import org.liandong.cases.Instruction;
import org.liandong.cases.TaskNumber;
import org.liandong.casework.CaseDesk;
import org.liandong.casework.Clocks;
import org.liandong.casework.Flow;
import org.liandong.ledger.Entry;
import org.liandong.ledger.OutboxMessage;

/** What a delivery means for the case: one more command. Runs inside the transaction that records the attempt. */
public final class Consequences {
    private final CaseDesk desk;
    private final Clocks clocks;
    private final Clock clock;

    public Consequences(CaseDesk desk, Clocks clocks, Clock clock) {
        this.desk = desk;
        this.clocks = clocks;
        this.clock = clock;
    }

    void delivered(Entry entry, OutboxMessage message, ObjectNode letter, @Nullable String foreignNo) {
        String task = Receiver.text(letter, "taskNo");
        if (task != null && message.operation().equals("DISPATCH")) {
            Instant now = clock.instant();
            // the clocks start at delivery, not at dispatch and not at signing (reference §4.4)
            CaseFile file = CaseDesk.load(entry, message.caseNo()).orElse(null);
            Dues restarted = file == null ? null : clocks.dues(file.matter(), now);
            desk.decide(
                    entry,
                    file,
                    instruction(message, new Command.ConfirmDelivery(new TaskNumber(task), foreignNo, restarted), now));
        } else if (message.operation().equals("STATUS") && Flow.tellsTheEnd(letter.toString())) {
            entry.tallies().count(message.caseNo(), Flow.FED_BACK.tally());
        }
    }

    void unknown(Entry entry, OutboxMessage message, ObjectNode letter, String detail) {
        trouble(entry, message, letter, true, detail);
    }

    void failed(Entry entry, OutboxMessage message, ObjectNode letter, String reason) {
        entry.tallies().count(message.caseNo(), Flow.FAILED.tally());
        trouble(entry, message, letter, false, reason);
    }

    private void trouble(Entry entry, OutboxMessage message, ObjectNode letter, boolean unknown, String detail) {
        String task = Receiver.text(letter, "taskNo");
        if (task != null && message.operation().equals("DISPATCH")) {
            Command trouble = new Command.NoteDeliveryTrouble(new TaskNumber(task), unknown, detail);
            desk.decide(entry, message.caseNo(), instruction(message, trouble, clock.instant()));
        }
    }

    private static Instruction instruction(OutboxMessage message, Command command, Instant now) {
        return new Instruction(command, Actor.HUB, now, now, "outbox/" + message.id());
    }
}

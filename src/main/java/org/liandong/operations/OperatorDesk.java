package org.liandong.operations;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.liandong.cases.Actor;
import org.liandong.cases.CaseEvent;
import org.liandong.cases.CaseFile;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Command;
import org.liandong.cases.Decision;
import org.liandong.cases.Instruction;
import org.liandong.cases.TaskNumber;
import org.liandong.casework.CaseDesk;
import org.liandong.casework.Letters;
import org.liandong.ledger.Entry;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.OutboxMessage;

/** Gives an operator's command to the case and waits for the commit. Safe for any thread. */
final class OperatorDesk {
    /** Why a letter was given up whose task somebody told by telephone. */
    static final String PHONED = "已由坐席电话派遣";

    private final Ledger ledger;
    private final CaseDesk desk;
    private final CommandMaker maker;
    private final Merging merging;

    OperatorDesk(Ledger ledger, CaseDesk desk, CommandMaker maker, Merging merging) {
        this.ledger = ledger;
        this.desk = desk;
        this.maker = maker;
        this.merging = merging;
    }

    /**
     * Decided on the case as it is inside the write, so that two operators at once never decide on the same old state.
     *
     * @throws CaseUnknown if no case has the number
     * @throws org.liandong.ledger.LedgerUnavailable if the ledger cannot confirm the write
     */
    Decision give(CaseNumber number, OperatorCommand given, String person) {
        Instant now = desk.now();
        String message = "operator:" + UUID.randomUUID();
        try {
            return ledger.write(entry -> decide(entry, number, given, person, now, message))
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException reason) {
                throw reason;
            }
            throw e;
        }
    }

    private Decision decide(
            Entry entry, CaseNumber number, OperatorCommand given, String person, Instant now, String message) {
        CaseFile file = CaseDesk.load(entry, number).orElseThrow(() -> new CaseUnknown(number.value()));
        Actor actor = Actor.person(person);
        if (given instanceof OperatorCommand.Merge merge) {
            return merging.merge(entry, file, merge.into(), command -> instruction(command, actor, now, message));
        }
        try {
            Command command = maker.make(given, file, entry, now, person);
            Decision decision = desk.decide(entry, number, instruction(command, actor, now, message));
            if (given instanceof OperatorCommand.Phone phone && !(decision instanceof Decision.Refused)) {
                settleLetters(entry, file, phone.taskNo());
            }
            return decision;
        } catch (CommandMaker.Unfit unfit) {
            return new Decision.Refused(unfit.code(), unfit.field(), String.valueOf(unfit.getMessage()));
        }
    }

    /** What was said by telephone need not go out any more. */
    private static void settleLetters(Entry entry, CaseFile file, TaskNumber task) {
        file.assignment(task).ifPresent(one -> {
            String receiver = Letters.department(one.dept());
            for (OutboxMessage letter : entry.outbox().ofCase(file.number())) {
                if (letter.receiver().equals(receiver) && !letter.state().isSettled()) {
                    entry.deliveries().bury(letter.id(), "电话派遣");
                    entry.deliveries().giveUp(letter.id(), PHONED);
                }
            }
        });
    }

    private static Instruction instruction(Command command, Actor actor, Instant now, String message) {
        return new Instruction(command, actor, now, now, message);
    }

    /** What was done, for people. */
    static String said(Decision.Done done) {
        String noted = done.steps().stream()
                .map(step -> step.event() instanceof CaseEvent.NotedOnly only ? only.why() : "")
                .filter(why -> !why.isEmpty())
                .collect(Collectors.joining(";"));
        return noted.isEmpty() ? "已办理,办件现为" + done.file().state().chinese() : noted;
    }
}

package org.liandong.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Level;
import org.liandong.cases.TaskNumber;

/**
 * One step of a case as it must stay on record (留痕, reference §1.5, §4.1). May name officials, never citizens: those are
 * in the {@link PersonVault}, so that erasing them leaves the chain whole.
 *
 * @param caseSeq number of the step within its case, unique there
 * @param stage stage code
 * @param actionTime 办理时间, as the actor says; {@code receivedAt} is when the hub learned of it
 * @param implied whether the hub inferred the step from a later one
 * @param sourceMessage id of the raw message or of the operator's command it came from
 * @param event the event itself, JSON
 */
public record StageRecord(
        CaseNumber caseNo,
        long caseSeq,
        @Nullable TaskNumber taskNo,
        String stage,
        String action,
        Handling handling,
        Instant actionTime,
        Instant receivedAt,
        Actor actor,
        @Nullable Level level,
        Move move,
        boolean implied,
        @Nullable String sourceMessage,
        String event) {

    /**
     * The five things the seed demands at every link, the time excepted.
     *
     * @param leadDept 主办部门
     * @param handler 办理人员
     * @param opinion 办理意见
     * @param evaluation 评价反馈
     */
    public record Handling(
            @Nullable String leadDept,
            @Nullable String handler,
            @Nullable String opinion,
            @Nullable String evaluation) {
        public static final Handling NONE = new Handling(null, null, null, null);
    }

    /**
     * Who did it.
     *
     * @param type system, person, dept or resident
     */
    public record Actor(String type, String id) {}

    /** From which state to which. */
    public record Move(@Nullable String from, @Nullable String to) {
        public static final Move NONE = new Move(null, null);
    }
}

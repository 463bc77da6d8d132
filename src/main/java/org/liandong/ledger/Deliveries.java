package org.liandong.ledger;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records every attempt before and after the call, and keeps the order: a message goes only when all earlier ones of its
 * case to its receiver are settled, and of the cases that its own continues. Others are parked and handed to the broker anew
 * when their turn comes.
 */
public final class Deliveries extends DeliveriesView {
    private final Heads heads;

    Deliveries(Sql sql, Heads heads) {
        super(sql);
        this.heads = heads;
    }

    /**
     * Asks for the message's turn and, if it has it, records that an attempt starts. To be committed before the call.
     *
     * @throws IllegalArgumentException if there is no such message
     */
    public Turn begin(long outboxId, Instant at) {
        OutboxMessage message = message(outboxId);
        if (message.state().isSettled() || message.state() == DeliveryState.DEAD) {
            return new Turn.Over(message.state());
        }
        if (isHeldBack(message) || isBehindAnother(message)) {
            sql.update("UPDATE outbox SET parked = 1 WHERE id = ?", outboxId);
            return new Turn.Parked();
        }
        Optional<Attempt> last = lastAttempt(outboxId);
        boolean open = last.isPresent()
                && (last.get().outcome() == AttemptOutcome.STARTED || last.get().outcome() == AttemptOutcome.UNKNOWN);
        if (open) {
            Attempt doubtful = last.get();
            end(outboxId, doubtful.attemptNo(), AttemptOutcome.UNKNOWN, doubtful.detail(), doubtful.foreignNo(), at);
            return new Turn.InDoubt(lastAttempt(outboxId).orElse(doubtful));
        }
        return new Turn.Go(start(outboxId, last, at));
    }

    /**
     * Starts a further attempt although the one before is in doubt: only where the receiver recognises a repetition.
     *
     * @return number of the attempt
     */
    public int beginAgain(long outboxId, Instant at) {
        OutboxMessage message = message(outboxId);
        if (message.state() != DeliveryState.IN_DOUBT) {
            throw new IllegalStateException(
                    "消息%d不在核对中(%s), 不能直接重发".formatted(outboxId, message.state().chinese()));
        }
        return start(outboxId, lastAttempt(outboxId), at);
    }

    /**
     * Records how an attempt ended, or what a look-up has found out about one in doubt.
     *
     * @return the next message of the case and receiver, if it was parked and may go now
     * @throws IllegalStateException if the attempt is unknown or its end is known already
     */
    public Optional<OutboxMessage> end(
            long outboxId,
            int attemptNo,
            AttemptOutcome outcome,
            @Nullable String detail,
            @Nullable String foreignNo,
            Instant at) {
        int ended = sql.update(
                "UPDATE delivery_attempt SET outcome = ?, detail = ?, foreign_no = ?, ended_at = ?"
                        + " WHERE outbox_id = ? AND attempt_no = ? AND outcome IN ('STARTED', 'UNKNOWN')",
                outcome,
                detail,
                foreignNo,
                at,
                outboxId,
                attemptNo);
        if (ended == 0) {
            throw new IllegalStateException("消息%d第%d次投递已有结果或不存在, 不能再记%s".formatted(outboxId, attemptNo, outcome));
        }
        return switch (outcome) {
            case DELIVERED -> settle(message(outboxId), DeliveryState.DONE, null);
            case REFUSED -> settle(message(outboxId), DeliveryState.REFUSED, detail);
            case FAILED -> reopen(outboxId, DeliveryState.PENDING);
            case UNKNOWN -> reopen(outboxId, DeliveryState.IN_DOUBT);
            case STARTED -> throw new IllegalArgumentException("STARTED不是投递结果");
        };
    }

    /** The message went by that version of its receiver's connector, and later ones about the case follow it. */
    public void wentBy(long outboxId, String version) {
        sql.update("UPDATE outbox SET version = ? WHERE id = ?", version, outboxId);
    }

    /** Lets an unsettled message go to the broker anew, not before that moment. */
    public void postpone(long outboxId, Instant until) {
        sql.update(
                "UPDATE outbox SET sent_at = NULL, parked = 0, round = round + 1, next_at = ? WHERE id = ? AND "
                        + OutboxView.OPEN,
                until,
                outboxId);
    }

    /** No attempt is left: a person must decide. */
    public void bury(long outboxId, String reason) {
        sql.update(
                "UPDATE outbox SET state = 'DEAD', reason = ? WHERE id = ? AND " + OutboxView.OPEN, reason, outboxId);
    }

    /**
     * Hands a dead message to the broker anew, for the version of the connector that is at work.
     *
     * @return false if it is not dead
     */
    public boolean revive(long outboxId) {
        return sql.update(
                        "UPDATE outbox SET state = 'PENDING', reason = NULL, sent_at = NULL, parked = 0, version = '',"
                                + " round = round + 1 WHERE id = ? AND state = 'DEAD'",
                        outboxId)
                > 0;
    }

    /** A person gives a dead message up, so that the later ones may go. */
    public Optional<OutboxMessage> giveUp(long outboxId, String reason) {
        OutboxMessage message = message(outboxId);
        if (message.state() != DeliveryState.DEAD) {
            throw new IllegalStateException("消息%d不是投递失败待处理(%s), 不能放弃"
                    .formatted(outboxId, message.state().chinese()));
        }
        return settle(message, DeliveryState.REFUSED, reason);
    }

    /** There is evidence that the receiver has a message that was in doubt or dead. */
    public Optional<OutboxMessage> settleByHand(long outboxId, String evidence) {
        OutboxMessage message = message(outboxId);
        if (message.state() != DeliveryState.DEAD && message.state() != DeliveryState.IN_DOUBT) {
            throw new IllegalStateException("消息%d既没有投递失败,也不在核对中(%s), 不能人工办结"
                    .formatted(outboxId, message.state().chinese()));
        }
        return settle(message, DeliveryState.DONE, evidence);
    }

    private boolean isHeldBack(OutboxMessage message) {
        return new RoutesView(sql)
                .hold(message.receiver())
                .filter(hold -> hold.isOn() && message.id() > hold.afterId())
                .isPresent();
    }

    private boolean isBehindAnother(OutboxMessage message) {
        return firstOpen(message.caseNo(), message.receiver())
                        .filter(first -> first.seq() < message.seq())
                        .isPresent()
                || sql.first(
                                "SELECT behind_id FROM outbox_behind JOIN outbox ON id = behind_id WHERE outbox_id = ? AND "
                                        + OutboxView.OPEN + " LIMIT 1",
                                row -> row.getLong(1),
                                message.id())
                        .isPresent();
    }

    private int start(long outboxId, Optional<Attempt> last, Instant at) {
        int attemptNo = last.map(Attempt::attemptNo).orElse(0) + 1;
        sql.update(
                "INSERT INTO delivery_attempt (outbox_id, attempt_no, started_at, outcome) VALUES (?, ?, ?, 'STARTED')",
                outboxId,
                attemptNo,
                at);
        return attemptNo;
    }

    private Optional<OutboxMessage> reopen(long outboxId, DeliveryState state) {
        sql.update("UPDATE outbox SET state = ? WHERE id = ? AND " + OutboxView.OPEN, state, outboxId);
        return Optional.empty();
    }

    private Optional<OutboxMessage> settle(OutboxMessage message, DeliveryState state, @Nullable String reason) {
        int settled = sql.update(
                "UPDATE outbox SET state = ?, reason = ?, parked = 0 WHERE id = ? AND " + OutboxView.OPEN,
                state,
                reason,
                message.id());
        if (settled == 0) {
            return Optional.empty();
        }
        heads.count(message.caseNo(), Tally.backlog(message.receiver()), -1);
        sql.update(
                "UPDATE outbox SET parked = 0, sent_at = NULL, round = round + 1 WHERE parked = 1 AND id IN"
                        + " (SELECT outbox_id FROM outbox_behind WHERE behind_id = ?)",
                message.id());
        return firstOpen(message.caseNo(), message.receiver())
                .filter(OutboxMessage::parked)
                .map(next -> {
                    sql.update(
                            "UPDATE outbox SET parked = 0, sent_at = NULL, round = round + 1 WHERE id = ?", next.id());
                    return message(next.id());
                });
    }

    private OutboxMessage message(long outboxId) {
        return sql.first(OutboxView.SELECT + "WHERE id = ?", OutboxView::message, outboxId)
                .orElseThrow(() -> new IllegalArgumentException("没有这条待发消息: " + outboxId));
    }
}

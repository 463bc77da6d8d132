package org.liandong.operations;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseNumber;
import org.liandong.casework.Letters;
import org.liandong.ledger.Attempt;
import org.liandong.ledger.DeliveryState;
import org.liandong.ledger.OutboxMessage;
import org.liandong.ledger.View;

/**
 * Something sent to a department, a channel or evaluation, and whether it arrived.
 *
 * @param kind done, works, waits or ended, for the mark besides the word
 * @param reason why it was refused, failed or is in doubt
 */
record DeliveryLine(
        long id,
        String receiver,
        String what,
        Moment written,
        String state,
        String kind,
        int attempts,
        @Nullable String reason) {

    private static final String DEPARTMENT = "dept.";
    private static final String CHANNEL = "channel.";
    static final Map<String, String> OPERATIONS = Map.of(
            "DISPATCH", "派遣",
            "REDO", "重办",
            "URGE", "催办",
            "SUPPLEMENT", "补充内容",
            "RECALL", "撤回",
            "RETURN", "退单审核结果",
            "EXTENSION", "延期审核结果",
            "SUSPENSION", "挂账审核结果",
            "STATUS", "进展回告",
            "CLOSING", "结案报送");

    /** All that was to be sent about the case, in the order it was written. */
    static List<DeliveryLine> of(View view, CaseNumber number, UnitNames units, Instant now) {
        return view.outbox().ofCase(number).stream()
                .map(message -> line(message, view.deliveries().attempts(message.id()), units, now))
                .toList();
    }

    private static DeliveryLine line(OutboxMessage message, List<Attempt> attempts, UnitNames units, Instant now) {
        String lastSaid =
                attempts.isEmpty() ? null : attempts.get(attempts.size() - 1).detail();
        String reason =
                message.state() == DeliveryState.DONE ? null : message.reason() == null ? lastSaid : message.reason();
        return new DeliveryLine(
                message.id(),
                receiver(message.receiver(), units),
                OPERATIONS.getOrDefault(message.operation(), message.operation()),
                Moment.of(message.createdAt(), now),
                message.parked() ? "等前一条送达" : message.state().chinese(),
                kind(message.state()),
                attempts.size(),
                Redaction.orNull(reason));
    }

    static String receiver(String receiver, UnitNames units) {
        if (receiver.startsWith(DEPARTMENT)) {
            return units.name(receiver.substring(DEPARTMENT.length()));
        }
        if (receiver.startsWith(CHANNEL)) {
            return "渠道" + receiver.substring(CHANNEL.length());
        }
        return receiver.equals(Letters.EVALUATION) ? "考评" : receiver;
    }

    private static String kind(DeliveryState state) {
        return switch (state) {
            case DONE -> "done";
            case PENDING -> "works";
            case IN_DOUBT -> "waits";
            case REFUSED, DEAD -> "ended";
        };
    }
}

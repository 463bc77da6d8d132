package org.liandong.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the sender is told, in the same call and only after the commit (contracts/receipt.schema.json).
 *
 * @param code {@code 0} when the message was taken; otherwise what is wrong with it, for machines: it was refused, or is
 *     kept until a person mends it, as outcome tells
 * @param outcome what became of it
 * @param field what in the message is wrong, in the sender's own words
 * @param message for people, in Chinese
 * @param messageId the hub's number of the message as received
 * @param trackingCode by which whoever asked follows the case; only for a new case
 * @param items one receipt for each item of a batch
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Receipt(
        String code,
        @Nullable String outcome,
        @Nullable String caseNo,
        @Nullable String state,
        @Nullable String field,
        @Nullable String message,
        @Nullable String messageId,
        @Nullable String itemNo,
        @Nullable String trackingCode,
        @Nullable List<Receipt> items) {

    static Receipt taken(String outcome, @Nullable String caseNo, @Nullable String state, String message) {
        return new Receipt("0", outcome, caseNo, state, null, message, null, null, null, null);
    }

    /** @param field null if no field of the message is to blame */
    static Receipt refused(String code, @Nullable String field, String message) {
        return new Receipt(code, "REFUSED", null, null, field, message, null, null, null, null);
    }

    Receipt withMessageId(@Nullable String id) {
        return new Receipt(code, outcome, caseNo, state, field, message, id, itemNo, trackingCode, items);
    }

    Receipt withTrackingCode(String given) {
        return new Receipt(code, outcome, caseNo, state, field, message, messageId, itemNo, given, items);
    }

    Receipt withItemNo(String no) {
        return new Receipt(code, outcome, caseNo, state, field, message, messageId, no, trackingCode, items);
    }

    Receipt withOutcome(String other, String said) {
        return new Receipt(code, other, caseNo, state, field, said, messageId, itemNo, trackingCode, items);
    }

    static Receipt batch(List<Receipt> items) {
        return new Receipt("0", "BATCH", null, null, null, "共%d条".formatted(items.size()), null, null, null, items);
    }
}

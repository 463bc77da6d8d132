package org.liandong.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseNumber;

/**
 * A canary (探测件): a case that the hub makes itself, sends in as the channel would, and expects back.
 *
 * @param number the channel's number for it, which nobody can guess
 * @param channel name of the channel's connector
 * @param sender in whose name it comes
 * @param department code of the department that it goes to
 * @param item code of the work item
 * @param caseNo null until the hub has taken it in
 * @param reached when it came to each place; null for those it has not come to
 * @param endedAt when it was back, or given up
 * @param trouble why it was given up; null if it came back, or is under way
 */
public record Canary(
        String number,
        String channel,
        String sender,
        String department,
        String item,
        @Nullable CaseNumber caseNo,
        Reached reached,
        @Nullable Instant endedAt,
        @Nullable String trouble) {
    /** What the numbers begin with. */
    public static final String PREFIX = "LDTC";

    /** The places on its way, in order. */
    public enum Stage {
        /** The hub has taken it in. */
        ENTERED,
        /** The department's system has taken the task. */
        DELIVERED,
        /** The department has answered as far as its system does by itself. */
        ANSWERED,
        /** The channel has been told of the end. */
        TOLD
    }

    /** Times of its way. */
    public record Reached(
            Instant sentAt,
            @Nullable Instant enteredAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant answeredAt,
            @Nullable Instant toldAt) {

        public Optional<Instant> at(Stage stage) {
            return Optional.ofNullable(
                    switch (stage) {
                        case ENTERED -> enteredAt;
                        case DELIVERED -> deliveredAt;
                        case ANSWERED -> answeredAt;
                        case TOLD -> toldAt;
                    });
        }
    }

    /** The same, further on its way; what is known already stays. */
    public Canary reached(@Nullable Instant deliveredAt, @Nullable Instant answeredAt, @Nullable Instant toldAt) {
        Reached further = new Reached(
                reached.sentAt(),
                reached.enteredAt(),
                reached.deliveredAt() == null ? deliveredAt : reached.deliveredAt(),
                reached.answeredAt() == null ? answeredAt : reached.answeredAt(),
                reached.toldAt() == null ? toldAt : reached.toldAt());
        return new Canary(number, channel, sender, department, item, caseNo, further, endedAt, trouble);
    }

    /** How long it has been under way, or was: to the last place that it came to. */
    public Duration took() {
        Instant last = Stream.of(reached.toldAt(), reached.answeredAt(), reached.deliveredAt(), reached.enteredAt())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(reached.sentAt());
        return Duration.between(reached.sentAt(), last);
    }

    public boolean isUnderWay() {
        return endedAt == null;
    }

    /** Whether it was given up. */
    public boolean isLost() {
        return trouble != null;
    }
}

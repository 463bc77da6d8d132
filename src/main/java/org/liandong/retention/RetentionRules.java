package org.liandong.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.liandong.ledger.InboxOutcome;
import org.liandong.ledger.RetentionView.Old;
import org.liandong.ledger.RetentionView.OldLetter;

/**
 * How long what is kept. A duration of nought means for ever.
 *
 * @param messages the bytes of messages that came in and of letters that went out, from then on, and never before their case is
 *     closed
 * @param bySender other durations for some senders' messages, and for the letters to some receivers by their queue, for example
 *     {@code dept.CG}
 * @param photos photographs and other files, from when they came last and from when the last case with them was closed
 * @param digestsOnly receivers, by their queue, of whose letters and answers no text is kept at all, and senders whose messages are kept
 *     no longer than until they have been understood
 * @param persons who asked, from when the case was closed
 */
public record RetentionRules(
        Duration messages, Map<String, Duration> bySender, Duration persons, Duration photos, Set<String> digestsOnly) {
    public RetentionRules {
        bySender = Map.copyOf(bySender);
        digestsOnly = Set.copyOf(digestsOnly);
    }

    /**
     * Whether what goes to a receiver and what it answers, or what comes from a sender, is kept whole; if not, size and digest are.
     *
     * @param peer the receiver's queue or the sender's name
     */
    public boolean keepsTexts(String peer) {
        return !digestsOnly.contains(peer);
    }

    /** How long a sender's messages are kept. */
    public Duration messagesOf(String sender) {
        return bySender.getOrDefault(sender, messages);
    }

    /** Whether anything ever goes. */
    public boolean takeAnything() {
        return !messages.isZero()
                || !persons.isZero()
                || !photos.isZero()
                || bySender.values().stream().anyMatch(duration -> !duration.isZero());
    }

    /** The shortest time that any message is kept; nought if all are kept for ever. */
    Duration shortest() {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(messages), bySender.values().stream())
                .filter(duration -> !duration.isZero())
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** Whether the letter's time is over, held or not. */
    boolean isOver(OldLetter letter, Instant now) {
        Duration kept = messagesOf(letter.receiver());
        return !kept.isZero() && letter.lastAt().isBefore(now.minus(kept));
    }

    /** Whether the message's time is over, held or not. */
    boolean isOver(Old message, Instant now) {
        Duration kept = messagesOf(message.sender());
        return !kept.isZero()
                && message.rawId() != null
                // nobody has been able to read it yet
                && message.outcome() != InboxOutcome.QUARANTINED
                && message.receivedAt().isBefore(now.minus(kept))
                && (!message.hasCase() || message.closedAt() != null);
    }
}

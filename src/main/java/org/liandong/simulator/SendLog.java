package org.liandong.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The senders' own book: what was sent, how often, and what the hub said. Safe for use by many threads.
 */
public final class SendLog {

    /**
     * A message, its attempts and the hub's last word on it.
     *
     * @param push what was sent
     * @param attempts how many times
     * @param receipt the last word, {@link Receipt.Verdict#UNCLEAR} as long as there is none
     */
    public record Sent(Push push, int attempts, Receipt receipt) {}

    /**
     * A message that was answered twice, and not alike.
     *
     * @param first the verdict it got first
     * @param later another one that it got when it was sent again
     */
    public record Contradiction(Push push, Receipt first, Receipt later) {}

    private final Journal journal;
    private final Map<String, Sent> book = new LinkedHashMap<>();
    private final List<Contradiction> contradictions = new ArrayList<>();

    SendLog(Journal journal) {
        this.journal = journal;
    }

    synchronized void attempted(Push push, Receipt receipt) {
        Sent before = book.get(push.id());
        Sent now = new Sent(push, before == null ? 1 : before.attempts() + 1, receipt);
        // A verdict once given stands: a later time-out does not make the sender forget it.
        if (before != null && before.receipt().verdict() != Receipt.Verdict.UNCLEAR) {
            now = new Sent(push, now.attempts(), before.receipt());
            if (receipt.verdict() != Receipt.Verdict.UNCLEAR && !receipt.equals(before.receipt())) {
                contradictions.add(new Contradiction(push, before.receipt(), receipt));
            }
        }
        book.put(push.id(), now);
        journal.write(
                "sent",
                Map.of(
                        "id", push.id(),
                        "way", push.way().name(),
                        "externalNos", push.externalNos(),
                        "kind", push.kind().name(),
                        "attempts", now.attempts(),
                        "receipt", now.receipt()));
    }

    /** Everything that was sent at least once, in the order of the first attempt. */
    public synchronized List<Sent> sent() {
        return new ArrayList<>(book.values());
    }

    /** What the hub has taken over: it must never be lost. */
    public List<Sent> acknowledged() {
        return by(Receipt.Verdict.ACKNOWLEDGED);
    }

    /** What the hub would not take. */
    public List<Sent> refused() {
        return by(Receipt.Verdict.REFUSED);
    }

    /** What nobody knows about; the sender goes on sending it under the same number. */
    public List<Sent> unclear() {
        return by(Receipt.Verdict.UNCLEAR);
    }

    /** What the hub answered otherwise when it was sent again: it should never. */
    public synchronized List<Contradiction> contradictions() {
        return List.copyOf(contradictions);
    }

    private List<Sent> by(Receipt.Verdict verdict) {
        return sent().stream()
                .filter(sent -> sent.receipt().verdict() == verdict)
                .toList();
    }
}

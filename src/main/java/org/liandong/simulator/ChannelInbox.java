package org.liandong.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one channel was told about the cases it sent, as it arrived. An outcome that comes again under the same sequence
 * number counts as a repeat and changes nothing. Safe for use by many threads.
 */
public final class ChannelInbox {

    /**
     * One outcome as the channel received it.
     *
     * @param externalNo the channel's own number
     * @param caseNo the hub's case number
     * @param seq the hub's number of this outcome for this case and channel
     * @param status the channel's code
     * @param statusName the channel's word
     * @param content what is said to the citizen or the sender
     */
    public record Received(
            String externalNo, String caseNo, long seq, String status, String statusName, String content) {

        /** Whether the department is done; the channel's word for it is 办结 (reference §3.2). */
        boolean isDone() {
            return statusName.startsWith("办结") || status.equals("4");
        }
    }

    private final String channel;
    private final Journal journal;
    private final Map<String, Map<Long, Received>> received = new LinkedHashMap<>();
    private int repeats;

    ChannelInbox(String channel, Journal journal) {
        this.channel = channel;
        this.journal = journal;
        for (JsonNode line : journal.past()) {
            if (line.path("what").asText().equals("outcome")
                    && line.path("channel").asText().equals(channel)) {
                Received outcome = Journal.read(line.path("outcome"), Received.class);
                of(outcome.externalNo()).put(outcome.seq(), outcome);
            }
        }
    }

    private Map<Long, Received> of(String externalNo) {
        return received.computeIfAbsent(externalNo, number -> new LinkedHashMap<>());
    }

    /** Keeps an outcome. @return whether it is new */
    synchronized boolean keep(Received outcome) {
        Received before = of(outcome.externalNo()).putIfAbsent(outcome.seq(), outcome);
        if (before != null) {
            repeats++;
            return false;
        }
        journal.write("outcome", Map.of("channel", channel, "outcome", outcome));
        return true;
    }

    /** The outcomes for one of the channel's numbers, in the order in which they arrived. */
    public synchronized List<Received> outcomes(String externalNo) {
        return new ArrayList<>(received.getOrDefault(externalNo, Map.of()).values());
    }

    /** How many times the department was said to be done with one of the channel's numbers. */
    synchronized int timesDone(String externalNo) {
        return (int) outcomes(externalNo).stream().filter(Received::isDone).count();
    }

    /** The channel's numbers for which anything arrived. */
    public synchronized Set<String> known() {
        return Set.copyOf(received.keySet());
    }

    /** How many outcomes arrived, repeats left out. */
    public synchronized int size() {
        return received.values().stream().mapToInt(Map::size).sum();
    }

    /** How many times an outcome arrived that was known already. */
    public synchronized int repeats() {
        return repeats;
    }
}

package org.liandong.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The senders: each message goes out until the hub gives a verdict, and never overtakes another with the same number.
 * Messages with different numbers travel side by side.
 */
final class Sending implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Hub hub;
    private final SendLog log;
    private final Journal journal;
    private final List<ExecutorService> lanes = new ArrayList<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * Goes on with what the books say has no verdict yet.
     *
     * @param width how many messages may be under way at once
     */
    Sending(Hub hub, SendLog log, Journal journal, int width) {
        this.hub = hub;
        this.log = log;
        this.journal = journal;
        for (int i = 0; i < width; i++) {
            String name = "simulator-sender-" + i;
            lanes.add(Executors.newSingleThreadExecutor(Daemons.named(name)));
        }
        open(journal.past()).forEach(this::queue);
    }

    private static Collection<Push> open(List<JsonNode> past) {
        Map<String, Push> open = new LinkedHashMap<>();
        for (JsonNode line : past) {
            if (line.path("what").asText().equals("push")) {
                Push push = Journal.read(line.path("push"), Push.class);
                open.put(push.id(), push);
            } else if (line.path("what").asText().equals("sent")
                    && !line.path("receipt").path("verdict").asText().equals(Receipt.Verdict.UNCLEAR.name())) {
                open.remove(line.path("id").asText());
            }
        }
        return open.values();
    }

    void send(Push push) {
        journal.write("push", Map.of("push", push));
        queue(push);
    }

    private void queue(Push push) {
        waiting.incrementAndGet();
        lanes.get(Math.floorMod(push.lane().hashCode(), lanes.size())).execute(() -> untilAnswered(push));
    }

    /** How many messages still lack a verdict. */
    int waiting() {
        return waiting.get();
    }

    @Override
    public void close() {
        lanes.forEach(ExecutorService::shutdownNow);
    }

    private void untilAnswered(Push push) {
        try {
            for (int attempt = 0; ; attempt++) {
                Receipt receipt = push.sendTo(hub);
                log.attempted(push, receipt);
                if (receipt.verdict() != Receipt.Verdict.UNCLEAR) {
                    waiting.decrementAndGet();
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(
                        Math.min(FIRST_PAUSE.toMillis() << Math.min(attempt, 10), LONGEST_PAUSE.toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

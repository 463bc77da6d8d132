package org.liandong.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;

/**
 * The grid workers' terminals: they ask the hub what became of their events, and when a department is done the worker goes
 * there and says whether it really is (VERIFY, reference §3.4 channel 03 (3)). Safe for use by many threads.
 */
public final class GridTerminals implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(GridTerminals.class.getName());
    private static final String SENDER = "WGT";
    private static final double REALLY_DONE = 0.95;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Hub hub;
    private final long seed;
    private final ChannelInbox inbox;
    private final Consumer<Push> verifications;
    private final ConcurrentSkipListSet<String> devices = new ConcurrentSkipListSet<>();
    private final Map<String, Long> lastSeen = new ConcurrentHashMap<>();
    private final AtomicInteger clientSeq = new AtomicInteger((int) (CityTime.CLOCK.millis() / 1000 % 1_000_000_000));
    private final ScheduledExecutorService clock;

    GridTerminals(Hub hub, long seed, Duration every, ChannelInbox inbox, Consumer<Push> verifications) {
        this.hub = hub;
        this.seed = seed;
        this.inbox = inbox;
        this.verifications = verifications;
        this.clock = Executors.newSingleThreadScheduledExecutor(Daemons.named("simulator-terminals"));
        var unused = clock.scheduleWithFixedDelay(
                this::askForAll, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    public ChannelInbox inbox() {
        return inbox;
    }

    /** From now on this terminal asks for its outcomes. */
    void use(String deviceNo) {
        devices.add(deviceNo);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void askForAll() {
        for (String device : devices) {
            try {
                ask(device);
            } catch (IOException e) {
                LOG.log(Level.FINE, "枢纽未应答,终端稍后再取: " + device, e);
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void ask(String device) throws IOException, InterruptedException {
        String query = "deviceNo=" + URLEncoder.encode(device, StandardCharsets.UTF_8) + "&after="
                + lastSeen.getOrDefault(device, 0L);
        Hub.Answer answer = hub.get(SENDER, "/channels/grid/outcomes?" + query);
        if (answer.status() != 200) {
            throw new IOException("HTTP " + answer.status());
        }
        for (JsonNode outcome : JSON.readTree(answer.text()).path("outcomes")) {
            long seq = outcome.path("seq").asLong();
            ChannelInbox.Received received = new ChannelInbox.Received(
                    outcome.path("eventLocalId").asText(),
                    outcome.path("caseNo").asText(),
                    seq,
                    outcome.path("status").asText(),
                    outcome.path("statusName").asText(),
                    outcome.path("content").asText());
            if (inbox.keep(received) && received.isDone()) {
                verifications.accept(verification(device, received));
            }
            lastSeen.merge(device, seq, Math::max);
        }
    }

    private Push verification(String device, ChannelInbox.Received done) {
        RandomGenerator luck = Luck.of(seed, done.caseNo() + "/" + done.seq());
        boolean reallyDone = luck.nextDouble() < REALLY_DONE;
        int seq = clientSeq.incrementAndGet();
        LocalDateTime now = CityTime.now();
        ObjectNode body = JSON.createObjectNode()
                .put("msgType", "VERIFY")
                .put("deviceNo", device)
                .put("userId", "wgy_" + device.substring(device.length() - 4))
                .put("caseNo", done.caseNo())
                .put("eventLocalId", done.externalNo())
                .put("clientSeq", seq)
                .put("actionTime", CityTime.iso(now))
                .put("submitTime", CityTime.iso(now))
                .put("action", "现场核查")
                .put("result", reallyDone ? "已处理到位" : "未处理到位")
                .put("desc", reallyDone ? "现场已恢复" : "现场仍有残留,请继续处理");
        body.putArray("photos");
        return new Push(
                device + "#" + seq,
                Push.Way.GRID_ACTION,
                Push.Kind.EVENT,
                List.of(done.externalNo()),
                body.toString(),
                "");
    }
}

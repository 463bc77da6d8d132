package org.liandong.operations;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.liandong.ledger.Ledger;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells open pages that something has changed (server-sent events), so that they fetch their live part. It does not say what: that is
 * for the page to ask, and for its own rule to allow. Safe for any thread.
 */
@Controller
final class ChangeStream implements SmartLifecycle {
    private static final long EVERY_SECONDS = 2;
    /** So often a sign of life, for proxies that cut what is still. */
    private static final int STILL = 7;

    private static final int MOST = 1000;
    private static final long HOUR = 3_600_000;

    private final Ledger ledger;
    private final Set<SseEmitter> pages = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledExecutorService timer;
    private volatile boolean running;
    private long told;
    private int still;

    ChangeStream(Ledger ledger) {
        this.ledger = ledger;
    }

    @GetMapping(path = "/changes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter changes() {
        if (!running || pages.size() >= MOST) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
        }
        // the browser comes again by itself
        SseEmitter page = new SseEmitter(HOUR);
        page.onCompletion(() -> pages.remove(page));
        page.onTimeout(page::complete);
        page.onError(trouble -> pages.remove(page));
        pages.add(page);
        send(page, SseEmitter.event().comment("here"));
        return page;
    }

    private void look() {
        long changes = ledger.changes();
        boolean isNew = changes != told;
        told = changes;
        still = isNew ? 0 : still + 1;
        if (isNew) {
            pages.forEach(page -> send(page, SseEmitter.event().name("changed").data("")));
        } else if (still % STILL == 0) {
            pages.forEach(page -> send(page, SseEmitter.event().comment("here")));
        }
    }

    private void send(SseEmitter page, SseEmitter.SseEventBuilder event) {
        try {
            page.send(event);
        } catch (IOException | IllegalStateException e) {
            // whoever looked has gone
            pages.remove(page);
        }
    }

    @Override
    public synchronized void start() {
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "changes");
            thread.setDaemon(true);
            return thread;
        });
        ScheduledFuture<?> unused =
                timer.scheduleWithFixedDelay(this::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        running = true;
    }

    /** Before the web server waits for its last answers: these never end by themselves. */
    @Override
    public synchronized void stop() {
        running = false;
        if (timer != null) {
            timer.shutdownNow();
        }
        pages.forEach(SseEmitter::complete);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}

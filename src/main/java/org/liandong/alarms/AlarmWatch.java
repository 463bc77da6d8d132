package org.liandong.alarms;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.liandong.alarms.AlarmRules.Change;
import org.liandong.ledger.Alarms;
import org.liandong.ledger.AlarmsView.Notice;
import org.liandong.ledger.Ledger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds, opens and closes alarms in the ledger, and has them told. What could not be told is tried again,
 * also after a restart, for a day; that it cannot be told is itself an alarm.
 */
public final class AlarmWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmWatch.class);
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration WORTH_TELLING = Duration.ofDays(1);
    private static final int AT_ONCE = 100;

    private final Ledger ledger;
    private final List<Watcher> watchers;
    private final Map<String, Herald> heralds;
    private final Clock clock;
    private final Map<String, String> mute = new ConcurrentHashMap<>();
    private final Set<String> blind = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService looking = executor("alarm-watch");
    private final ScheduledExecutorService telling = executor("alarm-heralds");

    public AlarmWatch(Ledger ledger, List<Watcher> watchers, List<Herald> heralds, Clock clock) {
        this.ledger = ledger;
        this.watchers = List.copyOf(watchers);
        this.heralds = heralds.stream().collect(Collectors.toMap(Herald::name, Function.identity()));
        this.clock = clock;
    }

    private static ScheduledExecutorService executor(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @param every how often it looks; what is to be told waits no longer than that */
    public void start(Duration every) {
        ScheduledFuture<?> unusedLook = looking.scheduleWithFixedDelay(
                () -> quietly(this::look), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        ScheduledFuture<?> unusedTell = telling.scheduleWithFixedDelay(
                () -> quietly(this::tell), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void quietly(Runnable look) {
        try {
            look.run();
            blind.remove(Thread.currentThread().getName());
        } catch (RuntimeException e) {
            // whoever cannot see closes no alarm; the next look is soon, and it is said once
            if (blind.add(Thread.currentThread().getName())) {
                LOG.warn("暂时看不了有没有要告警的,将再看: {}", e.getMessage());
            }
        }
    }

    /** One look at everything. */
    void look() {
        List<Trouble> troubles = new ArrayList<>();
        watchers.forEach(watcher -> troubles.addAll(watcher.look()));
        mute.forEach((herald, why) ->
                troubles.add(new Trouble("herald/" + herald, "告警通知", "MUTE", "%s发不出去: %s".formatted(herald, why))));
        Instant now = clock.instant();
        List<Change> changes =
                AlarmRules.changes(ledger.read(view -> view.alarms().open()), troubles, now);
        if (!changes.isEmpty()) {
            ledger.write(entry -> {
                        changes.forEach(change -> apply(entry.alarms(), change, now));
                        return true;
                    })
                    .join();
        }
    }

    private void apply(Alarms alarms, Change change, Instant now) {
        if (change instanceof Change.Open open) {
            Trouble trouble = open.trouble();
            alarms.open(trouble.subject(), trouble.title(), trouble.kind(), trouble.words(), now, heralds.keySet());
            LOG.warn("告警: {} {}", trouble.title(), trouble.words());
        } else if (change instanceof Change.Still still) {
            alarms.still(still.alarm().id(), still.words());
        } else if (change instanceof Change.Again again) {
            alarms.again(again.alarm().id(), again.words());
        } else if (change instanceof Change.Clear clear) {
            alarms.clear(clear.alarm().id(), now);
        } else if (change instanceof Change.Close close) {
            alarms.close(close.alarm().id(), now, heralds.keySet());
            LOG.info("告警解除: {} {}", close.alarm().title(), close.alarm().words());
        }
    }

    /** Tells what is due. */
    void tell() {
        for (Notice notice : ledger.read(view -> view.alarms().due(clock.instant(), AT_ONCE))) {
            Herald herald = heralds.get(notice.herald());
            boolean old = Duration.between(notice.madeAt(), clock.instant()).compareTo(WORTH_TELLING) > 0;
            if (herald == null || old) {
                note(alarms -> alarms.giveUp(notice));
                continue;
            }
            try {
                herald.tell(notice);
                note(alarms -> alarms.told(notice, clock.instant()));
                mute.remove(notice.herald());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (IOException e) {
                String why = String.valueOf(e.getMessage());
                if (!why.equals(mute.put(notice.herald(), why))) {
                    LOG.warn("告警没有发出去({}),稍后再发: {}", notice.herald(), why);
                }
                note(alarms -> alarms.postpone(notice, clock.instant().plus(pause(notice.tries()))));
            }
        }
    }

    private static Duration pause(int tries) {
        Duration pause = FIRST.multipliedBy(1L << Math.min(tries, 10));
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }

    private void note(java.util.function.Consumer<Alarms> what) {
        ledger.write(entry -> {
                    what.accept(entry.alarms());
                    return true;
                })
                .join();
    }

    @Override
    public void close() {
        looking.shutdownNow();
        telling.shutdownNow();
        try {
            boolean ended =
                    looking.awaitTermination(5, TimeUnit.SECONDS) && telling.awaitTermination(5, TimeUnit.SECONDS);
            LOG.debug("{}", ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

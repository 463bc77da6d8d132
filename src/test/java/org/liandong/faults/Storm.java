package org.liandong.faults;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.liandong.simulator.City;
import org.liandong.simulator.Conduct;
import org.liandong.simulator.Department;
import org.liandong.simulator.Mix;
import org.liandong.simulator.Push;
import org.liandong.simulator.Traffic;

/**
 * What a city does to its hub on a bad day: traffic whose weather changes, and departments and channels whose mood does.
 * The seed draws both.
 */
final class Storm implements AutoCloseable {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Mix MIXED = new Mix(35, 10, 18, 4, 8, 20, 5, 0.1, 0.15, 0.3);
    private static final int MESSAGES_OF_ONE_WEATHER = 30;
    private static final int SHUFFLED_TOGETHER = 10;
    private static final int TIMES = 3;
    private static final Pattern EMPTIED = Pattern.compile("\"(title|content)\":\"[^\"]*\"");
    /** Senders that wait for so many answers have no hands left for more. */
    private static final int HANDS_FULL = 40;

    private static final Duration SHORTEST_MOOD = Duration.ofMillis(600);
    private static final Duration LONGEST_MOOD = Duration.ofMillis(2_500);

    /** Well most of the time. A mood of a system that cannot have it is another way of behaving well. */
    private static final List<Conduct> MOODS = List.of(
            Conduct.PROPER,
            Conduct.PROPER,
            Conduct.SLOW,
            Conduct.SLOW,
            Conduct.NO_ANSWER,
            Conduct.GARBAGE,
            Conduct.ERROR_IN_200,
            Conduct.TWICE,
            Conduct.OUT_OF_ORDER,
            Conduct.DOWN);

    /** How messages come. */
    private enum Weather {
        /** As on any day. */
        MIXED,
        /** Everything three times. */
        REPEATED,
        /** Later messages before earlier ones. */
        SHUFFLED,
        /** Terminals come back with what they gathered offline. */
        OFFLINE
    }

    private final City city;
    private final Random random;
    private final Traffic mixed;
    private final Traffic offline;
    private final double perSecond;
    private final Map<String, String> contents = new HashMap<>();
    private final Map<Conduct, Integer> had = new ConcurrentHashMap<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Thread> threads;

    private Storm(City city, long seed, double perSecond) {
        this.city = city;
        this.random = new Random(seed);
        this.mixed = new Traffic(seed, MIXED, () -> LocalDateTime.now(SHANGHAI), Set.of("MZ"));
        this.offline = new Traffic(~seed, Mix.reconnect(), () -> LocalDateTime.now(SHANGHAI), Set.of("MZ"));
        this.perSecond = perSecond;
        Random moods = new Random(seed + 1);
        this.threads = List.of(new Thread(this::blow, "storm"), new Thread(() -> change(moods), "moods"));
        threads.forEach(thread -> thread.setDaemon(true));
    }

    /** @param perSecond how many messages each second, repeats not counted */
    static Storm over(City city, long seed, double perSecond) {
        Storm storm = new Storm(city, seed, perSecond);
        storm.threads.forEach(Thread::start);
        return storm;
    }

    /** No more messages, and everybody behaves well from now on. */
    @Override
    public void close() throws InterruptedException {
        over.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        city.departments().forEach(department -> department.behave(Conduct.PROPER));
        city.hotline().reachable(true);
        city.pananj().reachable(true);
    }

    /** How often a department was in each mood. */
    Map<Conduct, Integer> moods() {
        return Map.copyOf(had);
    }

    private void blow() {
        try {
            while (!isOver(Duration.ZERO)) {
                Weather weather = Weather.values()[random.nextInt(Weather.values().length)];
                List<Push> waiting = new ArrayList<>();
                for (int i = 0; i < MESSAGES_OF_ONE_WEATHER && !isOver(pause()); i++) {
                    while (city.unanswered() > HANDS_FULL && !isOver(pause())) {
                        // the hub is away
                    }
                    Push push = (weather == Weather.OFFLINE ? offline : mixed).next();
                    if (isAnotherUnderItsNumber(push)) {
                        continue;
                    }
                    more(push).forEach(city::send);
                    switch (weather) {
                        case MIXED, OFFLINE -> city.send(push);
                        case REPEATED -> Collections.nCopies(TIMES, push).forEach(city::send);
                        case SHUFFLED -> waiting.add(push);
                    }
                    if (waiting.size() == SHUFFLED_TOGETHER) {
                        Collections.shuffle(waiting, random);
                        waiting.forEach(city::send);
                        waiting.clear();
                    }
                }
                waiting.forEach(city::send);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Now and then a neighbour calls about the very same, and a clerk sends off an order with nothing in it. */
    private List<Push> more(Push push) {
        if (push.way() != Push.Way.HOTLINE_JSON || push.kind() != Push.Kind.NEW) {
            return List.of();
        }
        int luck = random.nextInt(4);
        if (luck == 0) {
            return List.of(renumbered(push, "LJ", push.content()));
        }
        return luck == 1
                ? List.of(renumbered(push, "KB", EMPTIED.matcher(push.content()).replaceAll("\"$1\":\"\"")))
                : List.of();
    }

    private static Push renumbered(Push push, String with, String content) {
        String number = push.externalNos().get(0);
        return new Push(
                push.id() + with,
                push.way(),
                Push.Kind.NEW,
                List.of(number + with),
                content.replace(number, number + with),
                push.name());
    }

    /** Two terminals' batches may be given one number in the same second; no real terminal does that. */
    private boolean isAnotherUnderItsNumber(Push push) {
        String before = contents.putIfAbsent(push.id(), push.content());
        return before != null && !before.equals(push.content());
    }

    private Duration pause() {
        return Duration.ofNanos((long) (1e9 / perSecond));
    }

    private void change(Random moods) {
        try {
            long shortest = SHORTEST_MOOD.toMillis();
            while (!isOver(Duration.ofMillis(moods.nextLong(shortest, LONGEST_MOOD.toMillis())))) {
                int who = moods.nextInt(city.departments().size() + 2);
                if (who < city.departments().size()) {
                    Department department = city.departments().get(who);
                    Conduct mood = MOODS.get(moods.nextInt(MOODS.size()));
                    department.behave(mood);
                    had.merge(mood, 1, Integer::sum);
                } else if (who == city.departments().size()) {
                    city.hotline().reachable(moods.nextInt(3) > 0);
                } else {
                    city.pananj().reachable(moods.nextInt(3) > 0);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isOver(Duration within) throws InterruptedException {
        return over.await(within.toNanos(), TimeUnit.NANOSECONDS);
    }
}

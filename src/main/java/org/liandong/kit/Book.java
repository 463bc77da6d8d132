package org.liandong.kit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a stand-in has to expect, by the number that stands in it, and until when it plays. Safe for any thread. */
final class Book {
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean holding;

    /** @param number stands in the letter and in the questions about it, and in no other's */
    Page expect(String number, Mishap mishap) {
        return pages.computeIfAbsent(number, any -> new Page(mishap));
    }

    /** Whose number stands in that text. */
    Optional<Page> pageFor(String text) {
        return pages.entrySet().stream()
                .filter(known -> text.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Those that this is to befall. */
    List<Page> all(Mishap mishap) {
        return pages.values().stream().filter(page -> page.mishap() == mishap).toList();
    }

    /** From now on the letter at which the hub dies is taken and held; until now the stand-in was too busy for it. */
    void hold() {
        holding = true;
    }

    /** Whether it is not yet that letter's time: the hub is to die over it when the others have come to an end. */
    boolean isTooEarlyFor(Page page) {
        return page.mishap() == Mishap.HUB_KILLED && !holding;
    }

    /** @throws InterruptedException if the play is over before that */
    void pause(Duration time) throws InterruptedException {
        if (over.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException();
        }
    }

    void close() {
        over.countDown();
    }
}

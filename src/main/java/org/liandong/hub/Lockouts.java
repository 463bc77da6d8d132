package org.liandong.hub;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.liandong.ledger.Ledger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * After {@value #FAILURES} wrong passwords in a row a name rests for a quarter of an hour, whether there is such an account or not. A
 * restart of the hub forgets it. Safe for any thread.
 */
@Component
final class Lockouts {
    static final int FAILURES = 5;
    static final Duration REST = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(Lockouts.class);
    private static final int MOST_NAMES = 100_000;

    private final Cache<String, Failed> failed =
            Caffeine.newBuilder().expireAfterWrite(REST).maximumSize(MOST_NAMES).build();
    private final Ledger ledger;
    private final Clock clock;

    Lockouts(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    private record Failed(int times, Instant last) {}

    boolean isLocked(String name) {
        Failed before = failed.getIfPresent(name);
        return before != null
                && before.times() >= FAILURES
                && clock.instant().isBefore(before.last().plus(REST));
    }

    /** A wrong password was given for that name. */
    void wrong(String name) {
        Failed now = failed.asMap()
                .merge(
                        name,
                        new Failed(1, clock.instant()),
                        (before, one) -> new Failed(before.times() + 1, one.last()));
        if (now.times() == FAILURES) {
            LOG.warn("账号{}连续{}次口令不对,锁定{}分钟", name.replaceAll("[^\\w.-]", "?"), FAILURES, REST.toMinutes());
            ledger.write(entry -> {
                        entry.audit()
                                .record("ACCOUNT_LOCKED", "account/" + name, "枢纽", "连续%d次口令不对".formatted(FAILURES));
                        return true;
                    })
                    .join();
        }
    }

    /** Somebody signed in under that name. */
    void right(String name) {
        failed.invalidate(name);
    }
}

package org.liandong.journeys;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The hub's clock in a journey: set to a moment, standing still or running on from it. Safe for any thread. */
final class JourneyClock extends Clock {
    private volatile InstantSource source = InstantSource.system();

    /** Stands still at the moment. */
    void standAt(String moment) {
        Instant at = OffsetDateTime.parse(moment).toInstant();
        source = () -> at;
    }

    /** Runs on from the moment. */
    void runFrom(String moment) {
        Duration away = Duration.between(Instant.now(), OffsetDateTime.parse(moment));
        source = () -> Instant.now().plus(away);
    }

    /** Jumps ahead and goes on as before. */
    void ahead(Duration by) {
        InstantSource before = source;
        source = () -> before.instant().plus(by);
    }

    @Override
    public Instant instant() {
        return source.instant();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the hub reads instants only");
    }
}

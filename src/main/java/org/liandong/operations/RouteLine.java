package org.liandong.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.health.Condition;
import org.liandong.health.Reading;
import org.liandong.health.RouteFacts;
import org.liandong.operations.RouteWatch.Watched;

/**
 * A route as a page shows it.
 *
 * @param light how a page marks it
 * @param words how it stands, in one sentence
 * @param further what else there is to say
 * @param usual how many messages usually come in in an hour like the last one; null if that is not known
 */
record RouteLine(
        String name,
        String title,
        String side,
        String light,
        String words,
        List<String> further,
        Way in,
        @Nullable String usual,
        Way out,
        boolean takesLetters,
        long waiting,
        @Nullable String oldest,
        String breaker,
        @Nullable String heldBy) {

    /**
     * One direction.
     *
     * @param well in the last hour
     * @param ill in the last hour
     * @param why why it last did not go well
     * @param took how long half and nineteen of twenty of the last messages took at most
     */
    record Way(
            long well,
            long ill,
            @Nullable Moment wellAt,
            @Nullable Moment illAt,
            @Nullable String why,
            @Nullable String took) {
        private static Way of(Reading reading, Instant now) {
            return new Way(
                    reading.well(),
                    reading.ill(),
                    Moment.orNull(reading.wellAt(), now),
                    Moment.orNull(reading.illAt(), now),
                    Redaction.orNull(reading.illWhy()),
                    took(reading.half(), reading.most()));
        }

        private static @Nullable String took(@Nullable Duration half, @Nullable Duration most) {
            return half == null || most == null ? null : seconds(half) + " / " + seconds(most);
        }

        private static String seconds(Duration duration) {
            long millis = duration.toMillis();
            return millis < 1000 ? millis + "毫秒" : "%.1f秒".formatted(millis / 1000.0);
        }
    }

    static RouteLine of(Watched watched) {
        RouteFacts facts = watched.facts();
        Instant now = facts.now();
        boolean takesLetters = watched.system() != null && watched.system().takesLetters();
        List<String> words = watched.conditions().stream()
                .map(condition -> Redaction.of(condition.words()))
                .toList();
        Instant anHourAgo = now.minus(Duration.ofHours(1));
        Instant from = anHourAgo.isAfter(facts.watchingSince()) ? anHourAgo : facts.watchingSince();
        return new RouteLine(
                watched.line().name(),
                watched.line().title(),
                watched.isChannel() ? "渠道" : "部门",
                light(watched.worst().kind().light()),
                words.get(0),
                words.subList(1, words.size()),
                Way.of(facts.in(), now),
                facts.rhythm().isKnown() ? "%.0f".formatted(facts.rhythm().usually(from, now)) : null,
                Way.of(facts.out(), now),
                takesLetters,
                facts.waiting(),
                facts.oldest() == null ? null : RouteFacts.words(Duration.between(facts.oldest(), now)),
                switch (facts.breaker()) {
                    case "OPEN" -> "断开";
                    case "HALF_OPEN" -> "试探";
                    default -> "接通";
                },
                facts.hold() == null ? null : facts.hold().heldBy());
    }

    static String light(Condition.Light light) {
        return switch (light) {
            case RED -> "late";
            case AMBER -> "waits";
            case GREEN -> "done";
            case GREY -> "ended";
        };
    }
}

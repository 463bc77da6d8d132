package org.liandong.kit;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liandong.kit.RehearsalPart.Sent;
import org.liandong.ledger.Attempt;
import org.liandong.ledger.AttemptOutcome;
import org.liandong.ledger.DeliveryState;

/** How a rehearsal goes, as the hub's ledger and the stand-ins' books have it. Used by one thread. */
final class RehearsalCourse {
    private static final Duration LOOK = Duration.ofMillis(200);
    /** Of the two seconds that a rehearsing hub waits for an answer, with some room for a busy machine. */
    private static final Duration LEAVES_WITHIN = Duration.ofSeconds(8);

    private static final Duration TAKES_WITHIN = Duration.ofSeconds(15);

    private static final int ATTEMPTS_IN_VAIN = 3;
    private static final Set<DeliveryState> ENDS =
            Set.of(DeliveryState.DONE, DeliveryState.REFUSED, DeliveryState.DEAD);

    private final List<RehearsalPart> parts;
    private final TrialHub hub;
    private final Supplier<Map<Long, Outcome>> look;

    /** How a letter stands. */
    record Outcome(DeliveryState state, List<Attempt> attempts) {}

    /** @param look by the letters' ids in the outbox; empty while the ledger cannot be read */
    RehearsalCourse(List<RehearsalPart> parts, TrialHub hub, Supplier<Map<Long, Outcome>> look) {
        this.parts = parts;
        this.hub = hub;
        this.look = look;
    }

    /**
     * Until these letters have come to an end, or the time is up.
     *
     * @throws IOException if the hub has ended by itself
     */
    void await(Duration time, Predicate<Mishap> which) throws IOException, InterruptedException {
        until(time, which, (sent, outcome) -> ENDS.contains(outcome.state()));
        Instant end = Instant.now().plus(TAKES_WITHIN);
        while (Instant.now().isBefore(end)
                && !fetchers(which).allMatch(sent -> sent.page().isTaken())) {
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        }
    }

    /** Letters to those who fetch them. */
    private Stream<Sent> fetchers(Predicate<Mishap> which) {
        return parts.stream()
                .filter(part -> part.standIn().takesLater())
                .flatMap(part -> part.letters().stream())
                .filter(sent -> which.test(sent.mishap()));
    }

    /**
     * Until a few attempts at these letters have failed, or the time is up.
     *
     * @throws IOException if the hub has ended by itself
     */
    void awaitFailures(Duration time, Mishap mishap) throws IOException, InterruptedException {
        until(
                time,
                mishap::equals,
                (sent, outcome) ->
                        ENDS.contains(outcome.state()) || outcome.attempts().size() >= ATTEMPTS_IN_VAIN);
    }

    /**
     * Until these letters lie with their stand-ins or have come to an end without that, or the time is up.
     *
     * @throws IOException if the hub has ended by itself
     */
    void awaitArrival(Duration time, Mishap mishap) throws IOException, InterruptedException {
        until(
                time,
                mishap::equals,
                (sent, outcome) -> sent.page().hasArrived() || (ENDS.contains(outcome.state()) && !takesLater(sent)));
    }

    private boolean takesLater(Sent sent) {
        return parts.stream()
                .filter(part -> part.standIn().takesLater())
                .anyMatch(part -> part.letters().contains(sent));
    }

    private void until(Duration time, Predicate<Mishap> which, BiPredicate<Sent, Outcome> reached)
            throws IOException, InterruptedException {
        Instant end = Instant.now().plus(time);
        while (Instant.now().isBefore(end)) {
            Map<Long, Outcome> outcomes = look.get();
            boolean all = letters(which).allMatch(sent -> {
                Outcome outcome = outcomes.get(sent.id());
                return outcome != null && reached.test(sent, outcome);
            });
            if (all) {
                return;
            }
            if (!hub.isAlive()) {
                throw new IOException("演练用的枢纽自己停了: " + hub.lastWords());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        }
    }

    /** Those of these letters that their stand-ins have taken so far. */
    Set<Sent> taken(Mishap mishap) throws IOException {
        balance();
        return letters(mishap::equals).filter(sent -> sent.page().isTaken()).collect(Collectors.toSet());
    }

    private void balance() throws IOException {
        for (RehearsalPart part : parts) {
            part.standIn().balance();
        }
    }

    private Stream<Sent> letters(Predicate<Mishap> which) {
        return parts.stream().flatMap(part -> part.letters().stream()).filter(sent -> which.test(sent.mishap()));
    }

    /** @param betrayed letters that went to somebody who was not the one they are for */
    List<Trial> verdicts(RehearsalPart part, Set<Sent> betrayed) throws IOException {
        balance();
        Map<Long, Outcome> outcomes = look.get();
        return part.letters().stream()
                .map(sent -> {
                    StandIn.Play play =
                            Objects.requireNonNull(part.standIn().plays().get(sent.mishap()));
                    String trouble = betrayed.contains(sent)
                            ? "不该送的时候也送了"
                            : trouble(
                                    sent,
                                    outcomes.get(sent.id()),
                                    part.standIn().knowsRepetitions());
                    return trouble == null
                            ? Trial.passed(Rehearsal.STAGE, play.what())
                            : Trial.failed(Rehearsal.STAGE, play.what(), trouble, play.cure());
                })
                .toList();
    }

    private static @Nullable String trouble(Sent sent, @Nullable Outcome outcome, boolean knowsRepetitions) {
        if (outcome == null) {
            return "办件运行库读不了";
        }
        if (outcome.state() != DeliveryState.DONE) {
            return "没有送达: " + last(outcome);
        }
        if (!sent.page().isTaken()) {
            return "当作了送达,对方并没有收下";
        }
        if (!sent.page().isPlayed()) {
            return "替身没有演成这一条,这是枢纽的缺陷,请报告";
        }
        if (knowsRepetitions && sent.page().repeated() > 0) {
            return "对方已经收下的又派了%d次".formatted(sent.page().repeated());
        }
        if (sent.hasText() && !sent.page().isWhole()) {
            return "对方没有看到正文的结尾";
        }
        if (sent.mishap() == Mishap.LOCKED_OUT
                && outcome.attempts().stream().anyMatch(one -> one.outcome() == AttemptOutcome.UNKNOWN)) {
            return "没有发出的当作了不明";
        }
        Duration longest = longestFailure(outcome.attempts());
        return sent.mishap() == Mishap.DRIP && longest.compareTo(LEAVES_WITHIN) > 0
                ? "等了%d秒才走".formatted(longest.toSeconds())
                : null;
    }

    private static Duration longestFailure(List<Attempt> attempts) {
        return attempts.stream()
                .filter(attempt -> attempt.outcome() != AttemptOutcome.DELIVERED)
                .map(attempt -> Duration.between(
                        attempt.startedAt(), Objects.requireNonNullElse(attempt.endedAt(), attempt.startedAt())))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static String last(Outcome outcome) {
        List<Attempt> attempts = outcome.attempts();
        String end = attempts.isEmpty()
                ? ""
                : ",最后一次: " + attempts.get(attempts.size() - 1).detail();
        return "试了%d次,现在%s%s".formatted(attempts.size(), outcome.state().chinese(), end);
    }
}

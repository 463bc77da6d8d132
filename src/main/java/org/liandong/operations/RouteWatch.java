package org.liandong.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liandong.alarms.Trouble;
import org.liandong.health.Condition;
import org.liandong.health.RouteFacts;
import org.liandong.health.RouteFacts.Standing;
import org.liandong.health.RouteHealth;
import org.liandong.ledger.DeliveriesView.Backlog;
import org.liandong.ledger.DeliveriesView.Troubled;
import org.liandong.ledger.Hold;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.View;

/** Looks at the way to and from every system. Safe for any thread. */
public final class RouteWatch {
    private final Ledger ledger;
    private final ConnectedSystems systems;
    private final ConnectorLines lines;
    private final RouteHealth health;
    private final Function<String, String> breakers;
    private final Clock clock;

    /** @param breakers the state of a receiver's circuit breaker: CLOSED, OPEN or HALF_OPEN */
    public RouteWatch(
            Ledger ledger,
            ConnectedSystems systems,
            ConnectorLines lines,
            RouteHealth health,
            Function<String, String> breakers,
            Clock clock) {
        this.ledger = ledger;
        this.systems = systems;
        this.lines = lines;
        this.health = health;
        this.breakers = breakers;
        this.clock = clock;
    }

    /**
     * A route and how it stands.
     *
     * @param system null if its folder cannot even be read
     * @param conditions the worst first; never empty
     */
    record Watched(ConnectorLine line, @Nullable ConnectedSystem system, RouteFacts facts, List<Condition> conditions) {
        Condition worst() {
            return conditions.get(0);
        }

        boolean isChannel() {
            return system != null && system.department().isEmpty();
        }
    }

    /** All, those that need a person first. */
    List<Watched> all(View view) {
        Map<String, ConnectedSystem> known =
                systems.all().stream().collect(Collectors.toMap(ConnectedSystem::name, Function.identity()));
        Instant now = clock.instant();
        Letters letters = Letters.of(view, now);
        List<Watched> all = new ArrayList<>();
        for (ConnectorLine line : lines.all()) {
            all.add(watched(line, known.get(line.name()), view, letters, now));
        }
        all.sort(Comparator.comparing((Watched one) -> one.worst().kind().light())
                .thenComparing(one -> one.line().name()));
        return all;
    }

    /**
     * How a route stands, in numbers.
     *
     * @param kind of its worst condition
     * @param oldest how long the oldest letter to it has waited
     * @param stuck letters that wait for a person
     */
    public record State(
            String route,
            Condition.Kind kind,
            long waiting,
            Duration oldest,
            long stuck,
            boolean isCut,
            boolean isHeld) {}

    /** All, in numbers. */
    public List<State> states() {
        return ledger.read(this::all).stream().map(RouteWatch::state).toList();
    }

    private static State state(Watched route) {
        RouteFacts facts = route.facts();
        return new State(
                route.line().name(),
                route.worst().kind(),
                facts.waiting(),
                facts.oldest() == null ? Duration.ZERO : Duration.between(facts.oldest(), facts.now()),
                facts.dead(),
                !facts.breaker().equals("CLOSED"),
                facts.hold() != null);
    }

    /** What is wrong with the routes now. */
    public List<Trouble> troubles() {
        List<Trouble> troubles = new ArrayList<>();
        for (Watched route : ledger.read(this::all)) {
            route.conditions().stream()
                    .filter(condition -> condition.kind().isTrouble())
                    .forEach(condition -> troubles.add(new Trouble(
                            "route/" + route.line().name(),
                            route.line().title(),
                            condition.kind().name(),
                            Redaction.of(condition.words()))));
        }
        return troubles;
    }

    Optional<ConnectedSystem> system(String name) {
        return systems.named(name);
    }

    Instant now() {
        return clock.instant();
    }

    Optional<Watched> named(View view, String name) {
        Instant now = clock.instant();
        return lines.all().stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .map(line -> watched(line, systems.named(name).orElse(null), view, Letters.of(view, now), now));
    }

    private Watched watched(
            ConnectorLine line, @Nullable ConnectedSystem system, View view, Letters letters, Instant now) {
        String receiver = system == null ? "" : system.receiver();
        Backlog backlog = letters.to(receiver, system);
        Hold hold = letters.holds.get(receiver);
        String in = RouteHealth.in(line.name());
        RouteFacts facts = new RouteFacts(
                standing(line.state()),
                line.reason(),
                hold,
                breakers.apply(receiver),
                backlog.count(),
                backlog.oldest(),
                Optional.ofNullable(letters.troubled.get(receiver))
                        .map(Troubled::dead)
                        .orElse(0L),
                hold == null ? 0 : view.routes().stillGoing(hold),
                health.read(in),
                health.read(receiver),
                health.rhythm(in),
                health.watchingSince(),
                now);
        return new Watched(line, system, facts, facts.conditions());
    }

    private static Standing standing(ConnectorLine.State state) {
        return switch (state) {
            case AT_WORK -> Standing.AT_WORK;
            case FORMER_VERSION -> Standing.FORMER_VERSION;
            case NOT_SET_UP -> Standing.NOT_SET_UP;
            case FAULTY -> Standing.FAULTY;
        };
    }

    /** What waits for whom. */
    private record Letters(Map<String, Backlog> waiting, Map<String, Troubled> troubled, Map<String, Hold> holds) {
        static Letters of(View view, Instant now) {
            Map<String, Backlog> waiting = new HashMap<>();
            for (Backlog backlog : view.deliveries().backlog()) {
                waiting.merge(shelfOrQueue(backlog.receiver()), backlog, Letters::together);
            }
            Map<String, Hold> holds = new HashMap<>();
            view.routes().holds().forEach(hold -> holds.put(hold.receiver(), hold));
            return new Letters(waiting, view.deliveries().troubled(now), holds);
        }

        /** The devices of a channel fetch from one shelf each; to those who look it is one. */
        private static String shelfOrQueue(String receiver) {
            int device = receiver.startsWith(ConnectedSystem.SHELF)
                    ? receiver.indexOf('.', ConnectedSystem.SHELF.length())
                    : -1;
            return device < 0 ? receiver : receiver.substring(0, device);
        }

        private static Backlog together(Backlog one, Backlog other) {
            Instant oldest = one.oldest() == null
                            || (other.oldest() != null && other.oldest().isBefore(one.oldest()))
                    ? other.oldest()
                    : one.oldest();
            return new Backlog(one.receiver(), one.count() + other.count(), oldest);
        }

        Backlog to(String receiver, @Nullable ConnectedSystem system) {
            String name = system != null && !system.takesLetters() ? ConnectedSystem.SHELF + system.name() : receiver;
            return Objects.requireNonNullElseGet(waiting.get(name), () -> new Backlog(receiver, 0, null));
        }
    }
}

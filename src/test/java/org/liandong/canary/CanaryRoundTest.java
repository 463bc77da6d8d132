package org.liandong.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.liandong.alarms.Trouble;
import org.liandong.canary.CanaryRound.Way;
import org.liandong.cases.CaseNumber;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Connectors;
import org.liandong.ledger.Canary;

/** Which canaries set out, and whose door a lost one is laid to; with the connectors as shipped. */
class CanaryRoundTest {
    private static final Instant MORNING = Instant.parse("2026-07-09T01:00:00Z");
    private static final Duration EVERY = Duration.ofMinutes(30);
    private static final List<Connector> SHIPPED =
            Connectors.load(Path.of("connectors")).connectors();

    private final CanaryRound round = CanaryRound.of(SHIPPED, Set.of());

    @Test
    void everyChannelAndEveryDepartmentOfThoseShippedTakesPart() {
        assertThat(round.channels()).hasSize(7);
        assertThat(round.departments()).hasSize(16);
    }

    @Test
    void eachDepartmentGetsOneAndAfterAsManyRoundsAsThereAreChannelsEveryWayHasBeenTried() {
        List<Canary> ended = new ArrayList<>();
        Set<String> tried = new HashSet<>();
        for (int i = 0; i < round.channels().size(); i++) {
            Instant now = MORNING.plus(EVERY.multipliedBy(i));
            List<Way> due = round.due(ended, List.of(), now, EVERY);
            assertThat(due)
                    .extracting(way -> way.department().name())
                    .hasSize(16)
                    .doesNotHaveDuplicates();
            assertThat(due).extracting(way -> way.channel().name()).contains("12345", "grid", "pananj");
            for (Way way : due) {
                String name = way.channel().name() + " " + way.department().name();
                ended.removeIf(one -> (one.channel() + " " + one.department()).equals(name));
                ended.add(back(way.channel().name(), way.department().name(), now));
                tried.add(name);
            }
        }
        // its own reports do not come back to the governance platform
        assertThat(tried).hasSize(7 * 16 - 1).doesNotContain("governance ZZW");
    }

    @Test
    void noneSetsOutBeforeItsTimeOrWhileAnotherIsUnderWay() {
        List<Canary> ended = List.of(back("12345", "HB", MORNING));
        assertThat(departments(round.due(ended, List.of(), MORNING.plus(EVERY).minusSeconds(1), EVERY)))
                .doesNotContain("HB");
        assertThat(departments(round.due(ended, List.of(), MORNING.plus(EVERY), EVERY)))
                .contains("HB");
        assertThat(departments(round.due(ended, List.of(underWay("grid", "HB")), MORNING.plus(EVERY), EVERY)))
                .doesNotContain("HB")
                .contains("CG");
    }

    @Test
    void aWayThatWasNotOpenIsTriedAgainSoon() {
        List<Canary> ended = List.of(lost("12345", "HB", MORNING, Canary.Stage.DELIVERED));
        assertThat(departments(round.due(ended, List.of(), MORNING.plus(Duration.ofMinutes(5)), EVERY)))
                .contains("HB");
        Duration shorter = Duration.ofMinutes(2);
        assertThat(departments(round.due(ended, List.of(), MORNING.plus(shorter), shorter)))
                .contains("HB");
    }

    @Test
    void whatAPersonHoldsBackGetsNone() {
        CanaryRound held = CanaryRound.of(SHIPPED, Set.of("dept.HB", "channel.pananj"));
        List<Way> due = held.due(List.of(), List.of(), MORNING, EVERY);
        assertThat(departments(due)).doesNotContain("HB").contains("CG");
        assertThat(due).extracting(way -> way.channel().name()).doesNotContain("pananj");
    }

    @Test
    void aLostOneIsLaidToWhoeverHadIt() {
        assertThat(subjects(lost("12345", "HB", MORNING, Canary.Stage.ENTERED))).containsExactly("route/12345");
        assertThat(subjects(lost("12345", "HB", MORNING, Canary.Stage.DELIVERED)))
                .containsExactly("route/HB");
        assertThat(subjects(lost("12345", "HB", MORNING, Canary.Stage.ANSWERED)))
                .containsExactly("route/HB");
        assertThat(subjects(lost("12345", "HB", MORNING, Canary.Stage.TOLD))).containsExactly("route/12345");
        assertThat(subjects(back("12345", "HB", MORNING))).isEmpty();
    }

    @Test
    void theNextThatGetsThroughClearsIt() {
        Canary stuck = lost("12345", "HB", MORNING, Canary.Stage.DELIVERED);
        Instant later = MORNING.plusSeconds(300);
        assertThat(subjects(stuck, back("grid", "HB", later))).isEmpty();
        // one that did not even come in says nothing of the department
        assertThat(subjects(stuck, lost("grid", "HB", later, Canary.Stage.ENTERED)))
                .containsExactly("route/HB", "route/grid");
        assertThat(subjects(lost("12345", "HB", MORNING, Canary.Stage.TOLD), back("12345", "CG", later)))
                .isEmpty();
    }

    private List<String> subjects(Canary... ended) {
        return CanaryAlarms.troubles(round, List.of(ended)).stream()
                .map(Trouble::subject)
                .toList();
    }

    private static List<String> departments(List<Way> due) {
        return due.stream().map(way -> way.department().name()).toList();
    }

    private static Canary back(String channel, String department, Instant at) {
        return canary(channel, department, new Canary.Reached(at, at, at, at, at), at, null);
    }

    private static Canary underWay(String channel, String department) {
        return canary(channel, department, new Canary.Reached(MORNING, null, null, null, null), null, null);
    }

    private static Canary lost(String channel, String department, Instant at, Canary.Stage before) {
        return canary(
                channel,
                department,
                new Canary.Reached(
                        at,
                        came(before, Canary.Stage.ENTERED, at),
                        came(before, Canary.Stage.DELIVERED, at),
                        came(before, Canary.Stage.ANSWERED, at),
                        null),
                at,
                "没有走通");
    }

    private static @Nullable Instant came(Canary.Stage stuck, Canary.Stage place, Instant at) {
        return place.compareTo(stuck) < 0 ? at : null;
    }

    private static Canary canary(
            String channel,
            String department,
            Canary.Reached reached,
            @Nullable Instant endedAt,
            @Nullable String trouble) {
        CaseNumber number = CaseNumber.ofCanary(java.time.LocalDate.of(2026, 7, 9), 1);
        return new Canary("LDTC", channel, channel, department, "060103", number, reached, endedAt, trouble);
    }
}

package org.liandong.deadlines;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.liandong.cases.Urgency;
import org.liandong.district.Jiangning;
import org.liandong.district.WorkItem;

/** What holds for every start, limit and set of pauses. */
class DeadlinesPropertiesTest {
    private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");
    private static final int ROUNDS = 400;
    private static final List<LimitUnit> UNITS = List.of(LimitUnit.values());
    private static final List<Urgency> URGENCIES = List.of(Urgency.values());

    private final Deadlines deadlines = new Deadlines(Jiangning.DISTRICT.calendar());
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @RepeatedTest(3)
    void aDueTimeIsNeverBeforeItsStartNorInsideAPauseAndGrowsWithTheLimit() {
        for (int i = 0; i < ROUNDS; i++) {
            Instant start = start();
            List<Pause> pauses = pauses(start);
            LimitUnit unit = UNITS.get(random.nextInt(UNITS.size()));
            int amount = 1 + random.nextInt(20);
            String example = "seed %d: %s %d%s %s".formatted(seed, start, amount, unit, pauses);

            Instant due = deadlines.due(start, Limit.of(amount, unit), pauses).at();
            Instant longer =
                    deadlines.due(start, Limit.of(amount + 1, unit), pauses).at();

            assertThat(due).as(example).isAfter(start);
            assertThat(longer).as(example).isAfterOrEqualTo(due);
            assertThat(pauses)
                    .as(example)
                    .noneMatch(pause -> pause.from().isBefore(due) && pause.to().isAfter(due));
            assertThat(due)
                    .as(example)
                    .isAfterOrEqualTo(deadlines
                            .due(start, Limit.of(amount, unit), List.of())
                            .at());
        }
    }

    @RepeatedTest(3)
    void theOrderOfPausesAndTheirOverlapsDoNotMatter() {
        for (int i = 0; i < ROUNDS; i++) {
            Instant start = start();
            List<Pause> pauses = new ArrayList<>(pauses(start));
            Limit limit = Limit.of(1 + random.nextInt(20), UNITS.get(random.nextInt(UNITS.size())));
            Due due = deadlines.due(start, limit, pauses);

            pauses.addAll(List.copyOf(pauses));
            Collections.shuffle(pauses, random);

            assertThat(deadlines.due(start, limit, pauses))
                    .as("seed %d: %s %s %s", seed, start, limit, pauses)
                    .isEqualTo(due);
        }
    }

    @RepeatedTest(3)
    void fractionsOfHoursAddUp() {
        for (int i = 0; i < ROUNDS; i++) {
            Instant start = start();
            LimitUnit unit = random.nextBoolean() ? LimitUnit.EH : LimitUnit.WH;
            BigDecimal half = new BigDecimal("0.5");
            Instant twice = deadlines
                    .due(deadlines.due(start, new Limit(half, unit), List.of()).at(), new Limit(half, unit), List.of())
                    .at();

            assertThat(twice)
                    .as("seed %d: %s %s", seed, start, unit)
                    .isEqualTo(
                            deadlines.due(start, Limit.of(1, unit), List.of()).at());
        }
    }

    @RepeatedTest(3)
    void signingAndContactNeverComeAfterDisposalAndWarningsAreInOrder() {
        List<ItemLimits> items = Jiangning.DISTRICT.items(LocalDate.of(2026, 7, 1)).stream()
                .map(WorkItem::limits)
                .toList();
        for (int i = 0; i < ROUNDS; i++) {
            Instant start = start();
            ItemLimits limits = items.get(random.nextInt(items.size()));
            Urgency urgency = URGENCIES.get(random.nextInt(URGENCIES.size()));
            Instant channel = random.nextBoolean() ? null : start.plus(Duration.ofMinutes(random.nextInt(20_000)));
            String example = "seed %d: %s %s %s %s".formatted(seed, start, limits, urgency, channel);

            Dues dues = deadlines.dues(start, limits, urgency, channel, pauses(start));

            assertThat(dues.dispose().at()).as(example).isAfterOrEqualTo(start);
            assertThat(dues.sign().at())
                    .as(example)
                    .isBeforeOrEqualTo(dues.dispose().at());
            assertThat(dues.contact().at())
                    .as(example)
                    .isBeforeOrEqualTo(dues.dispose().at());
            assertThat(dues.stages())
                    .as(example)
                    .allMatch(stage -> !stage.due().at().isAfter(dues.dispose().at()));
            assertThat(dues.warnings()).as(example).extracting(Dues.Warning::at).isSorted();
        }
    }

    private Instant start() {
        return FIRST.plus(Duration.ofMinutes(random.nextInt(2 * 365 * 24 * 60)));
    }

    private List<Pause> pauses(Instant start) {
        List<Pause> pauses = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Instant from = start.plus(Duration.ofMinutes(random.nextInt(30_000) - 3_000));
            pauses.add(new Pause(from, from.plus(Duration.ofMinutes(random.nextInt(10_000)))));
        }
        return pauses;
    }
}

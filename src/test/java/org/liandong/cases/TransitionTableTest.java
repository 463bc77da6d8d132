package org.liandong.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of transitions of the domain reference (§4.3), every move with its guards, and every move that is none. */
class TransitionTableTest {
    private static final List<Row> ROWS =
            Table.rows("/cases/transitions.csv", 6).stream().flatMap(Row::read).toList();

    /**
     * One row for one state.
     *
     * @param to of the move if it is allowed, else where the case rests afterwards
     */
    record Row(String number, String from, String command, String guard, String to, boolean allowed) {
        static Stream<Row> read(List<String> cells) {
            return Table.names(cells.get(1), Resting.STATES.stream())
                    .map(from -> new Row(
                            cells.get(0),
                            from,
                            cells.get(2),
                            cells.get(3),
                            cells.get(4).equals("=") ? from : cells.get(4),
                            cells.get(5).equals("yes")));
        }

        Scenario scenario() {
            return Scenario.of(command, guard, from);
        }

        boolean isTakenBy(Step step) {
            return step.transition() != null
                    && step.transition().name().split("_", 2)[0].equals(number);
        }
    }

    static Stream<Row> moves() {
        return ROWS.stream().filter(row -> row.allowed && !row.number.equals("-"));
    }

    static Stream<Row> stays() {
        return ROWS.stream().filter(row -> row.allowed && row.number.equals("-"));
    }

    static Stream<Row> forbidden() {
        return ROWS.stream().filter(row -> !row.allowed);
    }

    @ParameterizedTest
    @MethodSource
    void moves(Row row) {
        Scenario scenario = row.scenario();

        Decision decision = scenario.decision();

        assertThat(decision).as("%s", scenario.command()).isInstanceOf(Decision.Done.class);
        Step taken = ((Decision.Done) decision)
                .steps().stream()
                        .filter(row::isTakenBy)
                        .filter(step -> step.to().name().equals(row.to))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("not moved: " + decision));
        assertThat(taken.from() == null ? "-" : taken.from().name()).isEqualTo(row.from);
    }

    @ParameterizedTest
    @MethodSource
    void stays(Row row) {
        Scenario scenario = row.scenario();
        CaseFile before = scenario.before().file();

        Decision decision = scenario.decision();

        assertThat(decision).isInstanceOf(Decision.Done.class);
        Decision.Done done = (Decision.Done) decision;
        assertThat(done.steps())
                .allSatisfy(step -> assertThat(step.transition()).isNull())
                .anySatisfy(step -> assertThat(step.event()).isNotInstanceOf(CaseEvent.NotedOnly.class));
        assertThat(done.file().state()).isEqualTo(before.state());
    }

    @ParameterizedTest
    @MethodSource
    void forbidden(Row row) {
        Scenario scenario = row.scenario();

        Decision decision = scenario.decision();

        if (decision instanceof Decision.Done done) {
            assertThat(done.steps()).noneMatch(row::isTakenBy);
            assertThat(done.file().state().name()).isEqualTo(row.to);
        } else {
            assertThat(scenario.before().state().name()).isEqualTo(row.to);
        }
    }

    static Stream<Arguments> pairsWithoutARow() {
        Set<List<String>> allowed = ROWS.stream()
                .filter(Row::allowed)
                .filter(row -> !row.command.equals("ReportCase"))
                .map(row -> List.of(row.scenario().before().state().name(), row.command))
                .collect(Collectors.toSet());
        return Resting.STATES.stream()
                .flatMap(state -> SampleCommands.kinds().stream()
                        .filter(kind -> !allowed.contains(List.of(state.name(), kind.getSimpleName())))
                        .map(kind -> arguments(state, kind)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("pairsWithoutARow")
    void whateverHasNoRowLeavesTheCaseWhereItIs(CaseState state, Class<?> kind) {
        CaseFixture one = Resting.in(state);

        Decision decision = one.decision(SampleCommands.of(kind, one));

        if (decision instanceof Decision.Done done) {
            assertThat(done.file().state()).isEqualTo(state);
            assertThat(done.steps())
                    .allSatisfy(step -> assertThat(step.transition()).isNull());
            if (!SampleCommands.kindsOfAssignment().contains(kind)) {
                assertThat(done.steps())
                        .allSatisfy(step -> assertThat(step.event()).isInstanceOf(CaseEvent.NotedOnly.class));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RECEIVED")
    void everyStateIsReachedByCommands(CaseState state) {
        assertThat(Resting.in(state).state()).isEqualTo(state);
    }

    @Test
    void everyMoveHasARowFromEachStateItStartsIn() {
        for (Transition transition : Transition.values()) {
            String number = transition.name().split("_", 2)[0];
            Set<String> tabled = moves().filter(row -> row.number.equals(number))
                    .filter(row -> row.to.equals(transition.to().name()))
                    .map(Row::from)
                    .filter(from -> !from.equals("-"))
                    .collect(Collectors.toSet());
            Set<CaseState> coded = EnumSet.noneOf(CaseState.class);
            coded.addAll(transition.from());
            // within the decision that opens a case nobody can withdraw it
            coded.removeIf(from -> transition == Transition.C28_WITHDRAW && from == CaseState.RECEIVED);
            assertThat(tabled)
                    .as("%s", transition)
                    .isEqualTo(coded.stream().map(Enum::name).collect(Collectors.toSet()));
        }
    }

    @Test
    void everyCommandHasARow() {
        Set<String> tabled = ROWS.stream().map(Row::command).collect(Collectors.toSet());
        assertThat(SampleCommands.kinds())
                .filteredOn(kind -> !SampleCommands.kindsOfAssignment().contains(kind))
                .allSatisfy(kind -> assertThat(tabled).contains(kind.getSimpleName()));
    }

    @Test
    void nothingCanBeAskedOfAnUnknownCaseButToOpenIt() {
        CaseFixture none = CaseFixture.aCase();
        CaseFixture some = Resting.in(CaseState.IN_PROGRESS);
        assertThat(SampleCommands.kinds())
                .filteredOn(kind -> kind != Command.ReportCase.class)
                .allSatisfy(kind -> assertThat(none.decision(SampleCommands.of(kind, some)))
                        .isInstanceOfSatisfying(
                                Decision.Refused.class,
                                refused -> assertThat(refused.code()).isEqualTo("CASE_UNKNOWN")));
    }
}

package org.liandong.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command about an assignment in every state of it, for the lead and for a co-department (domain reference §4.3). */
class AssignmentTableTest {
    private static final List<Role> ROLES = List.of(Role.LEAD, Role.CO);

    /** One cell of the table. */
    record Cell(String command, Role role, AssignmentState from, AssignmentState to, String outcome) {
        static Stream<Cell> read(List<String> row) {
            return Table.names(row.get(1), ROLES.stream())
                    .map(Role::valueOf)
                    .flatMap(role -> Table.names(row.get(2), Stream.of(AssignmentState.values()))
                            .map(AssignmentState::valueOf)
                            .map(from -> new Cell(
                                    row.get(0),
                                    role,
                                    from,
                                    row.get(3).equals("=") ? from : AssignmentState.valueOf(row.get(3)),
                                    row.get(4))));
        }
    }

    static Stream<Cell> cells() {
        return Table.rows("/cases/assignments.csv", 5).stream().flatMap(Cell::read);
    }

    @ParameterizedTest
    @MethodSource
    void cells(Cell cell) {
        CaseFixture one = Resting.with(cell.role, cell.from);
        String dept = Resting.dept(cell.role);
        TaskNumber task = one.task(dept);
        assertThat(one.assignment(dept).state()).isEqualTo(cell.from);
        Class<?> kind = SampleCommands.kindsOfAssignment().stream()
                .filter(each -> each.getSimpleName().equals(cell.command))
                .findFirst()
                .orElseThrow();

        Decision decision = one.decision(SampleCommands.of(kind, one, task));

        assertThat(outcome(decision)).isEqualTo(cell.outcome);
        CaseFile after = decision instanceof Decision.Done done ? done.file() : one.file();
        assertThat(after.assignment(task).orElseThrow().state()).isEqualTo(cell.to);
    }

    private static String outcome(Decision decision) {
        if (decision instanceof Decision.Refused refused) {
            return refused.code();
        } else if (decision instanceof Decision.Done done) {
            return done.steps().stream().allMatch(step -> step.event() instanceof CaseEvent.NotedOnly)
                    ? "noted"
                    : "done";
        }
        return "already";
    }

    @Test
    void everyPairOfStateAndCommandStandsInTheTableOnce() {
        List<String> tabled = cells().map(cell -> cell.command + " " + cell.role + " " + cell.from)
                .toList();
        List<String> all = SampleCommands.kindsOfAssignment().stream()
                .flatMap(kind -> ROLES.stream()
                        .flatMap(role -> Stream.of(AssignmentState.values())
                                .map(state -> kind.getSimpleName() + " " + role + " " + state)))
                .toList();
        assertThat(tabled).containsExactlyInAnyOrderElementsOf(all);
    }
}

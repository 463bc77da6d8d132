package org.liandong.operations;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Assignment;
import org.liandong.cases.CaseFile;
import org.liandong.cases.TaskNumber;
import org.liandong.casework.CaseDesk;
import org.liandong.ledger.OutboxMessage;
import org.liandong.ledger.StatedTasksView.StatedTask;
import org.liandong.ledger.View;
import org.liandong.reconciliation.Difference;
import org.liandong.reconciliation.Reconciliation;
import org.liandong.reconciliation.Standing;

/**
 * What a department's last list of its tasks says other than the hub.
 *
 * @param name of the connector
 * @param day of the list, as {@code yyyy-MM-dd}
 * @param stated how many tasks it names
 */
record ReconciliationPage(String name, String day, String department, int stated, int agreed, List<Line> lines) {
    /** More open tasks than this are not looked for in the list. */
    private static final int MOST = 2_000;

    /** One difference, in words. */
    record Line(String taskNo, String ours, String theirs, String difference, String cure) {}

    /** Empty if the department has sent no list yet, or is none. */
    static Optional<ReconciliationPage> of(View view, ConnectedSystem system) {
        String department = system.department().orElse(null);
        return department == null
                ? Optional.empty()
                : view.statedTasks()
                        .lastDay(system.name())
                        .map(day -> compared(
                                view, system, department, view.statedTasks().of(system.name(), day)));
    }

    private static ReconciliationPage compared(
            View view, ConnectedSystem system, String department, List<StatedTask> list) {
        Map<String, Standing> stated = new LinkedHashMap<>();
        Instant begun = Instant.MAX;
        for (StatedTask task : list) {
            stated.put(task.taskNo(), Standing.valueOf(task.standing()));
            begun = task.saidAt().isBefore(begun) ? task.saidAt() : begun;
        }
        Map<String, Standing> expected = new LinkedHashMap<>();
        for (OutboxMessage letter : view.outbox().dispatchesOfOpenCases(system.receiver(), MOST)) {
            for (Assignment task : assignments(view, letter, department)) {
                // what had not arrived when the list was made cannot stand in it
                Instant delivered = task.deliveredAt();
                if (delivered != null && delivered.isBefore(begun)) {
                    expected.put(task.task().value(), standing(task));
                }
            }
        }
        Reconciliation found = Reconciliation.of(expected, stated, number -> known(view, number, department));
        return new ReconciliationPage(
                system.name(),
                list.get(0).day(),
                department,
                list.size(),
                found.agreed(),
                found.differences().stream().map(ReconciliationPage::line).toList());
    }

    private static List<Assignment> assignments(View view, OutboxMessage letter, String department) {
        return CaseDesk.load(view, letter.caseNo()).stream()
                .flatMap(file -> file.assignments().stream())
                .filter(task -> task.dept().equals(department))
                .toList();
    }

    private static @Nullable Standing known(View view, String number, String department) {
        if (!TaskNumber.isValid(number)) {
            return null;
        }
        TaskNumber task = new TaskNumber(number);
        return CaseDesk.load(view, task.caseNumber())
                .flatMap((CaseFile file) -> file.assignment(task))
                .filter(one -> one.dept().equals(department))
                .map(ReconciliationPage::standing)
                .orElse(null);
    }

    private static Standing standing(Assignment task) {
        if (task.doneAt() != null) {
            return Standing.DONE;
        }
        if (task.signedAt() != null) {
            return Standing.WORKING;
        }
        return task.deliveredAt() == null ? Standing.ABSENT : Standing.RECEIVED;
    }

    private static Line line(Difference difference) {
        return new Line(
                difference.taskNo(),
                words(difference.ours()),
                words(difference.theirs()),
                difference.kind().chinese(),
                difference.kind().cure());
    }

    private static String words(@Nullable Standing standing) {
        return standing == null ? "-" : standing.chinese();
    }

    /** As a file for the department, in the form of reference §3.5: what is quoted cannot become a formula. */
    String csv() {
        StringBuilder csv = new StringBuilder("\uFEFF对账日期,部门,任务号,枢纽状态,部门状态,差异,处理\r\n");
        for (Line line : lines) {
            csv.append(String.join(
                            ",",
                            day,
                            department,
                            cell(line.taskNo()),
                            line.ours(),
                            line.theirs(),
                            line.difference(),
                            line.cure()))
                    .append("\r\n");
        }
        return csv.toString();
    }

    private static String cell(String text) {
        String harmless = text.matches("[=+\\-@\\t].*") ? "'" + text : text;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }
}

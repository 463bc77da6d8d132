package org.liandong.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.simulator.LoopbackServer.Reply;

/** A city that is closed and opened again on its journal goes on with what it had begun. */
class ReopenedCityTest {
    private static final String TASK = "JN20260707010188422-01";
    private static final Receipt TAKEN = new Receipt(Receipt.Verdict.ACKNOWLEDGED, "0", "EVENT", "", "", "", List.of());

    @TempDir
    Path folder = Path.of("");

    @Test
    void aDepartmentKnowsItsTasksAndReportsWhatItHadPlanned() throws Exception {
        try (Journal journal = journal();
                TaskDesk desk = desk(journal, outcome -> Receipt.unclear("枢纽不在"))) {
            assertThat(desk.open(TASK, "key-1")).startsWith("HB-");
            await().until(() -> desk.unreported() == 2);
        }
        List<Outcome.Kind> reported = new CopyOnWriteArrayList<>();
        try (Journal journal = journal();
                TaskDesk desk = desk(journal, outcome -> {
                    reported.add(outcome.kind());
                    return TAKEN;
                })) {
            String known = desk.find(TASK).orElseThrow();
            assertThat(desk.open(TASK, "key-1")).as("the same delivery again").isEqualTo(known);
            await().until(() -> desk.unreported() == 0);
            assertThat(reported).containsExactly(Outcome.Kind.SIGNED, Outcome.Kind.DONE);
            assertThat(desk.effects()).containsEntry(TASK, 1);
        }
        try (Journal journal = journal();
                TaskDesk desk = desk(journal, outcome -> TAKEN)) {
            assertThat(desk.unreported())
                    .as("what was answered is not reported again")
                    .isZero();
        }
    }

    @Test
    void aMessageWithoutAVerdictIsSentAgainAndOneWithAVerdictIsNot() throws Exception {
        try (RecordingHub hub = new RecordingHub()) {
            hub.answering(call -> call.text().contains("JX-2") ? Reply.json(503, "") : taken());
            try (City city = City.open(settings(hub))) {
                city.send(order("JX-1"));
                city.send(order("JX-2"));
                await().until(() -> city.unanswered() == 1 && city.balance().sent() == 2);
            }
            cutTheLastLine();
            int before = hub.arrived().size();
            hub.answering(call -> taken());
            try (City city = City.open(settings(hub))) {
                await().until(() -> city.unanswered() == 0);
            }
            List<String> after = hub.arrived().stream()
                    .skip(before)
                    .map(RecordingHub.Arrived::text)
                    .toList();
            assertThat(after).anyMatch(text -> text.contains("JX-2")).noneMatch(text -> text.contains("JX-1"));
        }
    }

    private void cutTheLastLine() throws IOException {
        Files.writeString(folder.resolve("city.jsonl"), "{\"at\":\"2026-11-2", StandardOpenOption.APPEND);
    }

    private static Reply taken() {
        return Reply.json(200, "{\"code\":\"0\",\"outcome\":\"CASE\",\"caseNo\":\"JN20260707010188422\"}");
    }

    private static Push order(String number) {
        return new Push(
                "M-" + number,
                Push.Way.HOTLINE_JSON,
                Push.Kind.NEW,
                List.of(number),
                "{\"orderNo\":\"%s\"}".formatted(number),
                "");
    }

    private CitySettings settings(RecordingHub hub) {
        return CitySettings.demo(hub.address(), null, RecordingHub.SECRETS).keeping(folder.resolve("city.jsonl"));
    }

    private Journal journal() throws IOException {
        return Journal.appendTo(folder.resolve("desk.jsonl"));
    }

    private static TaskDesk desk(Journal journal, Outcome.Wire wire) {
        return new TaskDesk("HB", Profile.quick(17), wire, serial -> "HB-" + serial, journal);
    }
}

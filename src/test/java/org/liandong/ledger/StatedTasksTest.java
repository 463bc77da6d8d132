package org.liandong.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.liandong.ledger.StatedTasksView.StatedTask;

class StatedTasksTest {
    @EachDatabase
    void theLastWordOfADayCountsAndTheLastDayIsFound(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            assertThat(hub.view().statedTasks().lastDay("NL")).isEmpty();
            hub.write(entry -> {
                entry.statedTasks().state(stated("NL", "2026-07-09", "b", "DONE"));
                entry.statedTasks().state(stated("NL", "2026-07-10", "b", "RECEIVED"));
                entry.statedTasks().state(stated("NL", "2026-07-10", "a", "ABSENT"));
                entry.statedTasks().state(stated("NL", "2026-07-10", "b", "WORKING"));
                entry.statedTasks().state(stated("GT", "2026-07-11", "c", "DONE"));
                return true;
            });
            assertThat(hub.view().statedTasks().lastDay("NL")).contains("2026-07-10");
            assertThat(hub.view().statedTasks().of("NL", "2026-07-10"))
                    .extracting(StatedTask::taskNo, StatedTask::standing)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("a", "ABSENT"),
                            org.assertj.core.groups.Tuple.tuple("b", "WORKING"));
            hub.write(entry -> {
                entry.statedTasks().forgetBefore("NL", "2026-07-10");
                return true;
            });
            assertThat(hub.view().statedTasks().of("NL", "2026-07-09")).isEmpty();
            assertThat(hub.view().statedTasks().of("NL", "2026-07-10")).hasSize(2);
            assertThat(hub.view().statedTasks().of("GT", "2026-07-11")).hasSize(1);
        }
    }

    private static StatedTask stated(String connector, String day, String task, String standing) {
        return new StatedTask(connector, day, task, standing, Samples.MORNING, "raw/1");
    }
}

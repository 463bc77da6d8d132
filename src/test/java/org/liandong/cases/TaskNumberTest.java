package org.liandong.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The number of an assignment (domain reference §2.4). */
class TaskNumberTest {
    private static final CaseNumber CASE = new CaseNumber("JN20260707010188422");

    @Test
    void itIsTheCasesNumberWithAnIndex() {
        TaskNumber task = CASE.task(1);
        assertThat(task).hasToString("JN20260707010188422-01");
        assertThat(task.caseNumber()).isEqualTo(CASE);
        assertThat(task.index()).isEqualTo(1);
        assertThat(CASE.task(99).index()).isEqualTo(99);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JN20260706010176503-01",
                "JN20260707010188422-01",
                "JN20260708010193115-04",
                "JN20260709020007772-01",
                "JN20260710030414020-01"
            })
    void theReferencesTasksAreRight(String text) {
        assertThat(TaskNumber.isValid(text)).isTrue();
        assertThat(new TaskNumber(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "JN20260707010188422",
                "JN20260707010188422-1",
                "JN20260707010188422-001",
                "JN2026070701018842201",
                "JN20260707010188422_01",
                "JN20260707010188423-01"
            })
    void whatIsNoTaskNumberIsRefused(String text) {
        assertThat(TaskNumber.isValid(text)).isFalse();
        assertThatThrownBy(() -> new TaskNumber(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHundredthTaskHasNoNumber() {
        assertThatThrownBy(() -> CASE.task(100)).isInstanceOf(IllegalArgumentException.class);
    }
}

package org.liandong.deadlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liandong.cases.Urgency;
import org.liandong.deadlines.DefaultLimits.Clock;
import org.liandong.district.Jiangning;

class LimitTest {
    @ParameterizedTest
    @ValueSource(strings = {"0WD", "1.5WD", "5", "5D", "xWH", "-1EH"})
    void aLimitThatMakesNoSenseIsRefusedWithASentence(String text) {
        assertThatThrownBy(() -> Limit.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(时限|工作日).*");
    }

    @ParameterizedTest
    @CsvSource({
        "5WD, N, 3工作日",
        "1WD, N, 4工作时",
        "4WH, H, 4工作时",
        "10WH, H, 5工作时",
        "24EH, H, 12自然小时",
        "4EH, H, 4自然小时",
        "2EH, E, 2自然小时"
    })
    void aRedoHasHalfTheTime(String limit, Urgency urgency, String redo) {
        assertThat(Limit.parse(limit).forRedo(urgency)).hasToString(redo);
    }

    @Test
    void defaultLimitsKnowNightUrgencyAndInquiry() {
        DefaultLimits limits = Jiangning.DISTRICT.defaultLimits();

        assertThat(limits.find(Clock.ACCEPT, Urgency.H, false, true)).contains(Limit.of(2, LimitUnit.EH));
        assertThat(limits.find(Clock.ACCEPT, Urgency.H, false, false)).contains(Limit.of("30min", LimitUnit.EH));
        assertThat(limits.find(Clock.DISPOSE, Urgency.N, true, false)).contains(Limit.of(3, LimitUnit.WD));
        assertThat(limits.find(Clock.EXTENSION_NOTICE, Urgency.E, false, false)).isEmpty();
    }
}

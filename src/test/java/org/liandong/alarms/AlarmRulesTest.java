package org.liandong.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.liandong.alarms.AlarmRules.Change;
import org.liandong.ledger.Alarm;

/** One trouble, one alarm. */
class AlarmRulesTest {
    private static final Instant NOW = Instant.parse("2026-09-01T02:00:00Z");
    private static final Trouble CUT = new Trouble("route/HB", "环保", "CUT", "断了");

    @Test
    void aTroubleOpensOneAlarmHoweverOftenItIsSeen() {
        assertThat(AlarmRules.changes(List.of(), List.of(CUT, CUT), NOW)).containsExactly(new Change.Open(CUT));
        assertThat(AlarmRules.changes(List.of(alarm(null)), List.of(CUT), NOW)).isEmpty();
    }

    @Test
    void otherWordsForTheSameTroubleOpenNothing() {
        Trouble worse = new Trouble("route/HB", "环保", "CUT", "断了;7条等着");
        assertThat(AlarmRules.changes(List.of(alarm(null)), List.of(worse), NOW))
                .containsExactly(new Change.Still(alarm(null), "断了;7条等着"));
    }

    @Test
    void anotherTroubleOfTheSameRouteIsAnotherAlarm() {
        Trouble stuck = new Trouble("route/HB", "环保", "STUCK", "2条送不到,等人处理");
        assertThat(AlarmRules.changes(List.of(alarm(null)), List.of(CUT, stuck), NOW))
                .containsExactly(new Change.Open(stuck));
    }

    @Test
    void whatIsGoneForFiveMinutesCloses() {
        assertThat(AlarmRules.changes(List.of(alarm(null)), List.of(), NOW))
                .containsExactly(new Change.Clear(alarm(null)));
        Alarm calm = alarm(NOW.minus(Duration.ofMinutes(5)).plusMillis(1));
        assertThat(AlarmRules.changes(List.of(calm), List.of(), NOW)).isEmpty();
        Alarm over = alarm(NOW.minus(Duration.ofMinutes(5)));
        assertThat(AlarmRules.changes(List.of(over), List.of(), NOW)).containsExactly(new Change.Close(over));
    }

    @Test
    void whatComesBackBeforeIsCountedAndOpensNothing() {
        Alarm calm = alarm(NOW.minusSeconds(200));
        assertThat(AlarmRules.changes(List.of(calm), List.of(CUT), NOW)).containsExactly(new Change.Again(calm, "断了"));
    }

    private static Alarm alarm(@Nullable Instant clearSince) {
        return new Alarm(1, "route/HB", "环保", "CUT", "断了", NOW.minusSeconds(999), 1, clearSince, null, null, null);
    }
}

package org.liandong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.liandong.ledger.AlarmsView.Event;
import org.liandong.ledger.AlarmsView.Notice;

/** Alarms, and what is to be told of them. */
class AlarmsTest {
    private static final Instant AT = Samples.MORNING;

    @EachDatabase
    void anAlarmOpensIsTakenOnComesBackAndCloses(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            open(hub);
            Alarm alarm = only(hub);
            assertThat(alarm.times()).isEqualTo(1);
            assertThatThrownBy(() -> open(hub))
                    .as("one open alarm of a kind for a subject")
                    .isInstanceOf(LedgerFailure.class);

            assertThat(acknowledge(hub, "wang")).isTrue();
            assertThat(acknowledge(hub, "li")).as("somebody has it already").isFalse();
            hub.write(entry -> {
                entry.alarms().clear(alarm.id(), AT.plusSeconds(60));
                return true;
            });
            assertThat(only(hub).clearSince()).isEqualTo(AT.plusSeconds(60));
            hub.write(entry -> {
                entry.alarms().again(alarm.id(), "又断了");
                entry.alarms().still(alarm.id(), "又断了;3条等着");
                return true;
            });
            assertThat(only(hub))
                    .extracting(Alarm::times, Alarm::words, Alarm::clearSince, Alarm::ackedBy)
                    .containsExactly(2, "又断了;3条等着", null, "wang");
            hub.write(entry -> {
                entry.alarms().close(alarm.id(), AT.plusSeconds(900), List.of("mail"));
                return true;
            });
            assertThat(hub.view().alarms().open()).isEmpty();
            assertThat(hub.view().alarms().openCount()).isZero();
            assertThat(hub.view().alarms().closed(9))
                    .extracting(Alarm::closedAt)
                    .containsExactly(AT.plusSeconds(900));
            open(hub);
            assertThat(only(hub).id()).as("the same trouble another day").isGreaterThan(alarm.id());
        }
    }

    @EachDatabase
    void whatIsToBeToldIsKeptUntilItIsTold(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            open(hub);
            hub.reopen();
            List<Notice> due = hub.view().alarms().due(AT, 9);
            assertThat(due)
                    .extracting(Notice::herald, Notice::event, Notice::tries)
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple("mail", Event.OPENED, 0),
                            org.assertj.core.groups.Tuple.tuple("webhook", Event.OPENED, 0));
            hub.write(entry -> {
                for (Notice notice : due) {
                    if (notice.herald().equals("mail")) {
                        entry.alarms().told(notice, AT);
                    } else {
                        entry.alarms().postpone(notice, AT.plusSeconds(10));
                    }
                }
                return true;
            });
            assertThat(hub.view().alarms().due(AT, 9)).isEmpty();
            List<Notice> later = hub.view().alarms().due(AT.plusSeconds(10), 9);
            assertThat(later).extracting(Notice::tries).containsExactly(1);
            hub.write(entry -> {
                entry.alarms().giveUp(later.get(0));
                return true;
            });
            assertThat(hub.view().alarms().due(AT.plusSeconds(99), 9)).isEmpty();
        }
    }

    @EachDatabase
    void roomIsKeptByTheHour(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            for (long free : new long[] {100, 90}) {
                hub.write(entry -> {
                    entry.alarms().measure(new AlarmsView.Room(AT, free));
                    return true;
                });
            }
            assertThat(hub.view().alarms().room(AT)).containsExactly(new AlarmsView.Room(AT, 90));
            assertThat(hub.view().alarms().room(AT.plusMillis(1))).isEmpty();
        }
    }

    private static void open(TestLedger hub) {
        hub.write(entry -> {
            entry.alarms().open("route/HB", "环保", "CUT", "断了", AT, List.of("mail", "webhook"));
            return true;
        });
    }

    private static boolean acknowledge(TestLedger hub, String by) {
        return hub.<Boolean>write(entry -> entry.alarms().acknowledge(only(hub).id(), by, AT));
    }

    private static Alarm only(TestLedger hub) {
        List<Alarm> open = hub.view().alarms().open();
        assertThat(open).hasSize(1);
        return open.get(0);
    }
}

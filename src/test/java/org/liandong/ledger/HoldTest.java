package org.liandong.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.liandong.cases.CaseNumber;

/** Letters of a receiver that a person holds back. */
class HoldTest {
    private static final Instant AT = Samples.MORNING;
    private static final Instant LATER = AT.plusSeconds(86_400);

    @EachDatabase
    void whoIsPausedGetsNothingAndTheOthersEverything(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            long first = add(hub, "dept.CG", 1);
            long other = add(hub, "dept.HB", 1);
            assertThat(pause(hub)).isTrue();
            assertThat(pause(hub)).as("paused already").isFalse();

            assertThat(begin(hub, first)).isEqualTo(new Turn.Parked());
            assertThat(begin(hub, other)).isEqualTo(new Turn.Go(1));
            hub.reopen();
            assertThat(begin(hub, first)).isEqualTo(new Turn.Parked());
            assertThat(hub.view().routes().holds())
                    .extracting(Hold::receiver, Hold::heldBy, Hold::reason)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("dept.CG", "wang", "对方升级"));
            assertThat(hub.view().outbox().unsent(LATER, 9))
                    .extracting(OutboxMessage::id)
                    .doesNotContain(first);
        }
    }

    @EachDatabase
    void whatHasWaitedGoesInItsOrderWhenItIsLetGo(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            long first = add(hub, "dept.CG", 1);
            long second = add(hub, "dept.CG", 1);
            hub.write(entry -> {
                entry.outbox().markSent(entry.outbox().unsent(LATER, 9));
                return true;
            });
            pause(hub);
            begin(hub, second);
            begin(hub, first);
            assertThat(hub.view().outbox().unsent(LATER, 9)).isEmpty();

            assertThat(hub.<Boolean>write(entry -> entry.routes().release("dept.CG")))
                    .isTrue();
            assertThat(hub.<Boolean>write(entry -> entry.routes().release("dept.CG")))
                    .isFalse();

            assertThat(hub.view().outbox().unsent(LATER, 9))
                    .extracting(OutboxMessage::id)
                    .containsExactly(first, second);
            assertThat(begin(hub, second)).isEqualTo(new Turn.Parked());
            assertThat(begin(hub, first)).isEqualTo(new Turn.Go(1));
            assertThat(hub.view().routes().hold("dept.CG").orElseThrow().isOn()).isFalse();
            assertThat(hub.view().routes().holds()).isEmpty();
        }
    }

    @EachDatabase
    void whoIsDrainedGetsWhatIsThereAndNothingNew(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            long there = add(hub, "dept.CG", 1);
            hub.write(entry -> entry.routes().drain("dept.CG", "wang", "对方升级"));
            long late = add(hub, "dept.CG", 2);
            Hold hold = hub.view().routes().hold("dept.CG").orElseThrow();
            assertThat(hub.view().routes().stillGoing(hold)).isEqualTo(1);

            assertThat(begin(hub, late)).isEqualTo(new Turn.Parked());
            assertThat(begin(hub, there)).isEqualTo(new Turn.Go(1));
            hub.write(entry -> entry.deliveries().end(there, 1, AttemptOutcome.DELIVERED, null, null, AT));
            assertThat(hub.view().routes().stillGoing(hold)).isZero();

            assertThat(hub.<Boolean>write(entry -> entry.routes().drain("dept.CG", "wang", "再排一次")))
                    .as("what is drained stays so")
                    .isFalse();
            assertThat(pause(hub)).as("a pause is stricter").isTrue();
        }
    }

    @EachDatabase
    void whatRoutesDoIsAddedUpByTheHour(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            RoutesView.Hour hour = new RoutesView.Hour("in.HB", AT, 3, 1);
            for (int i = 0; i < 2; i++) {
                hub.write(entry -> {
                    entry.routes().count(hour);
                    entry.routes().remember(new RoutesView.Last("in.HB", AT, null, null));
                    return true;
                });
            }
            hub.write(entry -> {
                entry.routes().remember(new RoutesView.Last("in.HB", AT, LATER, "签名不对"));
                return true;
            });
            assertThat(hub.view().routes().hours(AT)).containsExactly(new RoutesView.Hour("in.HB", AT, 6, 2));
            assertThat(hub.view().routes().hours("dept.HB", AT)).isEmpty();
            assertThat(hub.view().routes().hours(AT.plusMillis(1))).isEmpty();
            assertThat(hub.view().routes().lasts()).isEqualTo(List.of(new RoutesView.Last("in.HB", AT, LATER, "签名不对")));
        }
    }

    private static boolean pause(TestLedger hub) {
        return hub.<Boolean>write(entry -> entry.routes().pause("dept.CG", "wang", "对方升级"));
    }

    private static long add(TestLedger hub, String receiver, int caseNo) {
        CaseNumber number = Samples.caseNo(caseNo);
        return hub.<Outbox.Placed>write(entry -> entry.outbox().add(receiver, number, "dispatch", "{}"))
                .id();
    }

    private static Turn begin(TestLedger hub, long id) {
        return hub.<Turn>write(entry -> entry.deliveries().begin(id, AT));
    }
}

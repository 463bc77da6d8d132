package org.liandong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.liandong.cases.CaseNumber;

class DeliveryOrderTest {
    private static final CaseNumber CASE = Samples.caseNo(1);
    private static final Instant AT = Samples.MORNING;

    @EachDatabase
    void messagesAreNumberedWithinTheirCaseAndReceiver(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            List<Outbox.Placed> placed = hub.write(entry -> List.of(
                    add(entry, "dept.CG", CASE),
                    add(entry, "channel.12345", CASE),
                    add(entry, "dept.CG", Samples.caseNo(2)),
                    add(entry, "dept.CG", CASE)));
            assertThat(placed)
                    .containsExactly(
                            new Outbox.Placed(1, 1),
                            new Outbox.Placed(2, 1),
                            new Outbox.Placed(3, 1),
                            new Outbox.Placed(4, 2));
            hub.reopen();
            assertThat(hub.<Outbox.Placed>write(entry -> add(entry, "dept.CG", CASE)))
                    .isEqualTo(new Outbox.Placed(5, 3));
        }
    }

    @EachDatabase
    void theSweepFindsWhatIsNotHandedOver(TestDatabase database) {
        try (TestLedger hub = withMessages(database, 5)) {
            List<OutboxMessage> unsent = hub.view().outbox().unsent(AT.plusSeconds(86400), 3);
            assertThat(unsent).extracting(OutboxMessage::id).containsExactly(1L, 2L, 3L);
            markSent(hub, unsent);
            assertThat(hub.view().outbox().unsent(AT.plusSeconds(86400), 10))
                    .extracting(OutboxMessage::id)
                    .containsExactly(4L, 5L);
        }
    }

    @EachDatabase
    void aLaterMessageWaitsAndComesAgainWhenItsTurnIsThere(TestDatabase database) {
        try (TestLedger hub = withMessages(database, 3)) {
            markSent(hub, hub.view().outbox().unsent(AT.plusSeconds(86400), 10));
            assertThat(begin(hub, 3)).isEqualTo(new Turn.Parked());
            assertThat(begin(hub, 2)).isEqualTo(new Turn.Parked());
            assertThat(begin(hub, 1)).isEqualTo(new Turn.Go(1));
            assertThat(hub.view().deliveries().settledUpTo(CASE, "dept.CG")).isZero();
            assertThat(hub.view().outbox().unsent(AT.plusSeconds(86400), 10)).isEmpty();

            Optional<OutboxMessage> next = end(hub, 1, 1, AttemptOutcome.DELIVERED);

            assertThat(next).map(OutboxMessage::id).contains(2L);
            assertThat(hub.view().outbox().unsent(AT.plusSeconds(86400), 10))
                    .singleElement()
                    .satisfies(again -> {
                        assertThat(again.id()).isEqualTo(2);
                        // or the broker would take it for a repetition
                        assertThat(again.duplicateId()).isEqualTo("2-2");
                    });
            assertThat(begin(hub, 3)).isEqualTo(new Turn.Parked());
            assertThat(begin(hub, 2)).isEqualTo(new Turn.Go(1));
            assertThat(end(hub, 2, 1, AttemptOutcome.REFUSED))
                    .map(OutboxMessage::id)
                    .contains(3L);
            assertThat(begin(hub, 3)).isEqualTo(new Turn.Go(1));
            assertThat(end(hub, 3, 1, AttemptOutcome.DELIVERED)).isEmpty();
            assertThat(hub.view().deliveries().settledUpTo(CASE, "dept.CG")).isEqualTo(3);
            assertThat(hub.view().deliveries().backlog()).isEmpty();
        }
    }

    @EachDatabase
    void whatContinuesAnotherCaseWaitsForWhatWasToBeHeardOfThatOne(TestDatabase database) {
        CaseNumber child = Samples.caseNo(2);
        try (TestLedger hub = TestLedger.on(database)) {
            List<Outbox.Placed> placed = hub.write(entry -> List.of(
                    add(entry, "channel.12345", CASE),
                    add(entry, "channel.12345", child),
                    add(entry, "channel.12345", child),
                    entry.outbox().add("channel.12345", CASE, "STATUS", "{}", List.of(child)),
                    entry.outbox().add("dept.CG", CASE, "DISPATCH", "{}", List.of(child))));
            assertThat(placed).extracting(Outbox.Placed::seq).containsExactly(1L, 1L, 2L, 3L, 1L);
            markSent(hub, hub.view().outbox().unsent(AT.plusSeconds(86400), 10));
            begin(hub, 1);
            end(hub, 1, 1, AttemptOutcome.DELIVERED);
            assertThat(begin(hub, 4)).isEqualTo(new Turn.Parked());
            assertThat(begin(hub, 5)).isEqualTo(new Turn.Go(1));
            begin(hub, 2);
            end(hub, 2, 1, AttemptOutcome.DELIVERED);
            assertThat(begin(hub, 4)).isEqualTo(new Turn.Parked());
            begin(hub, 3);
            end(hub, 3, 1, AttemptOutcome.DELIVERED);
            assertThat(hub.view().outbox().unsent(AT.plusSeconds(86400), 10))
                    .extracting(OutboxMessage::id)
                    .containsExactly(4L);
            assertThat(begin(hub, 4)).isEqualTo(new Turn.Go(1));
        }
    }

    @EachDatabase
    void aReceiverDoesNotWaitForAnother(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            hub.write(entry -> List.of(add(entry, "dept.CG", CASE), add(entry, "dept.HB", CASE)));
            assertThat(begin(hub, 2)).isEqualTo(new Turn.Go(1));
        }
    }

    @EachDatabase
    void aMessageIsNotDeliveredTwice(TestDatabase database) {
        try (TestLedger hub = withMessages(database, 1)) {
            assertThat(begin(hub, 1)).isEqualTo(new Turn.Go(1));
            end(hub, 1, 1, AttemptOutcome.DELIVERED);
            assertThat(begin(hub, 1)).isEqualTo(new Turn.Over(DeliveryState.DONE));
            assertThatThrownBy(() -> end(hub, 1, 1, AttemptOutcome.FAILED)).hasMessageContaining("已有结果");
        }
    }

    @EachDatabase
    void anAttemptTheHubDiedInIsInDoubtUntilLookedUp(TestDatabase database) {
        try (TestLedger hub = withMessages(database, 2)) {
            assertThat(begin(hub, 1)).isEqualTo(new Turn.Go(1));
            hub.reopen();

            assertThat(hub.view().deliveries().interrupted(AT.plusSeconds(1), 10))
                    .extracting(Attempt::outboxId)
                    .containsExactly(1L);
            assertThat(begin(hub, 1))
                    .isInstanceOfSatisfying(
                            Turn.InDoubt.class,
                            doubt -> assertThat(doubt.last().outcome()).isEqualTo(AttemptOutcome.UNKNOWN));
            assertThat(hub.view().deliveries().inDoubt(0, 10))
                    .extracting(OutboxMessage::id)
                    .containsExactly(1L);
            assertThat(hub.view().deliveries().interrupted(AT.plusSeconds(1), 10))
                    .isEmpty();
            assertThat(begin(hub, 2)).isEqualTo(new Turn.Parked());

            // the look-up finds it has arrived
            assertThat(end(hub, 1, 1, AttemptOutcome.DELIVERED))
                    .map(OutboxMessage::id)
                    .contains(2L);
            assertThat(hub.view().outbox().find(1)).map(OutboxMessage::state).contains(DeliveryState.DONE);
        }
    }

    @EachDatabase
    void aMessageInDoubtMayBeSentAgainWhereTheReceiverKnowsRepetitions(TestDatabase database) {
        try (TestLedger hub = withMessages(database, 1)) {
            assertThatThrownBy(() -> hub.write(entry -> entry.deliveries().beginAgain(1, AT)))
                    .hasMessageContaining("不在核对中");
            begin(hub, 1);
            end(hub, 1, 1, AttemptOutcome.UNKNOWN);
            assertThat(hub.<Integer>write(entry -> entry.deliveries().beginAgain(1, AT)))
                    .isEqualTo(2);
            end(hub, 1, 2, AttemptOutcome.DELIVERED);
            assertThat(hub.view().deliveries().attempts(1))
                    .extracting(Attempt::outcome)
                    .containsExactly(AttemptOutcome.UNKNOWN, AttemptOutcome.DELIVERED);
            assertThat(hub.view().outbox().find(1)).map(OutboxMessage::state).contains(DeliveryState.DONE);
        }
    }

    @EachDatabase
    void aDeadMessageHoldsTheLaterOnesUntilAPersonDecides(TestDatabase database) {
        try (TestLedger hub = withMessages(database, 2)) {
            markSent(hub, hub.view().outbox().unsent(AT.plusSeconds(86400), 10));
            begin(hub, 1);
            end(hub, 1, 1, AttemptOutcome.FAILED);
            bury(hub, 1);
            assertThat(hub.view().deliveries().dead(0, 10))
                    .singleElement()
                    .satisfies(dead -> assertThat(dead.reason()).isEqualTo("城管平台连接被拒绝, 已试8次"));
            assertThat(begin(hub, 1)).isEqualTo(new Turn.Over(DeliveryState.DEAD));
            assertThat(begin(hub, 2)).isEqualTo(new Turn.Parked());

            assertThat(hub.<Boolean>write(entry -> entry.deliveries().revive(1)))
                    .isTrue();
            assertThat(hub.view().outbox().unsent(AT.plusSeconds(86400), 10))
                    .extracting(OutboxMessage::duplicateId)
                    .containsExactly("1-2");
            assertThat(begin(hub, 1)).isEqualTo(new Turn.Go(2));
            end(hub, 1, 2, AttemptOutcome.FAILED);
            bury(hub, 1);

            Optional<OutboxMessage> next = hub.write(entry -> entry.deliveries().giveUp(1, "改电话派遣"));
            assertThat(next).map(OutboxMessage::id).contains(2L);
            assertThat(begin(hub, 2)).isEqualTo(new Turn.Go(1));
        }
    }

    @EachDatabase
    void theBacklogNamesEachReceiverWithItsOldestMessage(TestDatabase database) {
        try (TestLedger hub = withMessages(database, 3)) {
            hub.write(entry -> add(entry, "dept.HB", CASE));
            begin(hub, 1);
            end(hub, 1, 1, AttemptOutcome.DELIVERED);
            assertThat(hub.view().deliveries().backlog())
                    .containsExactly(
                            new DeliveriesView.Backlog("dept.CG", 2, TestLedger.CLOCK.instant()),
                            new DeliveriesView.Backlog("dept.HB", 1, TestLedger.CLOCK.instant()));
        }
    }

    private static TestLedger withMessages(TestDatabase database, int count) {
        TestLedger hub = TestLedger.on(database);
        hub.write(entry -> {
            for (int i = 0; i < count; i++) {
                add(entry, "dept.CG", CASE);
            }
            return count;
        });
        return hub;
    }

    private static Outbox.Placed add(Entry entry, String receiver, CaseNumber caseNo) {
        return entry.outbox().add(receiver, caseNo, "dispatch", "{}");
    }

    private static Turn begin(TestLedger hub, long id) {
        return hub.write(entry -> entry.deliveries().begin(id, AT));
    }

    private static Optional<OutboxMessage> end(TestLedger hub, long id, int attemptNo, AttemptOutcome outcome) {
        return hub.write(entry -> entry.deliveries().end(id, attemptNo, outcome, "对方应答", null, AT.plusSeconds(2)));
    }

    private static void markSent(TestLedger hub, List<OutboxMessage> messages) {
        hub.write(entry -> {
            entry.outbox().markSent(messages);
            return true;
        });
    }

    private static void bury(TestLedger hub, long id) {
        hub.write(entry -> {
            entry.deliveries().bury(id, "城管平台连接被拒绝, 已试8次");
            return true;
        });
    }
}

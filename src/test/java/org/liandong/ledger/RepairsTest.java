package org.liandong.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.liandong.ledger.RepairsView.Counted;

/** What does not go on by itself, and what people do about it. */
class RepairsTest {
    private static final Instant AT = Samples.MORNING;

    @EachDatabase
    void troubledLettersAreCountedByReceiverAndWords(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            long first = buried(hub, "dept.CG", 1, "连不上");
            buried(hub, "dept.CG", 2, "连不上");
            buried(hub, "dept.HB", 3, "HTTP 500");
            long doubtful = add(hub, "dept.HB", 4);
            hub.write(entry -> {
                entry.deliveries().begin(doubtful, AT);
                return entry.deliveries().end(doubtful, 1, AttemptOutcome.UNKNOWN, "没有回执", null, AT);
            });

            assertThat(hub.view().repairs().letters(DeliveryState.DEAD, AT))
                    .extracting(Counted::of, Counted::why, Counted::count)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("dept.CG", "连不上", 2L),
                            org.assertj.core.groups.Tuple.tuple("dept.HB", "HTTP 500", 1L));
            assertThat(hub.view().repairs().letters(DeliveryState.IN_DOUBT, AT))
                    .as("in the words of its last attempt")
                    .extracting(Counted::of, Counted::why, Counted::count)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("dept.HB", "没有回执", 1L));
            assertThat(hub.view().repairs().letters("dept.CG", DeliveryState.DEAD, AT))
                    .extracting(stuck -> stuck.message().id())
                    .contains(first)
                    .hasSize(2);
            assertThat(hub.view().deliveries().troubled(AT))
                    .containsEntry("dept.CG", new DeliveriesView.Troubled(0, 2))
                    .containsEntry("dept.HB", new DeliveriesView.Troubled(1, 1));
        }
    }

    @EachDatabase
    void whatIsLaidAsideIsNoTroubleUntilItsTime(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            long letter = buried(hub, "dept.CG", 1, "连不上");
            hub.write(entry -> {
                entry.repairs().shelve(letter, AT.plusSeconds(60), "wang", "等上线");
                return true;
            });
            assertThat(hub.view().repairs().letters(DeliveryState.DEAD, AT)).isEmpty();
            assertThat(hub.view().deliveries().troubled(AT)).isEmpty();
            assertThat(hub.view().repairs().shelved(AT))
                    .extracting(RepairsView.Shelved::by, RepairsView.Shelved::reason)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("wang", "等上线"));
            assertThat(hub.view().repairs().letters(DeliveryState.DEAD, AT.plusSeconds(60)))
                    .hasSize(1);
            hub.write(entry -> {
                entry.repairs().unshelve(letter);
                return true;
            });
            assertThat(hub.view().repairs().letters(DeliveryState.DEAD, AT)).hasSize(1);
        }
    }

    @EachDatabase
    void aRunIsProposedAgreedToByAnotherAndGoneThroughInOrder(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            long run = hub.<Long>write(entry ->
                    entry.repairs().propose(RepairVerb.SKIP, "环保", "演练", 60, "wang", List.of(3L, 1L, 2L), false));
            assertThat(hub.<Boolean>write(entry -> entry.repairs().approve(run, "wang")))
                    .isFalse();
            assertThat(hub.<Boolean>write(entry -> entry.repairs().approve(run, "li")))
                    .isTrue();
            assertThat(hub.<Boolean>write(entry -> entry.repairs().approve(run, "zhao")))
                    .as("once")
                    .isFalse();
            assertThat(hub.view().repairs().openItems(run, 2))
                    .extracting(RepairsView.Item::id)
                    .containsExactly(1L, 2L);
            hub.write(entry -> {
                entry.repairs().done(run, 1, "已跳过");
                return true;
            });
            hub.reopen();
            assertThat(hub.view().repairs().progress(run)).isEqualTo(new RepairsView.Progress(3, 1));
            assertThat(hub.<Boolean>write(entry -> entry.repairs().pause(run))).isTrue();
            assertThat(hub.<Boolean>write(entry -> entry.repairs().resume(run))).isTrue();
            assertThat(hub.view().repairs().openRuns()).hasSize(1);
            assertThat(hub.<Boolean>write(entry -> entry.repairs().stop(run))).isTrue();
            assertThat(hub.<Boolean>write(entry -> entry.repairs().resume(run)))
                    .as("what is over stays so")
                    .isFalse();
            assertThat(hub.view().repairs().openRuns()).isEmpty();
            assertThat(hub.view().repairs().runs(9))
                    .extracting(RepairRun::state, RepairRun::approvedBy)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(RepairRun.State.STOPPED, "li"));
        }
    }

    @EachDatabase
    void whatWasSettledByHandLetsTheNextGo(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            long first = buried(hub, "dept.CG", 1, "连不上");
            long next = add(hub, "dept.CG", 1);
            hub.write(entry -> entry.deliveries().begin(next, AT));
            hub.write(entry -> entry.deliveries().settleByHand(first, "传真回执"));
            assertThat(hub.view().outbox().find(first).orElseThrow().state()).isEqualTo(DeliveryState.DONE);
            assertThat(hub.<Turn>write(entry -> entry.deliveries().begin(next, AT)))
                    .isEqualTo(new Turn.Go(1));
        }
    }

    @EachDatabase
    void casesAreFoundByWordsAndDayAndByTheTelephoneOfWhoAsked(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            hub.write(entry -> {
                entry.cases().store(Samples.pending(Samples.caseNo(1)), 0);
                return true;
            });
            CaseRow row = hub.view().cases().load(Samples.caseNo(1)).orElseThrow();
            String some = row.doc().substring(1, Math.min(12, row.doc().length()));
            Instant day = row.times().receivedAt();
            assertThat(found(hub, new CaseFilter(null, null, null, null, day, day.plusSeconds(1), some)))
                    .isEqualTo(1);
            assertThat(found(hub, new CaseFilter(null, null, null, null, day.plusSeconds(1), null, null)))
                    .isZero();
            assertThat(found(hub, new CaseFilter(null, null, null, null, null, day, null)))
                    .isZero();
            assertThat(found(hub, new CaseFilter(null, null, null, null, null, null, "%_\\")))
                    .as("no wildcards")
                    .isZero();

            SealedPerson person = hub.ledger().seal("{}", List.of("13912345678"));
            hub.write(entry -> entry.persons().store(person, Samples.caseNo(1)));
            assertThat(hub.view().persons().casesByPhone("13912345678", 9)).containsExactly(Samples.caseNo(1));
            assertThat(hub.view().persons().casesByPhone("13912345679", 9)).isEmpty();
        }
    }

    private static int found(TestLedger hub, CaseFilter filter) {
        return hub.view().cases().page(filter, null, 9).size();
    }

    private static long buried(TestLedger hub, String receiver, int caseNo, String why) {
        long id = add(hub, receiver, caseNo);
        hub.write(entry -> {
            entry.deliveries().bury(id, why);
            return true;
        });
        return id;
    }

    private static long add(TestLedger hub, String receiver, int caseNo) {
        return hub.<Outbox.Placed>write(entry -> entry.outbox().add(receiver, Samples.caseNo(caseNo), "dispatch", "{}"))
                .id();
    }
}

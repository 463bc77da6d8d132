package org.liandong.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.liandong.ledger.RetentionView.Gone;
import org.liandong.ledger.RetentionView.Old;

/** What is kept, what may go, and what is held. */
class RetentionBookTest {
    private static final Instant AT = Samples.MORNING;

    @EachDatabase
    void aMessageKnowsWhetherItsCaseIsClosedAndHeld(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            String raw = hub.write(entry -> {
                entry.cases().store(Samples.pending(Samples.caseNo(1)), 0);
                String id = entry.raw()
                        .add(hub.ledger()
                                .seal(
                                        new RawMessage("WGT", "grid/reports", AT, "application/json", "UTF-8"),
                                        new byte[] {1, 2, 3}));
                entry.inbox()
                        .add(new InboxMessage(
                                new InboxKey("WGT", "1"),
                                "digest",
                                id,
                                AT,
                                InboxOutcome.CASE,
                                Samples.caseNo(1).value(),
                                "{}",
                                null));
                return id;
            });
            assertThat(old(hub))
                    .extracting(Old::rawId, Old::hasCase, Old::closedAt, Old::held)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(raw, true, null, false));
            assertThat(hub.<Boolean>write(entry -> entry.retention().hold(Samples.caseNo(1), "wang", "复议")))
                    .isTrue();
            assertThat(hub.<Boolean>write(entry -> entry.retention().hold(Samples.caseNo(1), "li", "诉讼")))
                    .isFalse();
            assertThat(old(hub)).extracting(Old::held).containsExactly(true);
            assertThat(hub.view().retention().heldMessages()).containsExactly(raw);
            assertThat(hub.view().retention().holds())
                    .extracting(RetentionView.LegalHold::heldBy)
                    .containsExactly("wang");
            assertThat(hub.view().retention().countUses()).containsExactly(new RetentionView.Use("WGT", 1, 3, AT));
            hub.write(entry -> {
                entry.retention().uses(entry.retention().countUses());
                entry.retention().ran(new RetentionView.Run(AT, AT, 1, 3, 2, 5, 0, 0, 4, 9, 1));
                return entry.raw().erase(raw);
            });
            assertThat(hub.view().retention().countUses()).isEmpty();
            assertThat(hub.view().retention().uses()).hasSize(1);
            assertThat(hub.view().retention().lastRun())
                    .contains(new RetentionView.Run(AT, AT, 1, 3, 2, 5, 0, 0, 4, 9, 1));
            assertThat(hub.<Boolean>write(entry -> entry.retention().lift(Samples.caseNo(1))))
                    .isTrue();
            assertThat(old(hub)).extracting(Old::held).containsExactly(false);
        }
    }

    @EachDatabase
    void onlyPersonsOfCasesClosedForLongEnoughGo(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            SealedPerson person = hub.ledger().seal("{\"name\":\"周\"}", List.of("13912345678"));
            String ref = hub.write(entry -> {
                entry.cases().store(Samples.pending(Samples.caseNo(1)), 0);
                return entry.persons().store(person, Samples.caseNo(1));
            });
            assertThat(gone(hub)).as("its case is open").isEmpty();
            hub.tamper("UPDATE case_file SET closed_at = " + AT.toEpochMilli());
            assertThat(gone(hub)).extracting(Gone::ref).containsExactly(ref);
            assertThat(hub.view().retention().personsBefore(AT, "", 9))
                    .as("not yet")
                    .isEmpty();
            hub.write(entry -> entry.retention().hold(Samples.caseNo(1), "wang", "复议"));
            assertThat(gone(hub)).isEmpty();
        }
    }

    private static List<Old> old(TestLedger hub) {
        return hub.view().retention().messagesBefore(AT.plusSeconds(1), 0, 9);
    }

    private static List<Gone> gone(TestLedger hub) {
        return hub.view().retention().personsBefore(AT.plusSeconds(1), "", 9);
    }
}

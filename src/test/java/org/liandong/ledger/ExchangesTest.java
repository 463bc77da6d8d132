package org.liandong.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.liandong.ledger.Exchange.Said;
import org.liandong.ledger.RetentionView.OldLetter;
import org.liandong.security.crypto.Sm3;

/** What went out and what came back is kept as it was, and goes when its time is over. */
class ExchangesTest {
    private static final Instant AT = Samples.MORNING;
    private static final byte[] LETTER = "<task>JN</task>".getBytes(StandardCharsets.UTF_8);

    @EachDatabase
    void bothSidesOfEachAttemptAreKeptAndOfSeveralQuestionsTheLast(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            long id = letter(hub);
            keep(hub, new Exchange(id, 1, false, AT, Said.of(LETTER, "POST /tasks"), null));
            keep(hub, asked(id, AT.plusSeconds(5), "404"));
            keep(hub, asked(id, AT.plusSeconds(9), "200 有这件"));
            keep(hub, new Exchange(id, 2, false, AT, Said.of(LETTER, "POST /tasks"), Said.of(new byte[0], "200")));

            List<Exchange> kept = hub.view().exchanges().of(id);

            assertThat(kept).extracting(Exchange::attemptNo).containsExactly(1, 1, 2);
            assertThat(kept.get(0))
                    .isEqualTo(new Exchange(
                            id, 1, false, AT, new Said(LETTER.length, Sm3.hex(LETTER), "POST /tasks"), null));
            assertThat(kept.get(1)).isEqualTo(asked(id, AT.plusSeconds(9), "200 有这件"));
            assertThat(hub.view().exchanges().of(id + 1)).isEmpty();
        }
    }

    @EachDatabase
    void whatIsKeptCannotBeReadWithoutTheKeys(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            long id = letter(hub);
            keep(hub, new Exchange(id, 1, false, AT, Said.of(LETTER, "来电人周先生"), Said.of(LETTER, "周先生收到")));
            hub.write(entry -> {
                String stored = new String(
                        entry.sql
                                .first("SELECT sent FROM exchange", row -> row.getBytes(1))
                                .orElseThrow(),
                        StandardCharsets.UTF_8);
                assertThat(stored).doesNotContain("周先生");
                return true;
            });
        }
    }

    @EachDatabase
    void itGoesWhenItsCaseIsClosedForLongEnoughAndThatItWasStays(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            long id = letter(hub);
            keep(hub, new Exchange(id, 1, false, AT, Said.of(LETTER, "POST /tasks"), Said.of(LETTER, "200")));
            assertThat(old(hub, AT.plusSeconds(1))).as("its case is open").isEmpty();
            hub.tamper("UPDATE case_file SET closed_at = " + AT.toEpochMilli());
            assertThat(old(hub, AT)).as("not yet").isEmpty();
            assertThat(old(hub, AT.plusSeconds(1)))
                    .extracting(OldLetter::outboxId, OldLetter::receiver, OldLetter::held)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(id, "dept.CG", false));
            assertThat(hub.view().retention().isHeld(Samples.caseNo(1))).isFalse();
            hub.write(entry -> entry.retention().hold(Samples.caseNo(1), "wang", "复议"));
            assertThat(hub.view().retention().isHeld(Samples.caseNo(1))).isTrue();
            assertThat(old(hub, AT.plusSeconds(1))).extracting(OldLetter::held).containsExactly(true);
            assertThat(hub.view().retention().countUses())
                    .extracting(RetentionView.Use::sender, RetentionView.Use::messages)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("dept.CG", 1L));

            hub.write(entry -> {
                entry.exchanges().erase(id);
                return true;
            });

            assertThat(hub.view().exchanges().of(id))
                    .containsExactly(new Exchange(
                            id,
                            1,
                            false,
                            AT,
                            new Said(LETTER.length, Sm3.hex(LETTER), null),
                            new Said(LETTER.length, Sm3.hex(LETTER), null)));
            assertThat(old(hub, AT.plusSeconds(1))).isEmpty();
            assertThat(hub.view().retention().countUses()).isEmpty();
        }
    }

    private static Exchange asked(long id, Instant at, String answer) {
        return new Exchange(id, 1, true, at, Said.of(new byte[0], "GET /tasks"), Said.of(new byte[0], answer));
    }

    private static long letter(TestLedger hub) {
        return hub.write(entry -> {
            entry.cases().store(Samples.pending(Samples.caseNo(1)), 0);
            return entry.outbox()
                    .add("dept.CG", Samples.caseNo(1), "DISPATCH", "{}")
                    .id();
        });
    }

    private static void keep(TestLedger hub, Exchange exchange) {
        SealedExchange sealed = hub.ledger().seal(exchange);
        hub.write(entry -> {
            entry.exchanges().keep(sealed);
            return true;
        });
    }

    private static List<OldLetter> old(TestLedger hub, Instant before) {
        return hub.view().retention().lettersBefore(before, 0, 9);
    }
}

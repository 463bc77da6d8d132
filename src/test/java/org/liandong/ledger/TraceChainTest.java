package org.liandong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.liandong.ledger.ChainReport.Finding;
import org.liandong.ledger.ChainReport.Kind;

class TraceChainTest {
    private static final String OTHER_HASH = "a".repeat(64);

    @EachDatabase
    void aWholeChainIsFoundWhole(TestDatabase database) {
        try (TestLedger hub = withSteps(database, 200)) {
            ChainReport report = hub.ledger().verifyTrace();
            assertThat(report.findings()).isEmpty();
            assertThat(report.steps()).isEqualTo(200);
        }
    }

    @EachDatabase
    void theDatabaseRefusesToAlterOrDeleteAStep(TestDatabase database) {
        try (TestLedger hub = withSteps(database, 3)) {
            for (String sql :
                    List.of("UPDATE trace SET opinion = 'x' WHERE seq = 2", "DELETE FROM trace WHERE seq = 2")) {
                assertThatThrownBy(() -> hub.write(entry -> entry.sql.update(sql)))
                        .isInstanceOf(LedgerFailure.class)
                        .hasMessageContaining("只可追加");
            }
            assertThat(hub.ledger().verifyTrace().isWhole()).isTrue();
        }
    }

    @EachDatabase
    void anAlteredStepIsNamed(TestDatabase database) {
        try (TestLedger hub = withSteps(database, 20)) {
            hub.tamper("CREATE TABLE kept AS SELECT * FROM trace WHERE seq = 7");
            for (String change : List.of(
                    "opinion = 'x'",
                    "opinion = NULL",
                    "handler = opinion, opinion = handler",
                    "evaluation = ''",
                    "action_time = action_time + 1",
                    "implied = 1",
                    "case_seq = case_seq + 500",
                    "hash = '" + OTHER_HASH + "'",
                    "prev_hash = '" + OTHER_HASH + "'")) {
                hub.tamper("UPDATE trace SET " + change + " WHERE seq = 7");
                assertThat(hub.ledger().verifyTrace().findings())
                        .as(change)
                        .extracting(Finding::kind, Finding::seq)
                        .containsExactly(tuple(Kind.ALTERED, 7L));
                hub.tamper("DELETE FROM trace WHERE seq = 7", "INSERT INTO trace SELECT * FROM kept");
                assertThat(hub.ledger().verifyTrace().isWhole()).isTrue();
            }
        }
    }

    @EachDatabase
    void textNoDatabaseCanHoldIsKeptAsFarAsItCanBeAndTheChainIsWhole(TestDatabase database) {
        try (TestLedger hub = withSteps(database, 1)) {
            hub.write(
                    entry -> entry.trace().append(Samples.step(Samples.caseNo(1), 2, "a\0b\uD83Dc\uDE97\uD83D\uDE97")));
            assertThat(hub.view().trace().after(1, 1))
                    .extracting(entry -> entry.step().action())
                    .containsExactly("a\uFFFDb\uFFFDc\uFFFD\uD83D\uDE97");
            assertThat(hub.ledger().verifyTrace().isWhole()).isTrue();
        }
    }

    @EachDatabase
    void missingStepsAreNamed(TestDatabase database) {
        try (TestLedger hub = withSteps(database, 20)) {
            hub.tamper("DELETE FROM trace WHERE seq BETWEEN 7 AND 9");
            assertThat(hub.ledger().verifyTrace().findings()).containsExactly(new Finding(Kind.MISSING, 7, "第7至9步缺失"));
        }
    }

    @EachDatabase
    void stepsPutInEachOthersPlaceAreNamed(TestDatabase database) {
        try (TestLedger hub = withSteps(database, 20)) {
            hub.tamper(
                    "UPDATE trace SET seq = 1000 WHERE seq = 7",
                    "UPDATE trace SET seq = 7 WHERE seq = 12",
                    "UPDATE trace SET seq = 12 WHERE seq = 1000");
            assertThat(hub.ledger().verifyTrace().findings())
                    .extracting(Finding::kind, Finding::seq)
                    .containsExactly(tuple(Kind.MOVED, 7L), tuple(Kind.MOVED, 12L));
        }
    }

    @EachDatabase
    void aStepTakenOutWithTheOthersMovedUpIsNamed(TestDatabase database) {
        try (TestLedger hub = withSteps(database, 5)) {
            hub.tamper(
                    "DELETE FROM trace WHERE seq = 3",
                    "UPDATE trace SET seq = 3 WHERE seq = 4",
                    "UPDATE trace SET seq = 4 WHERE seq = 5");
            assertThat(hub.ledger().verifyTrace().findings())
                    .extracting(Finding::kind, Finding::seq)
                    .contains(tuple(Kind.MOVED, 3L), tuple(Kind.CUT_OFF, 5L));
        }
    }

    @EachDatabase
    void aStepThatIsNotTheHubsIsNamed(TestDatabase database) {
        try (TestLedger hub = withSteps(database, 5)) {
            TraceEntry last = hub.view().trace().after(4, 1).get(0);
            StageRecord forged = Samples.step(Samples.caseNo(1), 6, "FORGED");
            String hash = Chain.hash(Chain.values(last.hash(), 6, forged));
            hub.tamper("INSERT INTO trace SELECT 6, case_no, 6, task_no, stage, 'FORGED', lead_dept, handler, opinion,"
                    + " evaluation, action_time + 1000, received_at + 1000, actor_type, actor_id, level, from_state,"
                    + " to_state, implied, source_message, '{\"seq\":6}', '" + last.hash() + "', '" + hash
                    + "' FROM trace WHERE seq = 5");
            assertThat(hub.ledger().verifyTrace().findings())
                    .extracting(Finding::kind, Finding::seq)
                    .containsExactly(tuple(Kind.ADDED, 6L));
        }
    }

    @EachDatabase
    void aStepRewrittenWithItsHashIsNamed(TestDatabase database) {
        for (long seq : new long[] {3, 5}) {
            try (TestLedger hub = withSteps(database, 5)) {
                TraceEntry before = hub.view().trace().after(seq - 1, 1).get(0);
                StageRecord other = Samples.step(Samples.caseNo(1), seq, "OTHER");
                String hash = Chain.hash(Chain.values(before.prevHash(), seq, other));
                hub.tamper("UPDATE trace SET action = 'OTHER', hash = '" + hash + "' WHERE seq = " + seq);
                assertThat(hub.ledger().verifyTrace().findings())
                        .extracting(Finding::kind, Finding::seq)
                        .containsExactly(tuple(Kind.REWRITTEN, seq));
            }
        }
    }

    @EachDatabase
    void anEndCutOffIsNamed(TestDatabase database) {
        try (TestLedger hub = withSteps(database, 10)) {
            hub.tamper("DELETE FROM trace WHERE seq > 8");
            assertThat(hub.ledger().verifyTrace().findings())
                    .containsExactly(new Finding(Kind.CUT_OFF, 9, "第9至10步被截去"));
        }
    }

    @EachDatabase
    void anEndCutOffAndSealedAgainWithoutTheKeyIsNamed(TestDatabase database) {
        try (TestLedger hub = withSteps(database, 10)) {
            hub.tamper(
                    "DELETE FROM trace WHERE seq > 8",
                    "UPDATE trace_head SET seq = 8, hash = (SELECT hash FROM trace WHERE seq = 8)");
            assertThat(hub.ledger().verifyTrace().findings())
                    .extracting(Finding::kind)
                    .containsExactly(Kind.SEAL_BROKEN);
        }
    }

    private static TestLedger withSteps(TestDatabase database, int count) {
        TestLedger hub = TestLedger.on(database);
        hub.write(entry -> {
            for (int i = 1; i <= count; i++) {
                entry.trace().append(Samples.step(Samples.caseNo(1), i, i % 2 == 0 ? "转派\uD83D\uDE97" : "SIGN"));
            }
            return count;
        });
        return hub;
    }
}

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

    /** A hub that is started again must not put its seal on what somebody else did meanwhile. */
    @EachDatabase
    void whatWasDoneToTheEndStaysVisibleWhenTheHubGoesOn(TestDatabase database) {
        String forged = "INSERT INTO trace SELECT 11, case_no, 11, task_no, stage, action, lead_dept, handler, opinion,"
                + " evaluation, action_time, received_at, actor_type, actor_id, level, from_state, to_state, implied,"
                + " source_message, event, hash, '%s' FROM trace WHERE seq = 10".formatted(OTHER_HASH);
        for (List<String> deed : List.of(
                List.of("DELETE FROM trace WHERE seq > 8"),
                List.of(forged),
                List.of("UPDATE trace SET action = 'x', hash = '" + OTHER_HASH + "' WHERE seq = 10"),
                List.of("DELETE FROM trace_head"),
                List.of(
                        "DELETE FROM trace WHERE seq > 8",
                        "UPDATE trace_head SET seq = 8, hash = (SELECT hash FROM trace WHERE seq = 8)"))) {
            try (TestLedger hub = withSteps(database, 10)) {
                hub.tamper(deed.toArray(String[]::new));
                hub.write(entry -> entry.trace().append(Samples.step(Samples.caseNo(2), 1, "NEXT")));
                hub.reopen();
                hub.write(entry -> entry.trace().append(Samples.step(Samples.caseNo(2), 2, "NEXT")));

                assertThat(hub.ledger().verifyTrace().findings())
                        .as("%s", deed)
                        .extracting(Finding::kind)
                        .contains(Kind.BROKEN_BEFORE);
            }
        }
    }

    @EachDatabase
    void stretchesVerifiedSideBySideAreJoinedInOrder(TestDatabase database) {
        try (TestLedger hub = withSteps(database, 130)) {
            hub.tamper(
                    "UPDATE trace SET action = 'x' WHERE seq IN (50, 101)",
                    "DELETE FROM trace WHERE seq BETWEEN 30 AND 49 OR seq BETWEEN 51 AND 60 OR seq = 100");
            for (int stretch : new int[] {1, 7, 10, 1000}) {
                ChainReport report =
                        new ChainVerifier(hub.settings(), TestLedger.KEYS, List.of(), stretch).verify(steps -> {});
                assertThat(report.steps()).isEqualTo(99);
                assertThat(report.findings())
                        .as("stretches of %d", stretch)
                        .extracting(Finding::kind, Finding::seq)
                        .containsExactly(
                                tuple(Kind.MISSING, 30L),
                                tuple(Kind.ALTERED, 50L),
                                tuple(Kind.MISSING, 51L),
                                tuple(Kind.MISSING, 100L),
                                tuple(Kind.ALTERED, 101L));
            }
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

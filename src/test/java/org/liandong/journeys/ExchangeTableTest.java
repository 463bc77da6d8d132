package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.Command;
import org.liandong.ledger.AttemptOutcome;
import org.liandong.ledger.DeliveryState;

/** A department that has nothing but an exchange database (前置库): civil affairs, reference §3.5 JDBC. */
class ExchangeTableTest {
    private static final CivilAffairs BUREAU = new CivilAffairs();

    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone()
            .reaching("MZ.url", BUREAU.server().url())
            .reaching("MZ.user", "postgres")
            .reaching("MZ.password", "postgres")
            .with("departments/MZ", "timeouts", "{connect: 1s, answer: 2s}")
            .with("departments/MZ", "retry", "{first: 200ms, factor: 2, longest: 500ms, giveUpAfter: 24h}")
            .with("departments/MZ", "breaker", "{failures: 1000, open: 1s}")
            .saying("departments/MZ", "every: 30s", "every: 100ms");

    private final Hotline hotline = new Hotline(HUB);

    @Test
    void aTaskIsARowAndItsOutcomeComesBackAsRows() {
        String task = dispatched("NJ-MZ-LOOP");
        Map<String, String> row = written(task, 1).get(0);
        assertThat(row)
                .containsEntry("CZLX", "PQ")
                .containsEntry("ROLE_FLAG", "Z")
                .containsEntry("READ_FLAG", "0")
                .containsEntry("CASE_NO", HubUnderTest.caseOf(task));
        assertThat(row.get("NR")).isNotBlank();
        assertThat(row.get("QSQX")).isNotBlank();
        HubUnderTest.until("delivered", () -> HUB.dispatchOf(task).state() == DeliveryState.DONE);

        int signed = BUREAU.writes(task, "QS");
        HubUnderTest.until("signed", () -> HUB.actions(task).contains("签收"));
        int done = BUREAU.writes(task, "BJ", "BLYJ", "已上门查看并送医,家属已联系", "SFJJ", "1", "FJLJ", "/jn/1.jpg;/jn/2.jpg");
        HubUnderTest.until("done", () -> HUB.actions(task).contains("反馈办理结果"));

        HubUnderTest.until(
                "noted",
                () -> BUREAU.flag(signed).equals("1") && BUREAU.flag(done).equals("1"));
    }

    @Test
    void whatFollowsADispatchIsARowOfItsOwn() {
        String task = dispatched("NJ-MZ-URGE");
        HUB.operate(HubUnderTest.caseOf(task), new Command.UrgeCase("居民再次来电,请加快"));
        List<Map<String, String>> rows = written(task, 2);
        assertThat(rows).extracting(row -> row.get("CZLX")).containsExactly("PQ", "CB");
        assertThat(rows.get(1).get("NR")).contains("居民再次来电");
        assertThat(Long.parseLong(String.valueOf(rows.get(1).get("ID"))))
                .isGreaterThan(Long.parseLong(String.valueOf(rows.get(0).get("ID"))));
    }

    @Test
    void aTableThatIsSlowMayHaveTakenTheRowOrNot() {
        BUREAU.server().update("""
                CREATE OR REPLACE FUNCTION slow() RETURNS trigger AS $$ BEGIN PERFORM pg_sleep(4); RETURN NEW; END $$
                LANGUAGE plpgsql""");
        BUREAU.server()
                .update("CREATE TRIGGER slow BEFORE INSERT ON T_JN_DISPATCH_OUT FOR EACH ROW EXECUTE FUNCTION slow()");
        String task;
        try {
            task = dispatched("NJ-MZ-SLOW");
            HubUnderTest.until("unknown", () -> HUB.attempts(task).contains(AttemptOutcome.UNKNOWN));
            assertThat(HUB.actions(task)).anyMatch(action -> action.startsWith("已发出、未收到回执、正在核对"));
        } finally {
            BUREAU.server().update("DROP TRIGGER slow ON T_JN_DISPATCH_OUT");
        }
        HubUnderTest.until("delivered", () -> HUB.dispatchOf(task).state() == DeliveryState.DONE);
        assertThat(BUREAU.written(task)).hasSize(1);
    }

    @Test
    void aRowThatIsThereAlreadyIsNotWrittenAgain() {
        BUREAU.server().update("ALTER TABLE T_JN_DISPATCH_OUT RENAME TO ELSEWHERE");
        String task;
        try {
            task = dispatched("NJ-MZ-THERE");
            HubUnderTest.until("tried", () -> HUB.attempts(task).contains(AttemptOutcome.FAILED));
            String time =
                    Timestamp.from(HUB.dispatchOf(task).createdAt()).toString().substring(0, 19);
            BUREAU.server()
                    .update(
                            "INSERT INTO ELSEWHERE (ID, TASK_NO, CASE_NO, ROLE_FLAG, ITEM_CODE, BT, JJCD, PQSJ, CZLX, SM3)"
                                    + " VALUES (1, ?, ?, 'Z', '030103', 'BT', '2', ?, 'PQ', '')",
                            task,
                            HubUnderTest.caseOf(task),
                            Timestamp.valueOf(time));
        } finally {
            BUREAU.server().update("ALTER TABLE ELSEWHERE RENAME TO T_JN_DISPATCH_OUT");
        }
        HubUnderTest.until("delivered", () -> HUB.dispatchOf(task).state() == DeliveryState.DONE);
        assertThat(BUREAU.written(task)).extracting(row -> row.get("ID")).containsExactly("1");
    }

    @Test
    void aDatabaseThatIsAwayCostsNothing() {
        BUREAU.server().away();
        String task;
        try {
            task = dispatched("NJ-MZ-AWAY");
            HubUnderTest.until("tried twice", () -> HUB.attempts(task).size() >= 2);
            assertThat(HUB.attempts(task)).contains(AttemptOutcome.FAILED).doesNotContain(AttemptOutcome.DELIVERED);
            HubUnderTest.until("said", () -> HUB.logged().stream().anyMatch(line -> line.contains("前置库读不了")));
        } finally {
            BUREAU.server().back();
        }
        written(task, 1);
        BUREAU.writes(task, "QS");
        HubUnderTest.until("signed", () -> HUB.actions(task).contains("签收"));
    }

    @Test
    void aRowThatMakesNoSenseHoldsUpNoOther() {
        String task = dispatched("NJ-MZ-DIRTY");
        written(task, 1);
        int unknown = BUREAU.writes("MZ2026-0001", "ZZ", "BLYJ", "超长意见被截断到半个汉字…");
        int wide = BUREAU.writes(" ＪＮ" + task.substring(2) + "\n", "QS");
        HubUnderTest.until("signed", () -> HUB.actions(task).contains("签收"));

        HubUnderTest.until(
                "noted",
                () -> BUREAU.flag(unknown).equals("2") && BUREAU.flag(wide).equals("1"));
        assertThat(BUREAU.row(unknown).get("ERR_MSG")).contains("CZLX=ZZ");
    }

    @Test
    void aRowThatIsTooLargeIsSetAsideOnce() {
        BUREAU.server().update("ALTER TABLE T_JN_FEEDBACK_IN ALTER COLUMN FJLJ TYPE TEXT");
        String task = dispatched("NJ-MZ-LARGE");
        written(task, 1);
        int large = BUREAU.writes(task, "QS", "FJLJ", "/jn/photo.jpg;".repeat(400_000));
        HubUnderTest.until("noted", () -> BUREAU.flag(large).equals("2"));
        assertThat(BUREAU.row(large).get("ERR_MSG")).contains("报文超过");
    }

    @Test
    void aRowThatIsShownTwiceCountsOnce() {
        String task = dispatched("NJ-MZ-TWICE");
        written(task, 1);
        int id = BUREAU.writes(task, "LX", "BLYJ", "已联系", "GXSJ", Timestamp.valueOf("2026-07-09 20:10:00"));
        HubUnderTest.until("taken", () -> BUREAU.flag(id).equals("1"));
        long steps = HUB.trace(HubUnderTest.caseOf(task)).size();

        BUREAU.server().update("UPDATE T_JN_FEEDBACK_IN SET EXCHANGE_FLAG = '0' WHERE ID = ?", id);
        HubUnderTest.until("taken again", () -> BUREAU.flag(id).equals("1"));
        assertThat(HUB.trace(HubUnderTest.caseOf(task))).hasSize((int) steps);
    }

    private String dispatched(String orderNo) {
        String caseNo = hotline.takes(Hotline.noiseOrder(orderNo));
        HUB.operate(caseNo, new Command.AcceptCase(HUB.file(caseNo).progress().unit()));
        HUB.operate(caseNo, HUB.dispatchTo(caseNo, "MZ"));
        return HUB.file(caseNo).lead().orElseThrow().task().value();
    }

    private static List<Map<String, String>> written(String task, int rows) {
        HubUnderTest.until(rows + " rows of " + task, () -> BUREAU.written(task).size() >= rows);
        return BUREAU.written(task);
    }
}

package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.Command;

/** A department whose exchange table the hub may read but not mark (卫计): rows are found by their time. */
class WatermarkTableTest {
    private static final ExchangeServer SERVER = new ExchangeServer("""
            CREATE TABLE T_JN_TASK (
              XH SERIAL PRIMARY KEY, RWH VARCHAR(32) NOT NULL, BJBH VARCHAR(24) NOT NULL, ZXB CHAR(1) NOT NULL,
              SXDM VARCHAR(6) NOT NULL, BT VARCHAR(200) NOT NULL, NR TEXT, LXR VARCHAR(60), LXDH VARCHAR(40),
              DZ VARCHAR(300), JD FLOAT8, WD FLOAT8, JJ CHAR(1) NOT NULL, PFSJ TIMESTAMP(3) NOT NULL,
              QSQX TIMESTAMP(3), BLQX TIMESTAMP(3), CZ CHAR(2) NOT NULL);
            CREATE TABLE T_JN_RESULT (
              XH INT PRIMARY KEY, RWH VARCHAR(32), CZ CHAR(2), BM VARCHAR(100), JBR VARCHAR(40), YJ VARCHAR(4000),
              JBSJ TIMESTAMP(3), QZYJ VARCHAR(200), YY VARCHAR(10), TS INT, DW CHAR(2), JG CHAR(1), FJ VARCHAR(1000),
              XGSJ TIMESTAMP(3) NOT NULL);
            CREATE USER hub PASSWORD 'hub';
            GRANT SELECT, INSERT ON T_JN_TASK TO hub;
            GRANT USAGE ON SEQUENCE T_JN_TASK_XH_SEQ TO hub;
            GRANT SELECT ON T_JN_RESULT TO hub;
            """);

    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone()
            .reaching("WJ.url", SERVER.url().replaceAll("\\?.*", ""))
            .reaching("WJ.user", "hub")
            .reaching("WJ.password", "hub")
            .saying("departments/WJ", "every: 60s", "every: 100ms");

    private final Hotline hotline = new Hotline(HUB);

    @Test
    void rowsComeBackThoughTheyWereCommittedOutOfOrder() throws SQLException {
        String caseNo = hotline.takes(Hotline.noiseOrder("NJ-WJ-LATE"));
        HUB.operate(caseNo, new Command.AcceptCase(HUB.file(caseNo).progress().unit()));
        HUB.operate(caseNo, HUB.dispatchTo(caseNo, "WJ"));
        String task = HUB.file(caseNo).lead().orElseThrow().task().value();
        HubUnderTest.until("written", () -> written(task).size() == 1);
        assertThat(written(task).get(0)).containsEntry("CZ", "01").containsEntry("ZXB", "1");

        try (Connection slow = SERVER.connect();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute(row(101, task, "26", "now() - interval '2 minutes'", "正在检查"));
            SERVER.update(row(102, task, "21", "now() - interval '1 minute'", ""));
            HubUnderTest.until("signed", () -> HUB.actions(caseNo).contains("签收"));
            slow.commit();
        }
        HubUnderTest.until("the row committed late", () -> HUB.actions(caseNo).contains("过程反馈"));

        // entered afterwards, under a smaller number
        SERVER.update(row(55, task, "27", "now() - interval '30 seconds'", "已责令停岗整改,下达监督意见书"));
        HubUnderTest.until("done", () -> HUB.actions(caseNo).contains("反馈办理结果"));
        assertThat(HUB.actions(caseNo))
                .filteredOn(action -> List.of("签收", "过程反馈", "反馈办理结果").contains(action))
                .doesNotHaveDuplicates();
    }

    private static String row(int number, String task, String what, String time, String words) {
        return "INSERT INTO T_JN_RESULT (XH, RWH, CZ, JBR, YJ, JBSJ, JG, XGSJ) VALUES (%d, '%s', '%s', '何医师', '%s', %s, %s, %s)"
                .formatted(number, task, what, words, local("now()"), what.equals("27") ? "'1'" : "NULL", local(time));
    }

    /** On the department's wall clock. */
    private static String local(String time) {
        return "(%s) AT TIME ZONE 'Asia/Shanghai'".formatted(time);
    }

    private static List<Map<String, String>> written(String task) {
        return SERVER.select("SELECT * FROM T_JN_TASK WHERE RWH = ? ORDER BY XH", task);
    }
}

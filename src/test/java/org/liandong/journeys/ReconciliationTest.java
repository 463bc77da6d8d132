package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.Command;
import org.liandong.ledger.DeliveryState;
import org.liandong.operations.AccountRole;

/** A department's list of the day shows what one side has and the other lacks (农林, 对账). */
class ReconciliationTest {
    private static final FileServers SERVERS = new FileServers(Map.of("NL", "nl-secret"));

    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone()
            .reaching("NL.url", SERVERS.url())
            .reaching("NL.user", "NL")
            .reaching("NL.password", "nl-secret")
            .reaching("NL.hostKey", SERVERS.hostKey())
            .saying("departments/NL", "every: 60s", "every: 100ms");

    private final Hotline hotline = new Hotline(HUB);

    @Test
    void whatTheListHasOtherwiseIsOnThePageWithWhatToDo() {
        String alike = delivered("NJ-REC-ALIKE");
        String absent = delivered("NJ-REC-ABSENT");
        String missing = delivered("NJ-REC-MISSING");
        String ahead = delivered("NJ-REC-AHEAD");

        SERVERS.puts("NL", "reconcile_NL_20260710.csv", """
                对账日期\t任务号\t部门状态\r
                2026/7/10\t%s\t待签收\r
                2026/7/10\t%s\t未收到\r
                2026/7/10\t%s\t已办结\r
                2026/7/10\t2.02607E+17\t已办结\r
                2026/7/10\t%s\t在路上\r
                2062/7/10\tJN20260701030390019-02\t已办结\r
                """.formatted(alike, absent, ahead, missing));
        HubUnderTest.until("on the page", () -> page().contains("2.02607E+17"));

        assertThat(words(page()))
                .contains("2026-07-10 的清单有 4 件,与枢纽一致 1 件,不一致 4 件")
                .contains(absent + " 待签收 未收到 缺件")
                .contains(missing + " 待签收 - 缺件")
                .contains(ahead + " 待签收 已办结 状态落后")
                .contains("2.02607E+17 - 已办结 编号对不上")
                .doesNotContain(alike);
        assertThat(page()).contains("部门状态=在路上", "对账日期在将来");
        assertThat(HUB.actions(ahead)).doesNotContain("签收");

        Answer file = get("/department/NL/reconciliation.csv", own());
        assertThat(file.body())
                .startsWith("\uFEFF对账日期,部门,任务号,枢纽状态,部门状态,差异,处理\r\n")
                .contains("2026-07-10,NL,\"" + absent + "\",待签收,未收到,缺件,")
                .contains("2026-07-10,NL,\"2.02607E+17\",-,已办结,编号对不上,人工匹配");

        // the same file again changes nothing; a list of a later day counts alone
        SERVERS.puts("NL", "reconcile_NL_20260711.csv", """
                对账日期\t任务号\t部门状态\r
                2026-07-11\t%s\t待签收\r
                2026-07-11\t%s\t待签收\r
                2026-07-11\t%s\t待签收\r
                2026-07-11\t%s\t待签收\r
                """.formatted(alike, absent, missing, ahead));
        HubUnderTest.until("all alike", () -> words(page()).contains("2026-07-11 的清单有 4 件,与枢纽一致 4 件,不一致 0 件"));
        Map<String, String> office = People.signedIn(HUB, "rec-office", AccountRole.GRID);
        assertThat(words(People.get(HUB, "/routes/NL", office).body())).contains("2026-07-11 的清单有 4 件");
    }

    private String delivered(String orderNo) {
        String caseNo = hotline.takes(Hotline.fumesOrder(orderNo));
        HUB.operate(caseNo, new Command.AcceptCase(HUB.file(caseNo).progress().unit()));
        HUB.operate(caseNo, HUB.dispatchTo(caseNo, "NL"));
        String task = HUB.file(caseNo).lead().orElseThrow().task().value();
        HubUnderTest.until("delivered", () -> HUB.dispatchOf(task).state() == DeliveryState.DONE);
        return task;
    }

    private static String page() {
        return get("/department/NL", own()).body();
    }

    private static String words(String page) {
        return page.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").replace(" ,", ",");
    }

    private static Map<String, String> own() {
        return HUB.wire().signedIn("NL", HUB.secrets().of("NL"));
    }

    private static Answer get(String path, Map<String, String> session) {
        return HUB.wire().call("GET", path, "text/html", new byte[0], session);
    }
}

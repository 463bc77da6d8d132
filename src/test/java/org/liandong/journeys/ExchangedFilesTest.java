package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.Command;
import org.liandong.ledger.AttemptOutcome;
import org.liandong.ledger.DeliveryState;

/** A department with whom only files are exchanged, in sheets that Excel has had its hands on (农林, reference §3.5 SFTP). */
class ExchangedFilesTest {
    private static final FileServers SERVERS = new FileServers(Map.of("NL", "nl-secret"));
    private static final String HEADER = "任务号\t操作\t承办人\t办理时间\t办理意见\t原因代码\t申请时长\t时长单位\t复核日期\t是否解决\t附件\r\n";

    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone()
            .reaching("NL.url", SERVERS.url())
            .reaching("NL.user", "NL")
            .reaching("NL.password", "nl-secret")
            .reaching("NL.hostKey", SERVERS.hostKey())
            .with("departments/NL", "timeouts", "{connect: 2s, answer: 2s}")
            .with("departments/NL", "retry", "{first: 200ms, factor: 2, longest: 500ms, giveUpAfter: 24h}")
            .with("departments/NL", "breaker", "{failures: 1000, open: 1s}")
            .saying("departments/NL", "every: 60s", "every: 100ms");

    private final Hotline hotline = new Hotline(HUB);

    @Test
    void aTaskIsAFileAndItsOutcomeComesBackInFiles() {
        String task = dispatched("NJ-NL-LOOP");
        String file = written(task, 1).get(0);
        assertThat(file.lines().toList())
                .hasSize(2)
                .first()
                .isEqualTo("任务号\t办件编号\t角色\t事项编码\t事项名称\t标题\t内容\t地址\t联系人\t联系方式\t紧急程度\t派遣时间\t签收期限\t办结期限");
        assertThat(file).contains(task + "\t" + HubUnderTest.caseOf(task) + "\t主办\t");
        HubUnderTest.until("delivered", () -> HUB.dispatchOf(task).state() == DeliveryState.DONE);

        SERVERS.puts(
                "NL",
                "feedback_loop.csv",
                HEADER + task + "\t签收\t何某\t2026/7/9 20:00\r\n" + task
                        + "\t办结\t何某\t2026-07-09 20:30:00\t\"已收运,\r\n河岸已消毒\"\t\t\t\t\t是\t1.jpg;2.jpg\r\n");
        HubUnderTest.until("done", () -> HUB.actions(task).contains("反馈办理结果"));
        assertThat(HUB.actions(task)).contains("签收");
        HubUnderTest.until(
                "put away",
                () -> SERVERS.names("NL", "out").stream()
                        .anyMatch(name -> name.matches("done/\\d{8}/feedback_loop\\.csv")));
        assertThat(SERVERS.names("NL", "out")).noneMatch(name -> name.startsWith("feedback_loop"));
    }

    @Test
    void whatFollowsADispatchIsAFileOfItsOwn() {
        String task = dispatched("NJ-NL-URGE");
        written(task, 1);
        HUB.operate(HubUnderTest.caseOf(task), new Command.UrgeCase("居民再次来电,请加快"));
        assertThat(written(task, 2)).anyMatch(file -> file.contains("\t催办\t") && file.contains("居民再次来电"));
    }

    @Test
    void aFileIsNotTouchedBeforeItsCompletionIsThere() {
        String task = dispatched("NJ-NL-HALF");
        String whole = HEADER + task + "\t签收\t何某\t2026/7/9 20:00\r\n" + task + "\t进展\t何某\t2026/7/9 20:10\t已到场\r\n";
        byte[] content = whole.getBytes(FileServers.GBK);
        SERVERS.putsAlone("NL", "feedback_half.csv", java.util.Arrays.copyOf(content, content.length - 30));
        String other = dispatched("NJ-NL-HALF-OTHER");
        SERVERS.puts("NL", "feedback_other.csv", HEADER + other + "\t签收\t何某\t2026/7/9 20:00\r\n");
        HubUnderTest.until("the other's is read", () -> HUB.actions(other).contains("签收"));
        assertThat(HUB.actions(task)).doesNotContain("签收");

        SERVERS.putsAlone("NL", "feedback_half.csv", content);
        SERVERS.completes("NL", "feedback_half.csv", content);
        HubUnderTest.until("read", () -> HUB.actions(task).contains("过程反馈"));
    }

    @Test
    void aFileThatContradictsItsCompletionIsSetAsideWithTheReason() {
        byte[] content = (HEADER + "x\t签收\r\n").getBytes(FileServers.GBK);
        SERVERS.putsAlone("NL", "feedback_torn.csv", content);
        SERVERS.completes("NL", "feedback_torn.csv", "something else".getBytes(StandardCharsets.UTF_8));
        HubUnderTest.until(
                "set aside", () -> SERVERS.reason("NL", "feedback_torn").contains("与.ok不符"));
        HubUnderTest.until(
                "moved", () -> SERVERS.names("NL", "out").stream().noneMatch(name -> name.startsWith("feedback_torn")));
    }

    @Test
    void anotherFileUnderTheSameNameIsNotTaken() {
        String task = dispatched("NJ-NL-SAME");
        String first = HEADER + task + "\t签收\t何某\t2026/7/9 20:00\r\n";
        SERVERS.puts("NL", "feedback_same.csv", first);
        HubUnderTest.until("put away", () -> away("feedback_same.csv"));

        SERVERS.puts("NL", "feedback_same.csv", first);
        HubUnderTest.until("put away again", () -> away("feedback_same.csv"));
        assertThat(HUB.actions(task)).containsOnlyOnce("签收");
        assertThat(SERVERS.reason("NL", "feedback_same")).isEmpty();

        SERVERS.puts("NL", "feedback_same.csv", HEADER + task + "\t进展\t何某\t2026/7/9 20:10\t改过的\r\n");
        HubUnderTest.until(
                "set aside", () -> SERVERS.reason("NL", "feedback_same").contains("同名文件收过"));
        assertThat(HUB.actions(task)).doesNotContain("过程反馈");
    }

    @Test
    void aLineThatMakesNoSenseHoldsUpNoOtherAndIsSaid() {
        String task = dispatched("NJ-NL-DIRTY");
        SERVERS.puts(
                "NL",
                "feedback_dirty.csv",
                HEADER + "2.02607E+17\t办结\t何某\t2026/7/9\t已处理\t\t\t\t\t是\r\n"
                        + task + "\t签收\t何某\t2026/7/9 20:00\r\n" + task + "\t转给别人\t何某\r\n"
                        + task + "\t进展\t何某\t2026/7/9 20:10\t已\t到\t场\t一\t二\t三\t四\t五\t六\r\n");
        HubUnderTest.until("signed", () -> HUB.actions(task).contains("签收"));
        HubUnderTest.until("said", () -> !SERVERS.reason("NL", "feedback_dirty").isEmpty());
        assertThat(SERVERS.reason("NL", "feedback_dirty"))
                .contains("第1条")
                .contains("任务号被改写成2.02607E+17")
                .contains("第3条")
                .contains("操作=转给别人")
                .contains("第4条")
                .contains("共4条,有误3条")
                .doesNotContain("第2条");
    }

    @Test
    void aSheetWithAnOpenQuotationMarkIsSetAside() {
        SERVERS.puts("NL", "feedback_quote.csv", HEADER + "x\t签收\t\"何某\t2026/7/9\r\n");
        HubUnderTest.until(
                "set aside", () -> !SERVERS.reason("NL", "feedback_quote").isEmpty());
    }

    @Test
    void aServerThatIsAwayCostsNothing() throws IOException {
        SERVERS.stop();
        String task;
        try {
            task = dispatched("NJ-NL-AWAY");
            HubUnderTest.until("tried twice", () -> HUB.attempts(task).size() >= 2);
            assertThat(HUB.attempts(task)).contains(AttemptOutcome.FAILED).doesNotContain(AttemptOutcome.DELIVERED);
            HubUnderTest.until("said", () -> HUB.logged().stream().anyMatch(line -> line.contains("文件取不了")));
        } finally {
            SERVERS.start();
        }
        written(task, 1);
        SERVERS.puts("NL", "feedback_back.csv", HEADER + task + "\t签收\t何某\t2026/7/9 20:00\r\n");
        HubUnderTest.until("signed", () -> HUB.actions(task).contains("签收"));
    }

    @Test
    void aFileThatIsThereAlreadyIsNotWrittenAgain() throws IOException {
        Path in = SERVERS.folder("NL", "in");
        // nobody can write: the department's disk is full, say
        Path away = in.resolveSibling("elsewhere");
        Files.move(in, away);
        Files.writeString(in, "not a folder");
        String task;
        try {
            task = dispatched("NJ-NL-THERE");
            HubUnderTest.until("tried", () -> HUB.attempts(task).contains(AttemptOutcome.FAILED));
            assertThat(SERVERS.names("NL", "elsewhere")).noneMatch(name -> name.contains(task));
        } finally {
            Files.delete(in);
            Files.move(away, in);
        }
        String file = written(task, 1).get(0);
        HubUnderTest.until("delivered", () -> HUB.dispatchOf(task).state() == DeliveryState.DONE);
        assertThat(written(task, 1)).containsExactly(file);
    }

    private static boolean away(String name) {
        return SERVERS.names("NL", "out").stream().noneMatch(file -> file.startsWith(name.replace(".csv", "")));
    }

    private String dispatched(String orderNo) {
        String caseNo = hotline.takes(Hotline.noiseOrder(orderNo));
        HUB.operate(caseNo, new Command.AcceptCase(HUB.file(caseNo).progress().unit()));
        HUB.operate(caseNo, HUB.dispatchTo(caseNo, "NL"));
        return HUB.file(caseNo).lead().orElseThrow().task().value();
    }

    private static List<String> written(String task, int files) {
        HubUnderTest.until(
                files + " files of " + task, () -> SERVERS.written("NL", task).size() >= files);
        return SERVERS.written("NL", task);
    }
}

package org.liandong.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Channel;
import org.liandong.cases.Level;
import org.liandong.connectors.Connectors;
import org.liandong.connectors.Loaded;
import org.liandong.faults.LedgerBook.Letter;
import org.liandong.faults.LedgerBook.Message;
import org.liandong.faults.PeersBooks.ChannelBook;
import org.liandong.faults.PeersBooks.DepartmentBook;
import org.liandong.ledger.ChainReport;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.LedgerSettings;
import org.liandong.ledger.StageRecord;
import org.liandong.security.crypto.KeyRing;
import org.liandong.simulator.ChannelInbox.Received;
import org.liandong.simulator.Department;
import org.liandong.simulator.OperatorBot;
import org.liandong.simulator.Push;
import org.liandong.simulator.Receipt;
import org.liandong.simulator.SendLog;

/** The proof is worth something only if books that do not balance are found not to. */
class BalanceTest {
    private static final Loaded CONNECTORS = Connectors.load(HubProcess.home().resolve("connectors"));
    private static final CaseNumber CASE = CaseNumber.of(LocalDate.of(2026, 7, 7), Channel.HOTLINE, 1);
    private static final String NUMBER = "NJ260707221430018842";
    private static final String TASK = CASE.task(1).value();
    private static final ChainReport WHOLE = new ChainReport(3, 3, List.of(), true, true, List.of(), Duration.ZERO);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<SendLog.Sent> sent = new ArrayList<>();
    private final List<SendLog.Contradiction> contradictions = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();
    private final Map<String, String> cases = new HashMap<>(Map.of(CASE.value(), "PENDING_VISIT"));
    private final List<Letter> letters = new ArrayList<>();
    private final List<Received> told = new ArrayList<>();
    private int effects = 1;
    private List<String> operations = List.of("URGE", "SUPPLEMENT");
    private final List<OperatorBot.Given> commands = new ArrayList<>();

    /** One order that went all the way: a case, a task with two operations and its report, two outcomes. */
    BalanceTest() throws JsonProcessingException {
        sent.add(new SendLog.Sent(order("{\"content\":\"井盖缺失\"}"), 3, receipt("CASE")));
        messages.add(new Message("NJ12345", "report:" + NUMBER, "CASE", CASE.value()));
        messages.add(new Message("CG", "event:" + TASK + ":done:cg-1", "EVENT", CASE.value()));
        letters.add(letter(1, "dept.CG", "DISPATCH"));
        letters.add(letter(2, "dept.CG", "URGE"));
        letters.add(letter(3, "dept.CG", "SUPPLEMENT"));
        letters.add(letter(4, "channel.12345", "STATUS"));
        letters.add(letter(5, "channel.12345", "STATUS"));
        told.add(outcome(4, "处置中"));
        told.add(outcome(5, "办结"));
    }

    @Test
    void booksThatBalanceAreFoundToBalance() {
        assertThat(findings(WHOLE).all()).isEmpty();
    }

    @Test
    void aReportThatWasAcknowledgedAndIsNotThereIsLost() {
        messages.clear();

        assertThat(findings(WHOLE).losses()).isPositive();
        assertThat(findings(WHOLE).all()).anyMatch(line -> line.startsWith("丢失: 来件") && line.contains(NUMBER));
    }

    @Test
    void otherContentUnderANumberThatWasAcknowledgedAndIsNotThereIsLost() {
        sent.add(new SendLog.Sent(order("{\"content\":\"井盖缺失,已有人受伤\"}"), 1, receipt("SUPPLEMENT")));

        assertThat(findings(WHOLE).losses()).isPositive();
    }

    @Test
    void aReportThatBecameTwoCasesIsDoubled() {
        messages.add(new Message("NJ12345", "report:" + NUMBER + "#1", "CASE", CASE.value()));

        assertThat(findings(WHOLE).doubles()).isPositive();
    }

    @Test
    void aTaskThatTheDepartmentNeverOpenedIsLost() {
        effects = 0;

        assertThat(findings(WHOLE).all()).contains("丢失: CG没有任务" + TASK);
    }

    @Test
    void aTaskThatTheDepartmentOpenedTwiceIsDoubled() {
        effects = 2;

        assertThat(findings(WHOLE).all()).containsExactly("重复: CG的任务%s开了2次".formatted(TASK));
    }

    @Test
    void anOperationThatCameTwiceIsDoubled() {
        operations = List.of("URGE", "URGE", "SUPPLEMENT");

        assertThat(findings(WHOLE).line()).isEqualTo("lost 0, doubled 1, open 0");
    }

    @Test
    void operationsThatCameInAnotherOrderAreWrong() {
        operations = List.of("SUPPLEMENT", "URGE");

        assertThat(findings(WHOLE).line()).isEqualTo("lost 0, doubled 0, open 0, wrong 1");
    }

    @Test
    void anOutcomeTheChannelNeverHeardIsLost() {
        told.remove(1);

        assertThat(findings(WHOLE).all())
                .anyMatch(line -> line.startsWith("丢失: 12345告知"))
                .anyMatch(line -> line.startsWith("丢失: 12345的") && line.endsWith("都已办结,渠道没有听到"));
    }

    @Test
    void outcomesTheChannelHeardInAnotherOrderAreWrong() {
        told.add(told.remove(0));

        assertThat(findings(WHOLE).line()).isEqualTo("lost 0, doubled 0, open 0, wrong 2");
    }

    @Test
    void anOutcomeThatTheHubItselfForgotIsLost() {
        letters.removeIf(letter -> letter.receiver().startsWith("channel."));
        told.clear();

        assertThat(findings(WHOLE).all())
                .anyMatch(line -> line.startsWith("丢失: ") && line.endsWith("渠道什么也没听到"))
                .anyMatch(line -> line.startsWith("丢失: ") && line.endsWith("都已办结,渠道没有听到"));
    }

    @Test
    void anOutcomeThatTheHubItselfWroteTwiceIsDoubled() throws JsonProcessingException {
        letters.add(letter(6, "channel.12345", "STATUS"));
        told.add(outcome(6, "办结"));

        assertThat(findings(WHOLE).line()).isEqualTo("lost 0, doubled 1, open 0");
    }

    @Test
    void outcomesThatTheHubItselfSentInAnotherOrderAreWrong() {
        letters.add(letters.remove(3));
        told.add(told.remove(0));

        assertThat(findings(WHOLE).line()).isEqualTo("lost 0, doubled 0, open 0, wrong 1");
    }

    @Test
    void aClosingThatTheHubItselfForgotIsLost() {
        String visit = "{\"eventType\":\"REVISIT\",\"revisitNo\":\"HF1\",\"redo\":\"0\"}";
        Push push = new Push("NJ12345-V1", Push.Way.HOTLINE_JSON, Push.Kind.EVENT, List.of(NUMBER), visit, "");
        sent.add(new SendLog.Sent(push, 1, receipt("EVENT")));
        messages.add(new Message("NJ12345", "event:" + NUMBER + ":visit:HF1", "EVENT", CASE.value()));

        assertThat(findings(WHOLE).all()).singleElement().asString().endsWith("渠道没有听到结案");
    }

    @Test
    void aCaseOfWhichOnlyTheMessageIsLeftIsLost() {
        cases.clear();

        assertThat(findings(WHOLE).line()).isEqualTo("lost 1, doubled 0, open 0");
    }

    @Test
    void aMergerThatTheOperatorWasToldOfAndThatIsNotThereIsWrong() {
        commands.add(new OperatorBot.Given(
                CASE.value(), "REFUSE", JSON.createObjectNode().put("command", "REFUSE"), true));

        assertThat(findings(WHOLE).errors()).isEqualTo(1);
    }

    @Test
    void aMessageThatWasSetAsideAndIsNotThereIsLost() {
        Receipt aside = new Receipt(Receipt.Verdict.REFUSED, "FIELD_MISSING", "QUARANTINED", "", "", "缺少内容", List.of());
        Push empty = new Push("NJ12345-2", Push.Way.HOTLINE_JSON, Push.Kind.NEW, List.of("NJ2"), "{}", "");
        sent.add(new SendLog.Sent(empty, 1, aside));

        assertThat(findings(WHOLE).all()).anyMatch(line -> line.startsWith("丢失: 隔离件"));
    }

    @Test
    void aLetterThatStillWaitsIsOpen() throws JsonProcessingException {
        letters.set(4, letter(5, "channel.12345", "STATUS", "IN_DOUBT"));

        assertThat(findings(WHOLE).unfinished()).isEqualTo(1);
    }

    @Test
    void aDispatchThatWasWithdrawnIsRightOnlyIfTheOperatorTelephoned() throws JsonProcessingException {
        effects = 0;
        letters.set(0, letter(1, "dept.CG", "DISPATCH", "REFUSED"));
        assertThat(findings(WHOLE).all()).anyMatch(line -> line.contains("停在REFUSED"));

        commands.add(new OperatorBot.Given(
                CASE.value(),
                "PHONE",
                JSON.createObjectNode().put("command", "PHONE").put("taskNo", TASK),
                true));
        assertThat(findings(WHOLE).all()).noneMatch(line -> line.contains("停在REFUSED"));
    }

    @Test
    void anotherAnswerToTheSameMessageIsWrong() {
        contradictions.add(new SendLog.Contradiction(sent.get(0).push(), receipt("CASE"), receipt("SUPPLEMENT")));

        assertThat(findings(WHOLE).errors()).isEqualTo(1);
    }

    @Test
    void anAlteredStepOfTheTraceIsWrong(@TempDir Path data) throws SQLException {
        LedgerSettings settings = LedgerSettings.embedded(data.resolve("ledger.db"));
        KeyRing keys = KeyRing.loadOrCreate(data.resolve("keys.yaml"));
        try (Ledger ledger = Ledger.open(settings, keys, Clock.systemUTC())) {
            for (int step = 1; step <= 3; step++) {
                append(ledger, step);
            }
        }
        assertThat(findings(Ledger.verifyTrace(settings, keys, List.of(), steps -> {}))
                        .all())
                .isEmpty();
        try (Connection connection = DriverManager.getConnection(settings.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TRIGGER trace_no_update");
            statement.execute("UPDATE trace SET opinion = '情况不属实' WHERE seq = 2");
        }

        assertThat(findings(Ledger.verifyTrace(settings, keys, List.of(), steps -> {}))
                        .all())
                .singleElement()
                .asString()
                .startsWith("不符: 办理记录ALTERED 2");
    }

    private Findings findings(ChainReport chain) {
        Map<String, Integer> opened = effects == 0 ? Map.of() : Map.of(TASK, effects);
        Department.Reported done = new Department.Reported(TASK, "DONE", "cg-1", receipt("EVENT"), 1);
        DepartmentBook department = new DepartmentBook(opened, Map.of(TASK, operations), List.of(done));
        ChannelBook hotline = new ChannelBook(Map.of(NUMBER, told));
        ChannelBook silent = new ChannelBook(Map.of());
        PeersBooks peers = new PeersBooks(
                sent,
                contradictions,
                Map.of("CG", department),
                Map.of("12345", hotline, "12345-legacy", hotline, "pananj", silent, "grid", silent),
                commands);
        return new Balance(peers, messages, cases, letters, Set.of(), List.of(), chain).findings(CONNECTORS);
    }

    private static Push order(String content) {
        return new Push("NJ12345-1", Push.Way.HOTLINE_JSON, Push.Kind.NEW, List.of(NUMBER), content, "");
    }

    private static Receipt receipt(String outcome) {
        return new Receipt(Receipt.Verdict.ACKNOWLEDGED, "0", outcome, CASE.value(), "DISPATCHED", "已受理登记", List.of());
    }

    private static Received outcome(long seq, String word) {
        return new Received(NUMBER, CASE.value(), seq, "", word, "井盖已更换");
    }

    private static Letter letter(long seq, String receiver, String operation) throws JsonProcessingException {
        return letter(seq, receiver, operation, "DONE");
    }

    private static Letter letter(long seq, String receiver, String operation, String state)
            throws JsonProcessingException {
        ObjectNode content =
                (ObjectNode) JSON.readTree("""
                {"operation": "%s", "operationKey": "%s#%d", "taskNo": "%s", "caseNo": "%s", "externalNo": "%s",
                 "state": "FEEDBACK_DONE", "stateName": "已反馈待核查", "time": "2026-07-07T23:40:10+08:00",
                 "at": "2026-07-07T23:40:10+08:00", "sentAt": "2026-07-07T23:40:10+08:00", "text": "请抓紧办理"}
                """.formatted(operation, CASE.value(), seq, TASK, CASE.value(), NUMBER));
        return new Letter(seq, receiver, CASE.value(), seq, operation, state, content, null);
    }

    private static void append(Ledger ledger, int number) {
        Instant time = Instant.parse("2026-07-07T01:00:00Z").plusSeconds(number);
        StageRecord step = new StageRecord(
                CASE,
                number,
                CASE.task(1),
                "DISPATCH",
                "派遣",
                new StageRecord.Handling("CG", "王工", "已现场查看,井盖破损属实", null),
                time,
                time,
                new StageRecord.Actor("dept", "CG"),
                Level.D,
                new StageRecord.Move("PENDING_DISPATCH", "DISPATCHED"),
                false,
                null,
                "{}");
        ledger.write(entry -> {
                    entry.trace().append(step);
                    return true;
                })
                .join();
    }
}

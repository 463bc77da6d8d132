package org.liandong.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liandong.cases.Assignment;
import org.liandong.cases.AssignmentState;
import org.liandong.cases.CaseFile;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.CaseState;
import org.liandong.cases.Command;
import org.liandong.cases.Flag;
import org.liandong.cases.Role;
import org.liandong.ledger.StageRecord;
import org.liandong.ledger.TraceEntry;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@OverHttp
class CommandsApiTest {
    @Autowired
    private TestHub hub;

    @LocalServerPort
    private int port;

    private Browser browser;

    @BeforeEach
    void open() {
        browser = new Browser(port);
    }

    @Test
    void theStreetAcceptsAndDispatchesAsSuggested() {
        CaseNumber number = hub.take(Reported.byHotline("井盖破损"));

        JsonNode accepted = does(number, "{\"command\":\"ACCEPT\"}");
        assertThat(accepted.path("code").asText()).isEqualTo("0");
        assertThat(accepted.path("caseNo").asText()).isEqualTo(number.value());
        assertThat(accepted.path("state").asText()).isEqualTo("PENDING_DISPATCH");
        assertThat(accepted.path("stateName").asText()).isEqualTo("待派遣");
        does(number, "{\"command\":\"DISPATCH\"}");

        CaseFile file = hub.file(number);
        assertThat(file.state()).isEqualTo(CaseState.DISPATCHED);
        assertThat(file.assignments()).extracting(Assignment::dept).containsExactly("CG", "SL");
        assertThat(file.assignments()).extracting(Assignment::role).containsExactly(Role.LEAD, Role.CO);
        assertThat(file.assignments().get(0).dues().disposeDue())
                .isEqualTo(hub.now().plus(Duration.ofDays(5)));
        StageRecord step = lastStep(number);
        assertThat(step.actor()).isEqualTo(new StageRecord.Actor("PERSON", Browser.OPERATOR));
        assertThat(step.sourceMessage()).startsWith("operator:");
    }

    @Test
    void theOperatorMayNameOtherDepartments() {
        CaseNumber number = hub.take(Reported.byHotline("噪声扰民").accepted());
        does(number, "{\"command\":\"DISPATCH\",\"lead\":\"GA\",\"cos\":[\"CG\",\"HB\"]}");
        assertThat(hub.file(number).assignments()).extracting(Assignment::dept).containsExactly("GA", "CG", "HB");
    }

    @Test
    void theSameCommandTwiceIsDoneOnce() {
        CaseNumber number = hub.take(Reported.byHotline("井盖破损"));
        does(number, "{\"command\":\"ACCEPT\"}");
        long version = hub.file(number).version();
        JsonNode again = does(number, "{\"command\":\"ACCEPT\"}");
        assertThat(again.path("message").asText()).isEqualTo("已受理");
        assertThat(hub.file(number).version()).isEqualTo(version);
    }

    @Test
    void aCaseGoesUpToTheDistrictAndBackOnce() {
        CaseNumber number = hub.take(Reported.byHotline("井盖破损"));
        does(number, "{\"command\":\"ESCALATE\",\"reasonCode\":\"L01\"}");
        assertThat(hub.file(number).progress().unit()).isEqualTo("QSL");
        does(number, "{\"command\":\"SEND_BACK\",\"reason\":\"属地可办\"}");
        assertThat(hub.file(number).progress().unit()).isEqualTo("320115001");
        does(number, "{\"command\":\"ESCALATE\",\"reasonCode\":\"L01\",\"unit\":\"QSL\"}");

        Browser.Page twice = browser.command(number.value(), "{\"command\":\"SEND_BACK\",\"reason\":\"再退\"}");
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.json().path("code").asText()).isEqualTo("SENT_BACK_ONCE");
        assertThat(twice.json().path("message").asText()).contains("只能退回街道一次");
    }

    @Test
    void aCaseIsRefusedOrTransferredWithAReason() {
        CaseNumber refused = hub.take(Reported.byHotline("已起诉的合同纠纷"));
        does(refused, "{\"command\":\"REFUSE\",\"reasonCode\":\"N01\",\"text\":\"已进入诉讼\"}");
        assertThat(hub.file(refused).state()).isEqualTo(CaseState.REFUSED);

        CaseNumber alone = hub.take(Reported.byHotline("恶意重复"));
        Browser.Page page = browser.command(
                alone.value(),
                "{\"command\":\"REFUSE\",\"reasonCode\":\"N09\",\"text\":\"重复\",\"secondPerson\":\"%s\"}"
                        .formatted(Browser.OPERATOR));
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.json().path("field").asText()).isEqualTo("secondPerson");

        CaseNumber away = hub.take(Reported.byHotline("邻区道路"));
        does(away, "{\"command\":\"TRANSFER\",\"to\":\"雨花台区\",\"reason\":\"不在本区\"}");
        assertThat(hub.file(away).state()).isEqualTo(CaseState.TRANSFERRED_OUT);
    }

    @Test
    void anExtensionIsGrantedFromTheOldDueTime() {
        CaseNumber number = hub.dispatched(Reported.byHotline("井盖破损"));
        Instant due = hub.file(number).assignments().get(0).dues().disposeDue();
        hub.byDept(number, 1, new Command.RequestExtension(number.task(1), "E01", "需定制", 3, "WD"));
        does(number, decide(number, true));
        assertThat(hub.file(number).assignments().get(0).dues().disposeDue()).isEqualTo(due.plus(Duration.ofDays(3)));

        Browser.Page nothing = browser.command(number.value(), decide(number, true));
        assertThat(nothing.status()).isEqualTo(409);
        assertThat(nothing.json().path("code").asText()).isEqualTo("NO_REQUEST");
    }

    @Test
    void aReturnedCaseIsNotSuggestedToTheSameDepartmentAgain() {
        CaseNumber number = hub.dispatched(Reported.byHotline("井盖破损"));
        hub.byDept(number, 1, new Command.RequestReturn(number.task(1), "R01", "属公安", "GA"));
        does(number, decide(number, true));
        assertThat(hub.file(number).state()).isEqualTo(CaseState.PENDING_DISPATCH);

        does(number, "{\"command\":\"DISPATCH\"}");
        assertThat(hub.file(number).lead().orElseThrow().dept()).isEqualTo("GA");
    }

    @Test
    void withoutASuggestionTheOperatorMustNameTheLead() {
        CaseNumber number = hub.take(Reported.byHotline("说不清的事").accepted().withoutLead());
        Browser.Page page = browser.command(number.value(), "{\"command\":\"DISPATCH\"}");
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.json().path("field").asText()).isEqualTo("lead");
        assertThat(page.json().path("message").asText()).contains("请在lead中写明主办部门");
    }

    @Test
    void nobodyDispatchesToADepartmentThatDoesNotExist() {
        CaseNumber number = hub.take(Reported.byHotline("井盖破损").accepted());
        Browser.Page page =
                browser.command(number.value(), "{\"command\":\"DISPATCH\",\"lead\":\"CG\",\"cos\":[\"ZZ\"]}");
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.json().path("code").asText()).isEqualTo("UNIT_UNKNOWN");
        assertThat(page.json().path("field").asText()).isEqualTo("cos");
        assertThat(hub.file(number).state()).isEqualTo(CaseState.PENDING_DISPATCH);
    }

    @Test
    void theFeedbackIsVerifiedByAPersonWhereAPhotographIsMissing() {
        CaseNumber number = hub.dispatched(Reported.byHotline("井盖破损").needingPhoto());
        hub.report(number, 1, "已修复");
        hub.report(number, 2, "已配合");
        does(number, "{\"command\":\"VERIFY\",\"passed\":false,\"text\":\"无照片\"}");
        CaseFile again = hub.file(number);
        assertThat(again.state()).isEqualTo(CaseState.IN_PROGRESS);
        assertThat(again.lead().orElseThrow().round()).isEqualTo(1);
        assertThat(again.lead().orElseThrow().dues().disposeDue())
                .isEqualTo(hub.now().plus(Duration.ofHours(60)));

        hub.report(number, 1, "已修复,附照片");
        does(number, "{\"command\":\"VERIFY\",\"passed\":true,\"text\":\"现场核实\"}");
        assertThat(hub.file(number).state()).isEqualTo(CaseState.PENDING_VISIT);

        JsonNode late = does(number, "{\"command\":\"VERIFY\",\"passed\":true,\"text\":\"再核一次\"}");
        assertThat(late.path("message").asText()).contains("待回访", "只留痕");
    }

    @Test
    void aDisputeIsSettledByTheJointMeeting() {
        CaseNumber number = hub.take(Reported.byHotline("跨部门积水").accepted());
        does(number, "{\"command\":\"JOINT_MEETING\",\"reason\":\"两部门均称非本职责\"}");
        assertThat(hub.file(number).state()).isEqualTo(CaseState.JOINT_MEETING);
        does(number, "{\"command\":\"RESOLVE_MEETING\",\"lead\":\"SL\",\"cos\":[\"CG\"],\"resolution\":\"水务主办\"}");
        assertThat(hub.file(number).lead().orElseThrow().dept()).isEqualTo("SL");
        assertThat(hub.file(number).progress().flags()).contains(Flag.JOINT);
    }

    @Test
    void coDepartmentsAreAddedWaivedAndRecalled() {
        CaseNumber number = hub.dispatched(Reported.byHotline("井盖破损"));
        does(number, "{\"command\":\"ADD_CO\",\"dept\":\"GA\",\"reason\":\"需交通管制\"}");
        does(number, "{\"command\":\"ADD_CO\",\"dept\":\"XF\",\"role\":\"PARTNER\",\"reason\":\"知会\"}");
        assertThat(hub.file(number).assignments())
                .extracting(Assignment::role)
                .containsExactly(Role.LEAD, Role.CO, Role.CO, Role.PARTNER);
        does(number, "{\"command\":\"WAIVE\",\"taskNo\":\"%s\",\"reason\":\"不再需要\"}".formatted(number.task(2)));
        does(number, "{\"command\":\"RECALL\",\"taskNo\":\"%s\",\"reason\":\"重复加派\"}".formatted(number.task(3)));
        assertThat(hub.file(number).assignments().get(1).waived()).isEqualTo("不再需要");
        assertThat(hub.file(number).assignments().get(2).state()).isEqualTo(AssignmentState.RECALLED);

        Browser.Page lead = browser.command(
                number.value(),
                "{\"command\":\"RECALL\",\"taskNo\":\"%s\",\"reason\":\"试\"}".formatted(number.task(1)));
        assertThat(lead.status()).isEqualTo(409);
        assertThat(lead.json().path("code").asText()).isEqualTo("LEAD_NOT_RECALLED");
        Browser.Page none = browser.command(
                number.value(), "{\"command\":\"WAIVE\",\"taskNo\":\"%s\",\"reason\":\"试\"}".formatted(number.task(9)));
        assertThat(none.status()).isEqualTo(422);
    }

    @Test
    void aSuspendedTaskIsResumed() {
        CaseNumber number = hub.dispatched(Reported.byHotline("井盖破损"));
        hub.sign(number, 1, "李科长");
        hub.byDept(
                number,
                1,
                new Command.RequestSuspension(
                        number.task(1), "G01", "待雨季结束", hub.now().plus(Duration.ofDays(30))));
        does(number, decide(number, true));
        assertThat(hub.file(number).state()).isEqualTo(CaseState.SUSPENDED);
        does(number, "{\"command\":\"RESUME\",\"taskNo\":\"%s\",\"reason\":\"雨季已过\"}".formatted(number.task(1)));
        assertThat(hub.file(number).state()).isEqualTo(CaseState.IN_PROGRESS);
    }

    @Test
    void aClosedCaseIsReopenedOnceAndAnOpenOneSupervised() {
        CaseNumber number = closed();
        does(number, "{\"command\":\"REOPEN\",\"reason\":\"又坏了\"}");
        assertThat(hub.file(number).state()).isEqualTo(CaseState.PENDING_DISTRICT);
        does(number, "{\"command\":\"SUPERVISE\",\"level\":\"督办\",\"text\":\"请三日内办结\"}");
        assertThat(hub.file(number).progress().flags()).contains(Flag.SUPERVISED, Flag.REPEAT);
    }

    @Test
    void whatTheStateForbidsIsAConflict() {
        CaseNumber number = hub.dispatched(Reported.byHotline("井盖破损"));
        for (String command : List.of(
                "{\"command\":\"ACCEPT\"}",
                "{\"command\":\"DISPATCH\"}",
                "{\"command\":\"ESCALATE\",\"reasonCode\":\"L01\"}",
                "{\"command\":\"REOPEN\",\"reason\":\"试\"}",
                "{\"command\":\"TRANSFER\",\"to\":\"外区\",\"reason\":\"试\"}")) {
            Browser.Page page = browser.command(number.value(), command);
            assertThat(page.status()).as(command).isEqualTo(409);
            assertThat(page.json().path("code").asText()).as(command).isEqualTo("STATE_WRONG");
            assertThat(page.json().path("message").asText()).as(command).contains("办件现为已派遣待签收");
        }
    }

    private CaseNumber closed() {
        CaseNumber number = hub.dispatched(Reported.byHotline("井盖破损"));
        hub.report(number, 1, "已修复");
        hub.report(number, 2, "已配合");
        hub.visit(number, true);
        assertThat(hub.file(number).state()).isEqualTo(CaseState.CLOSED);
        return number;
    }

    private JsonNode does(CaseNumber number, String command) {
        Browser.Page page = browser.command(number.value(), command);
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return page.json();
    }

    private static String decide(CaseNumber number, boolean granted) {
        return "{\"command\":\"DECIDE_REQUEST\",\"taskNo\":\"%s\",\"granted\":%s,\"reason\":\"情况属实\"}"
                .formatted(number.task(1), granted);
    }

    private StageRecord lastStep(CaseNumber number) {
        return hub.ledger.read(view -> {
            List<TraceEntry> steps = view.trace().of(number);
            return steps.get(steps.size() - 1).step();
        });
    }
}

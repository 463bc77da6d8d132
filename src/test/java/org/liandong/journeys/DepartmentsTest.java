package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liandong.cases.Assignment;
import org.liandong.cases.AssignmentState;
import org.liandong.cases.Command;
import org.liandong.cases.TaskNumber;
import org.liandong.casework.Clocks;
import org.liandong.ledger.StageRecord;
import org.liandong.simulator.ChannelInbox;
import org.liandong.simulator.Department;
import org.liandong.simulator.Profile;

/** The whole way with each kind of department (queue, REST, SOAP) in a simulated city: out, worked on, and back. */
class DepartmentsTest {
    private static final Profile QUICK = Profile.quick(20260708L);

    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.inCity(QUICK).saying("departments/MZ", "every: 30s", "every: 100ms");

    private final Hotline hotline = new Hotline(HUB);

    @AfterEach
    void everybodyAtWorkAgain() {
        HUB.city().departments().forEach(department -> department.work(QUICK));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HB", "CG", "XF", "MZ"})
    void aCaseGoesOutIsWorkedOnAndComesBackToTheHotline(String dept) {
        Department department = HUB.city().department(dept);
        department.work(QUICK.withShares(0, 0, 1));
        String orderNo = "NJ-WAY-" + dept;
        String caseNo = dispatched(Hotline.noiseOrder(orderNo), dept);

        closes(caseNo);

        String task = HUB.file(caseNo).lead().orElseThrow().task().value();
        assertThat(department.effects()).containsEntry(task, 1);
        List<String> actions =
                HUB.trace(caseNo).stream().map(StageRecord::action).toList();
        assertThat(actions).containsSubsequence("送达部门系统", "签收", "过程反馈", "反馈办理结果", "各部门均已反馈");
        assertThat(actions).anyMatch(action -> action.startsWith("结案"));
        // each link names department, person, opinion and time (reference §1.5)
        assertThat(HUB.trace(caseNo))
                .filteredOn(step -> step.action().equals("反馈办理结果"))
                .allSatisfy(step -> {
                    assertThat(step.handling().leadDept()).isEqualTo(dept);
                    assertThat(step.handling().handler()).isNotEmpty();
                    assertThat(step.handling().opinion()).isNotEmpty();
                    assertThat(step.actor().id()).isEqualTo(dept);
                });
        told(orderNo, caseNo);
        HubUnderTest.until("judged", () -> !HUB.judged(caseNo).isEmpty());
        assertThat(HUB.judged(caseNo)).containsExactly(new HubUnderTest.Judged(dept, 0, true, true, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HB", "CG", "XF", "MZ"})
    void aTaskHandedBackGoesToAnother(String dept) {
        HUB.city().department(dept).work(QUICK.withShares(1, 0, 0));
        String caseNo = dispatched(Hotline.noiseOrder("NJ-RETURN-" + dept), dept);
        HubUnderTest.until("handed back", () -> pending(caseNo, Assignment.RequestKind.RETURN));
        String other = dept.equals("HB") ? "CG" : "HB";
        TaskNumber task = HUB.file(caseNo).lead().orElseThrow().task();

        HUB.operate(caseNo, new Command.DecideRequest(task, true, "确非本单位职责", null));
        assertThat(HUB.state(caseNo)).isEqualTo("PENDING_DISPATCH");
        HUB.operate(caseNo, HUB.dispatchTo(caseNo, other));

        closes(caseNo);
        assertThat(HUB.file(caseNo).progress().acceptedReturns()).isOne();
        assertThat(HUB.file(caseNo).assignment(task).orElseThrow().state()).isEqualTo(AssignmentState.RETURNED);
        HubUnderTest.until(
                "told of the decision",
                () -> HUB.city().department(dept).operations(task.value()).equals(List.of("RETURN")));
        HubUnderTest.until("both judged", () -> HUB.judged(caseNo).size() == 2);
        assertThat(HUB.judged(caseNo)).extracting(HubUnderTest.Judged::dept).containsExactly(dept, other);
        assertThat(HUB.judged(caseNo))
                .extracting(HubUnderTest.Judged::returnsAsked)
                .containsExactly(1, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HB", "CG", "XF", "MZ"})
    void anExtensionGrantedMovesTheLimitFromTheOldOne(String dept) {
        Profile asking = new Profile(
                QUICK.seed(),
                QUICK.sign(),
                org.liandong.simulator.Span.ofMillis(400, 500),
                0,
                1,
                0,
                true,
                QUICK.conduct(),
                QUICK.slowness());
        HUB.city().department(dept).work(asking);
        String caseNo = dispatched(Hotline.fumesOrder("NJ-EXTEND-" + dept), dept);
        HubUnderTest.until("asked", () -> pending(caseNo, Assignment.RequestKind.EXTENSION));
        Assignment lead = HUB.file(caseNo).lead().orElseThrow();
        Assignment.Request request = Objects.requireNonNull(lead.pending());
        Instant extended = HUB.bean(Clocks.class)
                .extended(
                        HUB.file(caseNo).matter(),
                        lead.dues().disposeDue(),
                        Objects.requireNonNull(request.amount()),
                        Objects.requireNonNull(request.unit()));

        HUB.operate(caseNo, new Command.DecideRequest(lead.task(), true, "同意延期", extended));

        assertThat(HUB.file(caseNo).lead().orElseThrow().dues().disposeDue()).isEqualTo(extended);
        assertThat(extended).isAfter(lead.dues().disposeDue());
        closes(caseNo);
        HubUnderTest.until(
                "told of the decision",
                () -> HUB.city()
                        .department(dept)
                        .operations(lead.task().value())
                        .contains("EXTENSION"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HB", "CG"})
    void anExtensionThatTheItemDoesNotKnowIsRefusedAndTheWorkGoesOn(String dept) {
        Department department = HUB.city().department(dept);
        department.work(QUICK.withShares(0, 1, 0));
        String caseNo = dispatched(Hotline.noiseOrder("NJ-NO-EXTENSION-" + dept), dept);

        closes(caseNo);

        String task = HUB.file(caseNo).lead().orElseThrow().task().value();
        assertThat(department.reported())
                .filteredOn(
                        report -> report.taskNo().equals(task) && report.kind().equals("EXTENSION"))
                .singleElement()
                .satisfies(report -> {
                    assertThat(report.receipt().outcome()).isEqualTo("REFUSED");
                    assertThat(report.receipt().message()).isNotEmpty();
                });
    }

    private String dispatched(String order, String dept) {
        String caseNo = hotline.takes(order);
        HUB.operate(caseNo, new Command.AcceptCase(HUB.file(caseNo).progress().unit()));
        HUB.operate(caseNo, HUB.dispatchTo(caseNo, dept));
        return caseNo;
    }

    /** The hotline visits by itself once it is told 办结; where the hub leaves the verification to a person, one is content. */
    private static void closes(String caseNo) {
        HubUnderTest.until(caseNo + " closed", () -> {
            if (HUB.state(caseNo).equals("FEEDBACK_DONE")) {
                HUB.decide(caseNo, new Command.VerifyFeedback(true, "现场核查属实", null));
            }
            return HUB.state(caseNo).equals("CLOSED");
        });
    }

    private static boolean pending(String caseNo, Assignment.RequestKind kind) {
        Assignment.Request request = HUB.file(caseNo).lead().orElseThrow().pending();
        return request != null && request.kind() == kind;
    }

    /** Every state in its order, in the hotline's own words; 办结 is the department's, 结案 the centre's (reference §3.2). */
    private static void told(String orderNo, String caseNo) {
        ChannelInbox inbox = HUB.city().hotline().inbox();
        HubUnderTest.until(
                "told of the end",
                () -> inbox.outcomes(orderNo).stream()
                        .anyMatch(outcome -> outcome.statusName().equals("结案")));
        List<ChannelInbox.Received> outcomes = inbox.outcomes(orderNo);
        assertThat(outcomes).extracting(ChannelInbox.Received::caseNo).containsOnly(caseNo);
        assertThat(outcomes).extracting(ChannelInbox.Received::seq).isSorted().doesNotHaveDuplicates();
        assertThat(outcomes)
                .extracting(ChannelInbox.Received::statusName)
                .containsSubsequence("已受理待派遣", "已派遣待处置", "处置中", "办结", "结案")
                .endsWith("结案");
    }
}

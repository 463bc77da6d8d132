package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liandong.cases.Assignment;
import org.liandong.cases.Command;
import org.liandong.delivery.Fuses;
import org.liandong.ledger.Attempt;
import org.liandong.ledger.AttemptOutcome;
import org.liandong.ledger.DeliveryState;
import org.liandong.ledger.OutboxMessage;
import org.liandong.ledger.StageRecord;
import org.liandong.simulator.Conduct;
import org.liandong.simulator.Department;
import org.liandong.simulator.Profile;
import org.liandong.simulator.Span;

/** Departments' systems as they really are: every task is opened exactly once, and the case shows what is known. */
class DepartmentConductsTest {
    private static final Profile QUICK = Profile.quick(20260709L);
    /** Whoever signs has the task: a signature that comes before the hub has written down its doubt leaves none. */
    private static final Span UNTIL_DOUBTED = Span.ofMillis(1_500, 1_500);

    private static final String IMPATIENT = "{connect: 1s, answer: 1s}";
    private static final String SOON_AGAIN = "{first: 300ms, factor: 2, longest: 1s, giveUpAfter: 24h}";
    private static final String FUSE = "{failures: 3, open: 2s}";

    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.inCity(QUICK)
            .with("departments/HB", "timeouts", IMPATIENT)
            .with("departments/HB", "retry", SOON_AGAIN)
            .with("departments/HB", "breaker", FUSE)
            .with("departments/CG", "timeouts", IMPATIENT)
            .with("departments/CG", "retry", SOON_AGAIN)
            .with("departments/CG", "breaker", FUSE);

    private final Hotline hotline = new Hotline(HUB);

    @AfterEach
    void everybodyBehavesAgain() {
        HUB.city().departments().forEach(department -> department.work(QUICK));
        HubUnderTest.until(
                "fuses closed",
                () -> List.of("dept.HB", "dept.CG").stream()
                        .noneMatch(receiver ->
                                HUB.bean(Fuses.class).state(receiver).equals("OPEN")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HB", "CG"})
    void anErrorInsideASuccessIsNoSuccess(String dept) {
        Department department = department(dept, Conduct.ERROR_IN_200);
        String caseNo = dispatched("NJ-ERROR-" + dept, dept);
        HubUnderTest.until("tried twice", () -> attempts(caseNo, dept).size() >= 2);

        assertThat(lead(caseNo).deliveredAt()).isNull();
        assertThat(attempts(caseNo, dept).get(0).outcome()).isEqualTo(AttemptOutcome.FAILED);
        assertThat(attempts(caseNo, dept).get(0).detail()).isNotEmpty();
        assertThat(department.effects()).doesNotContainKey(lead(caseNo).task().value());

        department.work(QUICK);
        doneOnce(caseNo, dept);
    }

    @ParameterizedTest
    @CsvSource({"HB, NO_ANSWER", "CG, NO_ANSWER", "HB, GARBAGE", "CG, GARBAGE"})
    void noAnswerOrNoneThatCanBeReadIsUnknownUntilTheLookUpSettlesIt(String dept, Conduct conduct) {
        Department department = department(dept, conduct);
        // even a system that would open a second task is asked before anything is sent again
        department.work(department.profile().forgetful().signingAfter(UNTIL_DOUBTED));
        String caseNo = dispatched("NJ-" + conduct + "-" + dept, dept);

        HubUnderTest.until("in doubt", () -> outcomes(caseNo, dept).contains(AttemptOutcome.UNKNOWN));
        assertThat(actions(caseNo)).anyMatch(action -> action.startsWith("已发出、未收到回执、正在核对"));
        HubUnderTest.until(
                "opened",
                () -> department.effects().containsKey(lead(caseNo).task().value()));

        department.work(QUICK.forgetful());
        doneOnce(caseNo, dept);
        assertThat(dispatch(caseNo, dept).state()).isEqualTo(DeliveryState.DONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HB", "CG"})
    void aSlowAnswerIsUnknownUntilTheLookUpSettlesIt(String dept) {
        department(dept, Conduct.SLOW);
        String caseNo = dispatched("NJ-SLOW-" + dept, dept);

        HubUnderTest.until("in doubt", () -> outcomes(caseNo, dept).contains(AttemptOutcome.UNKNOWN));

        HUB.city().department(dept).work(QUICK);
        doneOnce(caseNo, dept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HB", "CG", "XF"})
    void whatADepartmentReportsTwiceHappenedOnce(String dept) {
        department(dept, Conduct.TWICE);
        String caseNo = dispatched("NJ-TWICE-" + dept, dept);

        doneOnce(caseNo, dept);

        HubUnderTest.until("all said", () -> HUB.city().department(dept).unreported() == 0);
        assertThat(actions(caseNo)).filteredOn("签收"::equals).hasSize(1);
        assertThat(actions(caseNo)).filteredOn("反馈办理结果"::equals).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HB", "CG", "XF"})
    void aResultBeforeTheSignatureImpliesIt(String dept) {
        department(dept, Conduct.OUT_OF_ORDER);
        String caseNo = dispatched("NJ-ORDER-" + dept, dept);

        doneOnce(caseNo, dept);

        assertThat(HUB.trace(caseNo))
                .filteredOn(step -> step.action().equals("签收"))
                .singleElement()
                .satisfies(step -> assertThat(step.implied()).isTrue());
        assertThat(actions(caseNo)).containsSubsequence("送达部门系统", "签收", "反馈办理结果");
        HubUnderTest.until(
                "the late signature noted",
                () -> actions(caseNo).stream().anyMatch(action -> action.startsWith("只留痕") && action.contains("签收")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HB", "CG"})
    void whileOneIsDownTheOthersGoOnAndItsOwnFollowInOrder(String dept) {
        String other = dept.equals("HB") ? "CG" : "HB";
        Department department = department(dept, Conduct.DOWN);
        List<String> cases = java.util.stream.IntStream.rangeClosed(1, 4)
                .mapToObj(i -> dispatched("NJ-DOWN-" + dept + "-" + i, dept))
                .toList();
        for (int i = 1; i <= 4; i++) {
            hotline.event("NJ-DOWN-" + dept + "-" + i, "DU" + dept + i, "URGE", "content", "催办");
        }
        HubUnderTest.until(
                "fuse open", () -> HUB.bean(Fuses.class).state("dept." + dept).equals("OPEN"));
        String otherCase = dispatched("NJ-MEANWHILE-" + dept, other);
        doneOnce(otherCase, other);
        assertThat(cases).allSatisfy(caseNo -> {
            assertThat(lead(caseNo).deliveredAt()).isNull();
            assertThat(outcomes(caseNo, dept)).doesNotContain(AttemptOutcome.DELIVERED);
        });

        department.work(QUICK);

        for (String caseNo : cases) {
            HubUnderTest.until(
                    "all delivered",
                    () -> HUB.letters(caseNo).stream()
                            .filter(letter -> letter.receiver().equals("dept." + dept))
                            .allMatch(letter -> letter.state() == DeliveryState.DONE));
            assertThat(department.effects()).containsEntry(lead(caseNo).task().value(), 1);
            assertThat(department.operations(lead(caseNo).task().value())).startsWith("URGE");
        }
    }

    @Test
    void aTaskWhoseDeliveryIsUnknownMayBeSignedAllTheSame() {
        department("HB", Conduct.NO_ANSWER);
        String caseNo = dispatched("NJ-SIGNED-UNKNOWN", "HB");

        HubUnderTest.until("signed", () -> lead(caseNo).signedAt() != null);

        assertThat(lead(caseNo).deliveredAt()).isNotNull();
        HUB.city().department("HB").work(QUICK);
        doneOnce(caseNo, "HB");
    }

    private static Department department(String dept, Conduct conduct) {
        Department department = HUB.city().department(dept);
        department.behave(conduct);
        return department;
    }

    private String dispatched(String orderNo, String dept) {
        String caseNo = hotline.takes(Hotline.noiseOrder(orderNo));
        HUB.operate(caseNo, new Command.AcceptCase(HUB.file(caseNo).progress().unit()));
        HUB.operate(caseNo, HUB.dispatchTo(caseNo, dept));
        return caseNo;
    }

    /** The department opens the task, once, and brings it to its result. */
    private static void doneOnce(String caseNo, String dept) {
        HubUnderTest.until(caseNo + " done", () -> actions(caseNo).contains("反馈办理结果"));
        assertThat(HUB.city().department(dept).effects())
                .containsEntry(lead(caseNo).task().value(), 1);
        HubUnderTest.until(caseNo + " delivered", () -> dispatch(caseNo, dept).state() == DeliveryState.DONE);
    }

    private static Assignment lead(String caseNo) {
        return HUB.file(caseNo).lead().orElseThrow();
    }

    private static OutboxMessage dispatch(String caseNo, String dept) {
        return HUB.letters(caseNo).stream()
                .filter(letter -> letter.receiver().equals("dept." + dept)
                        && letter.operation().equals("DISPATCH"))
                .findFirst()
                .orElseThrow();
    }

    private static List<Attempt> attempts(String caseNo, String dept) {
        long id = dispatch(caseNo, dept).id();
        return HUB.ledger().read(view -> view.deliveries().attempts(id));
    }

    private static List<AttemptOutcome> outcomes(String caseNo, String dept) {
        return attempts(caseNo, dept).stream().map(Attempt::outcome).toList();
    }

    private static List<String> actions(String caseNo) {
        return HUB.trace(caseNo).stream().map(StageRecord::action).toList();
    }
}

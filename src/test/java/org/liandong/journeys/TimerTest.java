package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.Assignment;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.CaseState;
import org.liandong.cases.Command;
import org.liandong.cases.Flag;
import org.liandong.cases.TaskNumber;
import org.liandong.ledger.Ledger;

/** What the hub does by itself when a time has come (reference §2.3, §4.3 C20, §4.6 rules 5 and 9). */
class TimerTest {
    private static final String WEDNESDAY = "2026-07-08T10:00:00+08:00";

    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone().withTimer();

    @Test
    void aDepartmentIsRemindedThenSupervisedThenReportedEachOnce() {
        String caseNo = delivered("NJ-REMIND");
        Assignment lead = lead(caseNo);
        Duration total = Duration.between(lead.dues().start(), lead.dues().disposeDue());

        // still before 80 % of the working time, with nights and a weekend in between
        HUB.clock().ahead(total.dividedBy(2));
        assertThat(HUB.operations(caseNo, "dept.XF")).containsExactly("DISPATCH");

        HUB.clock()
                .ahead(Duration.between(HUB.clock().instant(), lead.dues().disposeDue())
                        .minusMinutes(5));
        HubUnderTest.until("催办", () -> lead(caseNo).reminders() == 1);
        assertThat(HUB.file(caseNo).progress().flags()).doesNotContain(Flag.SUPERVISED);

        HUB.clock().ahead(Duration.ofMinutes(6));
        HubUnderTest.until("督办", () -> lead(caseNo).reminders() == 2);
        assertThat(HUB.file(caseNo).progress().flags()).contains(Flag.SUPERVISED);

        HUB.clock().ahead(total.multipliedBy(2));
        HubUnderTest.until("通报", () -> lead(caseNo).reminders() == 3);
        assertThat(HUB.operations(caseNo, "dept.XF")).containsExactly("DISPATCH", "URGE", "URGE", "URGE");
        assertThat(HUB.trace(caseNo))
                .filteredOn(step -> "rule:timer".equals(step.sourceMessage()))
                .hasSize(3)
                .allSatisfy(step -> assertThat(step.actor().type()).isEqualTo("SYSTEM"));
    }

    @Test
    void whatWasPutOffIsTakenUpAgainAtTheReviewDateWithItsTimeMovedOn() {
        String caseNo = delivered("NJ-REVIEW");
        TaskNumber task = lead(caseNo).task();
        Instant due = lead(caseNo).dues().disposeDue();
        Instant review = HUB.clock().instant().plus(Duration.ofDays(14));
        HUB.operate(caseNo, new Command.SignAssignment(task, "周队长"));
        HUB.operate(caseNo, new Command.RequestSuspension(task, "G02", "列入月度改造计划", review));
        HUB.operate(caseNo, new Command.DecideRequest(task, true, "同意", null));
        assertThat(HUB.file(caseNo).state()).isEqualTo(CaseState.SUSPENDED);

        HUB.clock().ahead(Duration.ofDays(14).plusMinutes(1));
        HubUnderTest.until("复核", () -> HUB.file(caseNo).state() == CaseState.IN_PROGRESS);

        // two whole weeks without a holiday: ten working days
        assertThat(lead(caseNo).dues().disposeDue())
                .isCloseTo(due.plus(Duration.ofDays(14)), within(5, ChronoUnit.MINUTES));
        assertThat(lead(caseNo).reminders()).isZero();
    }

    @Test
    void aTimeThatHasNotComeAfterAllIsWaitedForAnew() {
        String caseNo = delivered("NJ-EARLY-WAKE");
        Ledger ledger = HUB.bean(Ledger.class);
        CaseNumber number = new CaseNumber(caseNo);
        Instant now = HUB.clock().instant();

        ledger.write(entry -> {
                    entry.cases().wakeAt(number, now);
                    return true;
                })
                .join();

        HubUnderTest.until("nothing to do now", () -> !waking(now).contains(number));
        assertThat(waking(now.plus(Duration.ofDays(30)))).contains(number);
        assertThat(lead(caseNo).reminders()).isZero();
    }

    private static List<CaseNumber> waking(Instant upTo) {
        return HUB.bean(Ledger.class).read(view -> view.cases().wakingUpTo(upTo, 100));
    }

    private static Assignment lead(String caseNo) {
        return HUB.file(caseNo).lead().orElseThrow();
    }

    private static String delivered(String orderNo) {
        HUB.clock().runFrom(WEDNESDAY);
        String caseNo = new Hotline(HUB).takes(Hotline.noiseOrder(orderNo).replace("2026-07-08 00:14:30", ""));
        if (HUB.file(caseNo).state() != CaseState.PENDING_DISPATCH) {
            HUB.operate(
                    caseNo, new Command.AcceptCase(HUB.file(caseNo).progress().unit()));
        }
        HUB.operate(caseNo, HUB.dispatchTo(caseNo, "XF"));
        HubUnderTest.until("送达", () -> lead(caseNo).deliveredAt() != null);
        return caseNo;
    }
}

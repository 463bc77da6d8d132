package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.Assignment;
import org.liandong.cases.CaseState;
import org.liandong.cases.QualityNote;
import org.liandong.casework.Times;

/** Departments' reports that cannot be taken at their word (Q-TIME-BEFORE, Q-LAZY-REPLY, reference §3.3). */
class DoubtfulFeedbackTest {
    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone();

    private final EnvironmentBureau bureau = new EnvironmentBureau(HUB);

    @BeforeEach
    void onAWednesday() {
        HUB.clock().runFrom("2026-07-08T10:00:00+08:00");
    }

    @Test
    void aSignatureFromBeforeTheDispatchCountsFromWhenItCame() {
        String caseNo = new Hotline(HUB).takes(Hotline.noiseOrder("NJ-EARLY-SIGN"));
        String task = EnvironmentBureau.leads(HUB, caseNo);
        String early = Times.text(HUB.clock().instant().minus(Duration.ofDays(1)));

        Answer answer = bureau.says(bureau.callback(task, "SIGN").put("eventTime", early));

        assertThat(answer.said("code")).isEqualTo("0");
        Assignment lead = HUB.file(caseNo).lead().orElseThrow();
        assertThat(lead.signedAt()).isAfterOrEqualTo(lead.dispatchedAt());
        assertThat(HUB.file(caseNo).matter().quality())
                .filteredOn(note -> note.code().equals("Q-TIME-BEFORE"))
                .extracting(QualityNote::field)
                .containsExactly("eventTime");
    }

    @Test
    void aResultThatSaysNothingIsLookedAtByAPerson() {
        String caseNo = new Hotline(HUB).takes(Hotline.noiseOrder("NJ-LAZY"));
        String task = EnvironmentBureau.leads(HUB, caseNo);
        bureau.signs(task);

        bureau.isDone(task, "已转相关部门处理");

        assertThat(HUB.file(caseNo).state()).isEqualTo(CaseState.FEEDBACK_DONE);
        assertThat(HUB.file(caseNo).matter().quality())
                .filteredOn(note -> note.code().equals("Q-LAZY-REPLY"))
                .extracting(QualityNote::field)
                .containsExactly("opinion");
    }
}

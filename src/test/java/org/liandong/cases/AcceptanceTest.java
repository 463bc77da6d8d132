package org.liandong.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.cases.CaseFixture.*;
import static org.liandong.cases.CaseState.*;
import static org.liandong.cases.Refusals.assertRefused;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the report to the dispatch: on the spot, street, district, refusal, merging, withdrawal (domain reference §4.3). */
class AcceptanceTest {

    @Test
    void whatTheGridOfficerSolvedIsClosedWithoutADispatch() {
        CaseFixture one = aCase().selfHandled(MatterDraft.LITTER, true, false).received();
        assertThat(one.state()).isEqualTo(SELF_CLOSED);
        assertThat(one.file().selfHandled()).isTrue();
        assertThat(one.file().assignments()).isEmpty();
        assertThat(one.file().progress().level()).isEqualTo(Level.G);
    }

    @Test
    void anItemThatNeedsAnAfterPhotoIsNotClosedWithoutIt() {
        assertThat(aCase().selfHandled(MatterDraft.FENCE, true, false)
                        .received()
                        .state())
                .isEqualTo(PENDING_DISTRICT);
        assertThat(aCase().selfHandled(MatterDraft.FENCE, true, true).received().state())
                .isEqualTo(SELF_CLOSED);
    }

    @Test
    void aFailedSampleSendsItToTheStreetAsIfItHadNeverBeenClosed() {
        CaseFixture one = Resting.in(SELF_CLOSED).does(new Command.FailSample("照片与现场不符"));
        assertThat(one.state()).isEqualTo(PENDING_STREET);
        assertThat(one.file().closing()).isNull();
        assertThat(one.file().progress().level()).isEqualTo(Level.S);
        assertThat(one.file().selfHandled()).isFalse();
        assertThat(one.accepted().dispatchedTo(CG).state()).isEqualTo(DISPATCHED);
    }

    @Test
    void anEmergencyNeverWaitsInAStreet() {
        CaseFixture one = aCase().urgent().toStreet().received();
        assertThat(one.state()).isEqualTo(PENDING_DISTRICT);
        assertThat(one.file().progress().level()).isEqualTo(Level.D);
    }

    @Test
    void theLevelFollowsEscalationAndSendingBack() {
        CaseFixture one = aCase().toStreet().received();
        assertThat(one.file().progress().unit()).isEqualTo(STREET);

        one.does(new Command.EscalateCase("P02", DISTRICT));
        assertThat(one.file().progress().level()).isEqualTo(Level.D);
        assertThat(one.file().progress().unit()).isEqualTo(DISTRICT);

        one.does(new Command.SendBackCase(STREET, "街道可办"));
        assertThat(one.file().progress().level()).isEqualTo(Level.S);
        assertThat(one.decision(new Command.SendBackCase(STREET, "街道可办"))).isInstanceOf(Decision.AlreadyDone.class);
    }

    @Test
    void aDefectiveReportWaitsForAPersonAndThenGoesItsWay() {
        CaseFixture one = aCase().defective("诉求类型编码未知").received();
        assertThat(one.state()).isEqualTo(QUARANTINED);
        one.does(new Command.MendCase(one.matterNow(), one.routing(), List.of()));
        assertThat(one.state()).isEqualTo(PENDING_DISTRICT);
        assertThat(one.steps())
                .extracting(Step::transition)
                .containsExactly(
                        Transition.C01_INTAKE,
                        Transition.C02_VALIDATION_FAILED,
                        Transition.C03_FIXED,
                        Transition.C06_ROUTE_TO_DISTRICT);
    }

    @Test
    void theSameReportOpensOneCase() {
        CaseFixture one = aCase().received();
        assertThat(one.decision(one.report())).isInstanceOf(Decision.AlreadyDone.class);
    }

    @Test
    void maliciousRepetitionIsDecidedByTwo() {
        CaseFixture one = aCase().received();
        assertRefused("SECOND_PERSON", one.decision(new Command.RefuseCase("N09", "恶意重复", null)));
        assertRefused("SECOND_PERSON", one.decision(new Command.RefuseCase("N09", "恶意重复", "")));
        assertRefused("SECOND_PERSON", one.decision(new Command.RefuseCase("N09", "恶意重复", DISPATCHER.id())));
        assertThat(one.does(new Command.RefuseCase("N09", "恶意重复", "slzx02")).state())
                .isEqualTo(REFUSED);
    }

    @Test
    void aRefusalCanBeAppealedToTheDistrict() {
        CaseFixture one = aCase().toStreet().received().does(new Command.RefuseCase("N07", "非本区", null));
        one.does(new Command.AppealRefusal("就在本区"));
        assertThat(one.state()).isEqualTo(PENDING_DISTRICT);
        assertThat(one.file().progress().level()).isEqualTo(Level.D);
    }

    @ParameterizedTest
    @ValueSource(strings = {"REFUSED", "TRANSFERRED_OUT", "MERGED", "CANCELLED", "EVALUATED"})
    void whatIsOverTakesNoOtherCaseIn(String state) {
        CaseFixture one = Resting.in(CaseState.valueOf(state));
        assertRefused("STATE_WRONG", one.decision(taken("PAN1")));
    }

    @Test
    void theParentTakesTheAskersOfTheChildOnce() {
        CaseFixture one = aCase().received().does(taken("PAN1"));
        assertThat(one.file().requesterCount()).isEqualTo(2);
        assertThat(one.file().progress().flags()).doesNotContain(Flag.MASS);
        assertThat(one.decision(taken("PAN1"))).isInstanceOf(Decision.AlreadyDone.class);

        one.does(taken("PAN2"));

        assertThat(one.file().requesterCount()).isEqualTo(3);
        assertThat(one.file().progress().flags()).contains(Flag.MASS);
    }

    @Test
    void moreWordsFromTheSameAskerDoNotMakeAMatterOfMany() {
        CaseFixture one = aCase().received();
        SourceRef more = source("NJ02");
        SourceRef supplement = new SourceRef(
                more.connector(),
                more.system(),
                more.externalNo(),
                SourceRef.SourceRole.SUPPLEMENT,
                more.receivedAt(),
                more.rawId(),
                null,
                null,
                null);
        Command.AddToCase add = new Command.AddToCase(supplement, "昨夜又响", List.of());
        one.does(add).does(taken("PAN1"));

        assertThat(one.file().sources()).hasSize(3);
        assertThat(one.file().progress().flags()).doesNotContain(Flag.MASS);
        assertThat(one.decision(add)).isInstanceOf(Decision.AlreadyDone.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"TIP_OFF", "DISPUTE"})
    void theHubMergesNoDelicateCaseByItself(CaseType type) {
        CaseFixture one = aCase().about(matter -> matter.type(type)).received();
        assertRefused("MERGE_BY_PERSON", one.decision(Actor.HUB, SampleCommands.merge()));
        assertThat(one.does(SampleCommands.merge()).file().progress().mergedInto())
                .isEqualTo(SampleCommands.merge().into());
    }

    @Test
    void aHazardIsNotWithdrawnAway() {
        Command withdraw = new Command.WithdrawCase("诉求人撤诉");
        assertRefused(
                "WITHDRAW_HAZARD",
                aCase().about(matter -> matter.type(CaseType.HAZARD)).received().decision(withdraw));
        assertRefused("WITHDRAW_HAZARD", aCase().urgent().received().decision(withdraw));
    }

    private static Command.TakeMerged taken(String externalNo) {
        return new Command.TakeMerged(
                List.of(source(externalNo).asMerged(SampleCommands.merge().why())), List.of());
    }
}

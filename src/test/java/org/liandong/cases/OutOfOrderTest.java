package org.liandong.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.liandong.cases.CaseFixture.*;
import static org.liandong.cases.CaseState.*;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages that come too early, too late or in any order (domain reference §4.3, rules 1 to 5). */
class OutOfOrderTest {

    @Test
    void aResultBringsDeliveryAndSignatureWithItAtItsOwnTime() {
        CaseFixture one = Resting.in(DISPATCHED);
        Instant at = one.now();
        int before = one.steps().size();

        one.done(CG);

        List<Step> steps = one.steps().subList(before, one.steps().size());
        assertThat(steps)
                .extracting(step -> step.event().getClass().getSimpleName(), Step::implied, Step::transition)
                .containsExactly(
                        tuple("Delivered", true, null),
                        tuple("Signed", true, Transition.C16_LEAD_SIGNED),
                        tuple("DoneReported", false, null));
        assertThat(one.assignment(CG).signedAt()).isEqualTo(at);
        assertThat(one.assignment(CG).deliveredAt()).isEqualTo(at);
        assertThat(one.state()).isEqualTo(IN_PROGRESS);
    }

    @Test
    void theFirstContactIsTakenFromTheResult() {
        CaseFixture one = Resting.in(DISPATCHED);
        Instant contact = one.now().minus(Duration.ofMinutes(1));
        Assignment.Report report = outcome(Resolution.PARTIAL);

        one.by(CG, new Command.ReportDone(one.task(CG), report, contact));

        assertThat(one.assignment(CG).firstContactAt()).isEqualTo(contact);
    }

    @Test
    void aLateReceiptStillBringsTheDepartmentsOwnNumber() {
        CaseFixture one = Resting.in(DISPATCHED).signed(CG).worksOn(CG);
        assertThat(one.assignment(CG).foreignNo()).isNull();

        one.delivered(CG);

        assertThat(one.assignment(CG).foreignNo()).isEqualTo("WB-CG");
        assertThat(one.assignment(CG).state()).isEqualTo(AssignmentState.WORKING);
        assertThat(one.decision(Actor.HUB, new Command.ConfirmDelivery(one.task(CG), "WB-CG", null)))
                .isInstanceOf(Decision.AlreadyDone.class);
    }

    @Test
    void aSignatureAfterTheResultIsOnRecord() {
        CaseFixture one = Resting.in(DISPATCHED).done(CG);
        Instant implied = one.assignment(CG).signedAt();

        one.signed(CG);

        assertThat(one.steps())
                .last()
                .satisfies(step -> assertThat(step.event()).isInstanceOf(CaseEvent.NotedOnly.class));
        assertThat(one.assignment(CG).signedAt()).isEqualTo(implied);
        assertThat(one.assignment(CG).state()).isEqualTo(AssignmentState.DONE);
    }

    @Test
    void aVisitBeforeTheVerificationImpliesIt() {
        CaseFixture one = Resting.in(FEEDBACK_DONE).visitedSolved();
        assertThat(one.state()).isEqualTo(CLOSED);
        assertThat(one.steps())
                .filteredOn(step -> step.transition() == Transition.C22_VERIFY_PASS)
                .singleElement()
                .satisfies(step -> assertThat(step.implied()).isTrue());
    }

    static Stream<List<String>> orders() {
        return permutations(List.of("SignAssignment", "RecordContact", "ReportProgress", "ReportDone"));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void whateverTheOrderADepartmentsMessagesEndAlike(List<String> order) {
        CaseFixture one = aCase().received().accepted().dispatchedTo(CG);
        int before = one.steps().size();
        for (String command : order) {
            Class<?> kind = SampleCommands.kindsOfAssignment().stream()
                    .filter(each -> each.getSimpleName().equals(command))
                    .findFirst()
                    .orElseThrow();
            Decision decision = one.decision(Actor.department(CG), SampleCommands.of(kind, one, one.task(CG)));
            if (decision instanceof Decision.Done) {
                one.by(CG, SampleCommands.of(kind, one, one.task(CG)));
            }
        }

        assertThat(one.state()).isEqualTo(FEEDBACK_DONE);
        Assignment lead = one.assignment(CG);
        assertThat(lead.state()).isEqualTo(AssignmentState.DONE);
        assertThat(lead.signedAt()).isNotNull();
        assertThat(lead.firstContactAt()).isNotNull();
        assertThat(lead.report()).isNotNull();
        List<Step> steps = one.steps().subList(before, one.steps().size());
        // each once, whether reported or implied; the delivery, which nobody reported, is always implied
        assertThat(happened(steps)).containsOnlyOnce("Delivered", "Signed", "Contacted", "DoneReported");
        boolean signedFirst = order.indexOf("SignAssignment") < order.indexOf("ReportProgress")
                && order.indexOf("SignAssignment") < order.indexOf("ReportDone");
        assertThat(implied(steps)).isEqualTo(signedFirst ? Set.of("Delivered") : Set.of("Delivered", "Signed"));
    }

    private static List<String> happened(List<Step> steps) {
        return steps.stream()
                .map(step -> step.event().getClass().getSimpleName())
                .toList();
    }

    private static Set<String> implied(List<Step> steps) {
        return steps.stream()
                .filter(Step::implied)
                .map(step -> step.event().getClass().getSimpleName())
                .collect(Collectors.toSet());
    }

    private static Stream<List<String>> permutations(List<String> of) {
        if (of.isEmpty()) {
            return Stream.of(List.of());
        }
        return of.stream().flatMap(first -> {
            List<String> rest = new ArrayList<>(of);
            rest.remove(first);
            return permutations(rest).map(tail -> {
                List<String> all = new ArrayList<>(List.of(first));
                all.addAll(tail);
                return all;
            });
        });
    }
}

package org.liandong.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.liandong.district.District;
import org.liandong.district.Jiangning;
import org.liandong.district.RoutingRule;
import org.liandong.district.Street;
import org.liandong.district.WorkItem;

/** For every item, street, kind of grid and time there is one winner, and every rule that could have been meant is told why not. */
class RoutingTotalityTest {
    private static final List<String> TIMES = List.of(
            "2026-03-10T10:00",
            "2026-03-10T23:30",
            "2026-07-08T01:20",
            "2026-07-08T15:00",
            "2026-02-17T12:00",
            "2027-06-08T05:59");
    private final District district = Jiangning.DISTRICT;
    private final Router router = new Router(district);

    @Test
    void everyCaseHasOneWinnerAndExplainedLosers() {
        int cases = 0;
        for (WorkItem item : district.items(LocalDate.of(2026, 7, 1))) {
            Set<String> meant = district.rules().stream()
                    .filter(rule -> rule.item().matches(item.code()))
                    .map(RoutingTotalityTest::key)
                    .collect(Collectors.toSet());
            for (Street street : district.streets()) {
                for (String time : TIMES) {
                    for (String kind : List.of("Z", "S", "X")) {
                        RoutingDecision decision = router.route(Inputs.of(item.code(), 0.95, street.code())
                                .kinds(kind)
                                .at(time)
                                .build());
                        List<String> told = new ArrayList<>();
                        told.add(key(decision.rule()));
                        decision.losers().forEach(loser -> told.add(loser.id() + "#" + loser.version()));

                        assertThat(told)
                                .as("%s %s %s", item.code(), street.code(), time)
                                .doesNotHaveDuplicates();
                        assertThat(new HashSet<>(told)).isEqualTo(meant);
                        assertThat(decision.losers())
                                .allMatch(loser -> !loser.reason().isBlank());
                        assertThat(decision.copies()).doesNotContain(decision.lead());
                        cases++;
                    }
                }
            }
        }
        assertThat(cases).isEqualTo(82 * 15 * 6 * 3);
    }

    @Test
    void everyItemResolvesToTheLeadOfTheWorkListUnlessARuleSaysTheStreet() {
        for (WorkItem item : district.items(LocalDate.of(2026, 7, 1))) {
            RoutingDecision decision = router.route(
                    Inputs.of(item.code(), 0.95, "320115002").kinds("Z").build());

            if (decision.rule().lead() instanceof RoutingRule.LocalLead) {
                assertThat(item.code()).isEqualTo("020102");
            } else {
                assertThat(decision.lead().code()).as(item.code()).isEqualTo(item.lead());
            }
        }
    }

    @Test
    void theOrderOfTheTableDoesNotMatter() {
        List<RoutingRule> reversed = new ArrayList<>(district.rules());
        Collections.reverse(reversed);
        for (WorkItem item : district.items(LocalDate.of(2026, 7, 1))) {
            RuleChoice.Facts facts = new RuleChoice.Facts(
                    item.code(),
                    "320115402",
                    Set.of("Z"),
                    item.level(),
                    LocalDate.of(2026, 7, 1),
                    LocalTime.of(23, 0),
                    Set.of("汛期"));

            assertThat(RuleChoice.among(reversed, facts).winner())
                    .isEqualTo(RuleChoice.among(district.rules(), facts).winner());
        }
    }

    private static String key(RoutingRule rule) {
        return rule.id() + "#" + rule.version();
    }
}

package org.liandong.routing;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Level;
import org.liandong.district.RoutingRule;

/**
 * Chooses among the rules: the more specific one, then the one with priority, then the newest (reference §4.5 step 4).
 *
 * <p>How specific: first how closely the item is named; then the street, the kind of grid, the time, the level, in this
 * order.
 */
record RuleChoice(RoutingRule winner, List<RoutingDecision.Loser> losers) {
    private static final Comparator<RoutingRule> BEST_FIRST = Comparator.comparingInt(RuleChoice::specificity)
            .reversed()
            .thenComparingInt(RoutingRule::priority)
            .thenComparing(RoutingRule::version, Comparator.reverseOrder())
            .thenComparing(rule -> rule.validity().from(), Comparator.reverseOrder())
            .thenComparing(RoutingRule::id);

    /** What rules are matched against. */
    record Facts(
            String item,
            @Nullable String street,
            Set<String> gridKinds,
            @Nullable Level level,
            LocalDate date,
            LocalTime time,
            Set<String> seasons) {}

    /** @throws IllegalStateException if no rule matches; the loader sees to it that one always does */
    static RuleChoice among(List<RoutingRule> rules, Facts facts) {
        List<RoutingRule> fitting = new ArrayList<>();
        List<RoutingDecision.Loser> losers = new ArrayList<>();
        for (RoutingRule rule : rules) {
            if (!rule.item().matches(facts.item())) {
                continue;
            }
            Optional<String> misfit = misfit(rule, facts);
            if (misfit.isEmpty()) {
                fitting.add(rule);
            } else {
                losers.add(new RoutingDecision.Loser(rule.id(), rule.version(), misfit.get()));
            }
        }
        fitting.sort(BEST_FIRST);
        if (fitting.isEmpty()) {
            throw new IllegalStateException(facts.date() + "没有可用的兜底规则,请检查routing-rules.csv的生效日期");
        }
        RoutingRule winner = fitting.get(0);
        fitting.stream()
                .skip(1)
                .map(rule -> new RoutingDecision.Loser(rule.id(), rule.version(), beaten(rule, winner)))
                .forEach(losers::add);
        return new RuleChoice(winner, List.copyOf(losers));
    }

    private static Optional<String> misfit(RoutingRule rule, Facts facts) {
        if (!rule.validity().includes(facts.date())) {
            return Optional.of("不在有效期内");
        }
        if (rule.street() != null && !rule.street().equals(facts.street())) {
            return Optional.of("仅限街道" + rule.street());
        }
        if (rule.gridKind() != null && !facts.gridKinds().contains(rule.gridKind())) {
            return Optional.of("仅限网格类型" + rule.gridKind());
        }
        if (rule.level() != null && rule.level() != facts.level()) {
            return Optional.of("仅限层级" + rule.level().chinese());
        }
        if (rule.when() != null && !rule.when().includes(facts.time(), facts.seasons())) {
            return Optional.of("仅限时间" + rule.when().text());
        }
        return Optional.empty();
    }

    private static String beaten(RoutingRule rule, RoutingRule winner) {
        if (rule.id().equals(winner.id()) && rule.version() < winner.version()) {
            return "已有新版本" + winner.version();
        }
        if (specificity(rule) < specificity(winner)) {
            return "不如" + winner.id() + "具体";
        }
        if (rule.priority() > winner.priority()) {
            return "优先级" + rule.priority() + "低于" + winner.id() + "的" + winner.priority();
        }
        return rule.version() < winner.version() ? "版本旧于" + winner.id() : "与" + winner.id() + "同等,按生效先后与编号取后者";
    }

    private static int specificity(RoutingRule rule) {
        return rule.item().depth() * 16
                + (rule.street() == null ? 0 : 8)
                + (rule.gridKind() == null ? 0 : 4)
                + (rule.when() == null ? 0 : 2)
                + (rule.level() == null ? 0 : 1);
    }
}

package org.liandong.routing;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Level;
import org.liandong.cases.Urgency;
import org.liandong.deadlines.WorkingCalendar;
import org.liandong.district.District;
import org.liandong.district.RoutingRule;
import org.liandong.district.Settings;
import org.liandong.district.SpecialGrid;
import org.liandong.district.Street;
import org.liandong.district.Unit;
import org.liandong.district.WorkItem;
import org.liandong.routing.RoutingDecision.Delivery;
import org.liandong.routing.RoutingDecision.Emergency;
import org.liandong.routing.RoutingDecision.Refusal;
import org.liandong.routing.RoutingDecision.Way;

/**
 * Decides which unit is responsible, by the grid office's rules (reference §4.5). A pure function of district and inputs:
 * the same inputs always give the same decision. Safe for any number of threads.
 */
public final class Router {
    private final District district;
    private final Settings.Thresholds thresholds;
    private final Guards guards;

    public Router(District district) {
        this.district = district;
        this.thresholds = district.settings().thresholds();
        this.guards = new Guards(district);
    }

    /** Always decides: what no rule knows goes to the district centre. */
    public RoutingDecision route(RoutingInputs inputs) {
        ZonedDateTime local = inputs.at().atZone(district.settings().timeZone());
        WorkItem item = Optional.ofNullable(inputs.item())
                .flatMap(code -> district.item(code, local.toLocalDate()))
                .orElse(null);
        List<String> reasons = new ArrayList<>();
        Emergency emergency = guards.emergency(inputs.text());
        List<Refusal> refusals = guards.refusals(inputs, emergency);
        Level level = level(inputs, item);
        Urgency urgency = urgency(inputs, item, emergency);
        RuleChoice choice = RuleChoice.among(district.rules(), facts(inputs, item, level, local));
        RoutingRule rule = choice.winner();
        reasons.add("适用规则" + rule.id() + "第" + rule.version() + "版: " + rule.basis());

        Street street =
                Optional.ofNullable(inputs.street()).flatMap(district::street).orElse(null);
        boolean placed = street != null && inputs.locationConfidence() >= thresholds.location();
        double confidence = confidence(inputs, item, placed);
        Unit named = lead(rule, item, street);
        Conflict conflict = Conflict.between(inputs, named, street, district, local.toLocalDate());
        Unit lead = conflict.withLead() ? district.supervision() : named;
        Way way = way(rule, lead, confidence, placed, level, urgency, conflict, refusals, emergency, reasons);
        Unit accepting = accepting(way, street, placed, level, urgency, conflict);
        boolean autoAccept =
                rule.autoAccept() && confidence >= thresholds.direct() && !conflict.any() && refusals.isEmpty();
        SpecialGrid grid = Optional.ofNullable(inputs.grid())
                .flatMap(code -> district.specialGrid(code, local.toLocalDate()))
                .orElse(null);
        return new RoutingDecision(
                inputs,
                item == null ? null : item.version(),
                rule,
                choice.losers(),
                way,
                urgency,
                confidence,
                lead,
                cos(rule, item, grid, lead, conflict),
                partners(grid, reasons),
                accepting,
                copies(way, street, urgency, accepting, conflict),
                autoAccept,
                delivery(inputs, item, urgency),
                refusals,
                emergency,
                reasons);
    }

    private RuleChoice.Facts facts(
            RoutingInputs inputs, @Nullable WorkItem item, @Nullable Level level, ZonedDateTime local) {
        Set<String> seasons = new HashSet<>(district.seasonsOn(inputs.at()));
        seasons.addAll(inputs.seasons());
        Set<String> kinds = new HashSet<>(inputs.gridKinds());
        Optional.ofNullable(inputs.grid())
                .flatMap(code -> district.specialGrid(code, local.toLocalDate()))
                .ifPresent(grid -> kinds.add(grid.kind()));
        return new RuleChoice.Facts(
                item == null ? "" : item.code(),
                inputs.street(),
                kinds,
                level,
                local.toLocalDate(),
                local.toLocalTime(),
                seasons);
    }

    private static @Nullable Level level(RoutingInputs inputs, @Nullable WorkItem item) {
        if (inputs.level() != null) {
            return inputs.level();
        }
        return item == null ? null : item.level();
    }

    private static Urgency urgency(RoutingInputs inputs, @Nullable WorkItem item, @Nullable Emergency emergency) {
        if (emergency != null) {
            return Urgency.E;
        }
        if (inputs.urgency() != null) {
            return inputs.urgency();
        }
        return item == null ? Urgency.N : item.urgency();
    }

    /** An uncertain place makes the whole uncertain; a certain one leaves the item's confidence as it is. */
    private static double confidence(RoutingInputs inputs, @Nullable WorkItem item, boolean placed) {
        if (item == null) {
            return 0;
        }
        return placed ? inputs.itemConfidence() : Math.min(inputs.itemConfidence(), inputs.locationConfidence());
    }

    private Unit lead(RoutingRule rule, @Nullable WorkItem item, @Nullable Street street) {
        RoutingRule.Lead lead = rule.lead();
        if (lead instanceof RoutingRule.DepartmentLead named) {
            return department(named.department());
        }
        if (lead instanceof RoutingRule.ItemLead && item != null) {
            return department(item.lead());
        }
        if (lead instanceof RoutingRule.LocalLead && street != null) {
            return street.unit();
        }
        return district.centre();
    }

    private Unit department(String code) {
        return district.department(code).orElseThrow().unit();
    }

    private Way way(
            RoutingRule rule,
            Unit lead,
            double confidence,
            boolean placed,
            @Nullable Level level,
            Urgency urgency,
            Conflict conflict,
            List<Refusal> refusals,
            @Nullable Emergency emergency,
            List<String> reasons) {
        if (emergency != null) {
            reasons.add("出现危急词“" + emergency.words() + "”,先电话转" + emergency.call() + ",按特急件办理");
        }
        conflict.reason().ifPresent(reasons::add);
        boolean mayBeRefused = refusals.stream()
                .anyMatch(refusal -> emergency == null || !refusal.code().equals("N06"));
        if (mayBeRefused) {
            reasons.add("建议不予受理,由人工决定");
        }
        boolean sure = confidence >= thresholds.direct();
        if (rule.direct() && sure && !conflict.any() && !mayBeRefused && lead.kind() == Unit.Kind.DEPARTMENT) {
            reasons.add("规则可直派且置信" + confidence + "不低于" + thresholds.direct());
            return Way.DIRECT;
        }
        if (rule.direct() && !sure) {
            reasons.add("规则可直派但置信" + confidence + "低于" + thresholds.direct() + ",仅作建议");
        }
        String upward = upward(confidence, placed, level, urgency, conflict);
        reasons.add(upward.isEmpty() ? "属地明确,由街道(园区)受理" : upward + ",由区受理中心受理");
        return upward.isEmpty() ? Way.STREET : Way.DISTRICT;
    }

    /** Why the district centre has to accept it; empty if the street can. */
    private String upward(
            double confidence, boolean placed, @Nullable Level level, Urgency urgency, Conflict conflict) {
        if (conflict.withStreet()) {
            return "被反映单位是属地街道";
        }
        if (conflict.withLead()) {
            return "被反映单位是主办单位";
        }
        if (!placed) {
            return "位置不明确";
        }
        if (urgency == Urgency.E) {
            return "特急件";
        }
        if (level == Level.D) {
            return "区级事项";
        }
        return confidence < thresholds.suggestion() ? "置信" + confidence + "低于" + thresholds.suggestion() : "";
    }

    private Unit accepting(
            Way way,
            @Nullable Street street,
            boolean placed,
            @Nullable Level level,
            Urgency urgency,
            Conflict conflict) {
        if (conflict.withCentre()) {
            return district.supervision();
        }
        boolean local = way == Way.STREET || (way == Way.DIRECT && level != Level.D && urgency != Urgency.E);
        return local && placed && street != null ? street.unit() : district.centre();
    }

    private List<Unit> cos(
            RoutingRule rule, @Nullable WorkItem item, @Nullable SpecialGrid grid, Unit lead, Conflict conflict) {
        List<String> named = rule.cos() != null ? rule.cos() : item == null ? List.of() : item.cos();
        Stream<String> line = Stream.ofNullable(grid == null ? null : grid.department());
        return Stream.concat(named.stream(), line)
                .distinct()
                .map(this::department)
                .filter(unit -> !unit.equals(lead) && !conflict.isAbout(unit))
                .toList();
    }

    private static List<String> partners(@Nullable SpecialGrid grid, List<String> reasons) {
        if (grid == null) {
            return List.of();
        }
        if (grid.department() != null) {
            reasons.add("专项网格“" + grid.name() + "”增加条线部门协办");
        }
        if (grid.partner() == null) {
            return List.of();
        }
        reasons.add("专属网格“" + grid.name() + "”增加单位联系人");
        return List.of(Objects.requireNonNull(grid.partner()));
    }

    private List<Unit> copies(Way way, @Nullable Street street, Urgency urgency, Unit accepting, Conflict conflict) {
        List<Unit> copies = new ArrayList<>();
        if (way != Way.STREET && street != null) {
            copies.add(street.unit());
        }
        if (way == Way.DIRECT && urgency == Urgency.E) {
            copies.add(district.centre());
        }
        boolean accepterKnowsAnyway = way != Way.DIRECT;
        return copies.stream()
                .filter(unit -> !conflict.isAbout(unit))
                .filter(unit -> !(accepterKnowsAnyway && unit.equals(accepting)))
                .toList();
    }

    private Delivery delivery(RoutingInputs inputs, @Nullable WorkItem item, Urgency urgency) {
        WorkingCalendar calendar = district.calendar();
        if (calendar.isOpen(inputs.at())) {
            return new Delivery(Delivery.Mode.AT_ONCE, null);
        }
        boolean knowsNoNight = urgency == Urgency.E || (item != null && item.roundTheClock());
        return knowsNoNight
                ? new Delivery(Delivery.Mode.DUTY_ROSTER, null)
                : new Delivery(Delivery.Mode.OFFICE_HOURS, calendar.nextOpening(inputs.at()));
    }
}

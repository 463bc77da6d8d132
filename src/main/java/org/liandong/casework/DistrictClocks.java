package org.liandong.casework;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseType;
import org.liandong.cases.Dues;
import org.liandong.cases.Matter;
import org.liandong.cases.Urgency;
import org.liandong.deadlines.Deadlines;
import org.liandong.deadlines.DefaultLimits;
import org.liandong.deadlines.DefaultLimits.Clock;
import org.liandong.deadlines.Due;
import org.liandong.deadlines.Dues.Mark;
import org.liandong.deadlines.Dues.Warning;
import org.liandong.deadlines.ItemLimits;
import org.liandong.deadlines.Limit;
import org.liandong.deadlines.LimitUnit;
import org.liandong.deadlines.Pause;
import org.liandong.district.District;
import org.liandong.district.WorkItem;

/** The clocks as the district's data has them. */
public final class DistrictClocks implements Clocks {
    /** Reference §2.3, 催办 → 督办 → 通报. */
    private static final Set<Mark> REMINDED_AT = EnumSet.of(Mark.EIGHTY_PERCENT, Mark.DUE, Mark.HALF_OVER);

    private final District district;
    private final Deadlines deadlines;

    public DistrictClocks(District district) {
        this.district = district;
        this.deadlines = new Deadlines(district.calendar());
    }

    @Override
    public Dues dues(Matter matter, Instant start) {
        return dues(matter, limits(matter), start);
    }

    @Override
    public Dues reworkDues(Matter matter, Instant start) {
        ItemLimits limits = limits(matter);
        return dues(
                matter,
                new ItemLimits(limits.sign(), limits.contact(), limits.dispose().forRedo(matter.urgency()), List.of()),
                start);
    }

    @Override
    public Instant extended(Matter matter, Instant oldDue, double amount, String unit) {
        Limit by = new Limit(BigDecimal.valueOf(amount), LimitUnit.valueOf(unit));
        return deadlines.due(oldDue, by, List.of()).at();
    }

    @Override
    public List<Instant> reminders(Dues dues) {
        Due due = new Due(dues.disposeDue(), dues.provisional(), dues.calendarVersion());
        return deadlines.warnings(dues.start(), due, LimitUnit.valueOf(dues.unit()), List.of()).stream()
                .filter(warning -> REMINDED_AT.contains(warning.mark()))
                .map(Warning::at)
                .toList();
    }

    @Override
    public Instant afterPause(Dues dues, Instant from, Instant to) {
        return deadlines.afterPause(
                dues.start(), dues.disposeDue(), LimitUnit.valueOf(dues.unit()), new Pause(from, to));
    }

    private Dues dues(Matter matter, ItemLimits limits, Instant start) {
        org.liandong.deadlines.Dues dues =
                deadlines.dues(start, limits, matter.urgency(), channelDue(matter), List.of());
        return new Dues(
                start,
                dues.sign().at(),
                dues.contact().at(),
                dues.dispose().at(),
                limits.dispose().amount().doubleValue(),
                limits.dispose().unit().name(),
                dues.dispose().provisional(),
                dues.dispose().calendarVersion());
    }

    private static @Nullable Instant channelDue(Matter matter) {
        Matter.ExternalLimit limit = matter.externalLimit();
        return limit == null ? null : limit.normalized();
    }

    /** The item's own limits as frozen with the case; the district's defaults while no item is known. */
    private ItemLimits limits(Matter matter) {
        Matter.Item item = matter.item();
        Optional<WorkItem> known = item == null ? Optional.empty() : district.item(item.code(), item.version());
        return known.map(WorkItem::limits).orElseGet(() -> defaults(matter));
    }

    private ItemLimits defaults(Matter matter) {
        boolean inquiry = matter.type() == CaseType.CONSULTATION;
        return new ItemLimits(
                limit(Clock.SIGN, matter.urgency(), inquiry),
                limit(Clock.CONTACT, matter.urgency(), inquiry),
                limit(Clock.DISPOSE, matter.urgency(), inquiry),
                List.of());
    }

    private Limit limit(Clock clock, Urgency urgency, boolean inquiry) {
        DefaultLimits defaults = district.defaultLimits();
        return defaults.find(clock, urgency, inquiry, false)
                .orElseThrow(() -> new IllegalStateException("默认时限表缺少" + clock.chinese() + urgency.chinese()));
    }
}

package org.liandong.district;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Level;
import org.liandong.cases.Urgency;
import org.liandong.deadlines.ItemLimits;
import org.liandong.deadlines.Limit;
import org.liandong.deadlines.LimitUnit;

/**
 * An item of the work list (工作事项, reference §5).
 *
 * @param code six digits: 大类, 小类, 序号
 * @param version of the work list the item is read from; a case keeps the one it was accepted with
 * @param gridKinds Z, S, X
 * @param privacyLevel 1 to 4
 */
public record WorkItem(
        String code,
        int version,
        String name,
        String majorName,
        String minorName,
        String caseType,
        String lead,
        List<String> cos,
        Level level,
        Set<String> gridKinds,
        boolean selfClosable,
        Urgency urgency,
        ItemLimits limits,
        Extension extension,
        boolean photoRequired,
        int privacyLevel,
        String note) {

    public WorkItem {
        cos = List.copyOf(cos);
        gridKinds = Set.copyOf(gridKinds);
    }

    /** How often and by how much its limit may be extended; no limit where it may not. */
    public record Extension(int maxTimes, @Nullable Limit most) {}

    /** Whether it has to be looked after outside office hours as well (reference §4.5 step 6). */
    public boolean roundTheClock() {
        return limits.dispose().unit() == LimitUnit.EH;
    }
}

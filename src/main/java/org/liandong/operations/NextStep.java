package org.liandong.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Assignment;
import org.liandong.cases.CaseFile;
import org.liandong.cases.Role;

/**
 * What comes next, and until when.
 *
 * @param text whom the case waits for, to do what
 * @param due null if no clock runs
 * @param late whether the due time has passed
 */
record NextStep(String text, @Nullable Moment due, boolean late) {
    private static final Duration REOPEN_WITHIN = Duration.ofDays(15);

    static NextStep of(CaseFile file, UnitNames units, Instant now) {
        String unit = units.name(file.progress().unit());
        Assignment lead = file.lead().orElse(null);
        return switch (file.state()) {
            case RECEIVED -> plain("等枢纽分流");
            case QUARANTINED -> plain("等人工核实来件:属实即放行,再受理或不予受理");
            case PENDING_STREET, PENDING_DISTRICT -> plain("等" + unit + "受理");
            case PENDING_DISPATCH -> plain("等" + unit + "派遣到部门");
            case JOINT_MEETING -> plain("等联席会议确定主办部门");
            case DISPATCHED ->
                lead == null
                        ? plain("等部门签收")
                        : until(
                                "等" + units.name(lead.dept()) + "签收",
                                lead.dues().signDue(),
                                now);
            case IN_PROGRESS -> inProgress(file, lead, units, now);
            case SUSPENDED -> plain("挂账中,计时暂停,等到期复核或恢复办理");
            case FEEDBACK_DONE -> plain("等核查办理结果");
            case PENDING_VISIT -> plain("等回访诉求人");
            case CLOSED -> closed(file, now);
            case SELF_CLOSED -> plain("等抽查和考评");
            case EVALUATED -> plain("全部办完,已归档");
            case REFUSED -> plain("不予受理;诉求人可以申诉");
            case TRANSFERRED_OUT -> plain("已移送区外或其他渠道,不再由本区办理");
            case MERGED -> plain("已并入" + file.progress().mergedInto() + ",进展见该办件");
            case CANCELLED -> plain("诉求人已撤诉,不再办理");
        };
    }

    private static NextStep inProgress(CaseFile file, @Nullable Assignment lead, UnitNames units, Instant now) {
        if (lead == null) {
            return plain("办理中");
        }
        String name = units.name(lead.dept());
        Assignment.Request asked = lead.pending();
        if (asked != null) {
            return until(
                    name + "申请" + asked.kind().chinese() + ",等审核;计时不停",
                    lead.dues().disposeDue(),
                    now);
        }
        List<Assignment> open = file.assignments().stream()
                .filter(one ->
                        one.role() == Role.CO && !one.state().ended() && one.doneAt() == null && one.waived() == null)
                .toList();
        if (lead.doneAt() != null && !open.isEmpty()) {
            String names = open.stream().map(one -> units.name(one.dept())).collect(Collectors.joining("、"));
            return until("主办已反馈,等协办" + names + "反馈", open.get(0).dues().disposeDue(), now);
        }
        String round = lead.round() == 0 ? "" : "(第%d次重办)".formatted(lead.round());
        return until("等" + name + "反馈办理结果" + round, lead.dues().disposeDue(), now);
    }

    private static NextStep closed(CaseFile file, Instant now) {
        CaseFile.Closing closing = file.closing();
        return closing == null || file.progress().reopened() > 0
                ? plain("已办结,等考评")
                : new NextStep("已办结,等考评;可重新打开一次", Moment.of(closing.at().plus(REOPEN_WITHIN), now), false);
    }

    private static NextStep plain(String text) {
        return new NextStep(text, null, false);
    }

    private static NextStep until(String text, Instant due, Instant now) {
        return new NextStep(text, Moment.of(due, now), now.isAfter(due));
    }
}

package org.liandong.deadlines;

import java.util.List;

/** What a work item allows for signing (签收), first contact (首次联系), disposal (办结) and each stage. */
public record ItemLimits(Limit sign, Limit contact, Limit dispose, List<Milestone> milestones) {
    public ItemLimits {
        milestones = List.copyOf(milestones);
    }
}

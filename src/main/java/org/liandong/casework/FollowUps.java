package org.liandong.casework;

import java.time.Instant;
import java.util.List;
import org.liandong.cases.Actor;
import org.liandong.cases.CaseEvent;
import org.liandong.cases.CaseFile;
import org.liandong.cases.CaseState;
import org.liandong.cases.Command;
import org.liandong.cases.Instruction;
import org.liandong.cases.Matter;
import org.liandong.cases.Step;

/**
 * What the hub does by itself after a step. A complete feedback is verified by rule (C22) unless a person must look: the item
 * demands a photograph and none came, a reply said nothing (Q-LAZY-REPLY), or the case falls into the sample; a canary's is
 * always. Pure, safe for any thread.
 */
public final class FollowUps {
    private final int samplePercent;

    /** @param samplePercent share of feedbacks that a person verifies, 0 to 100 */
    public FollowUps(int samplePercent) {
        this.samplePercent = samplePercent;
    }

    List<Instruction> after(Step step, CaseFile file, Instant now) {
        if (step.event() instanceof CaseEvent.FeedbackCompleted
                && file.state() == CaseState.FEEDBACK_DONE
                && !needsPerson(file)) {
            return List.of(new Instruction(
                    new Command.VerifyFeedback(true, "按规则核查", null), Actor.HUB, now, now, "rule:verify"));
        }
        return List.of();
    }

    private boolean needsPerson(CaseFile file) {
        if (file.number().isCanary()) {
            return false;
        }
        Matter.Item item = file.matter().item();
        boolean photoMissing = item != null
                && item.photoRequired()
                && file.lead()
                        .map(lead -> lead.report() == null
                                || lead.report().attachments().isEmpty())
                        .orElse(true);
        boolean lazy =
                file.matter().quality().stream().anyMatch(note -> note.code().equals("Q-LAZY-REPLY"));
        // the serial decides, so that a repeated run picks the same cases
        int serial = Integer.parseInt(file.number().value().substring(12, 18));
        return photoMissing || lazy || serial % 100 < samplePercent;
    }
}

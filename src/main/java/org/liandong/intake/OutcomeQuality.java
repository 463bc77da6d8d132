package org.liandong.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.liandong.cases.Assignment;
import org.liandong.cases.CaseFile;
import org.liandong.cases.Command;
import org.liandong.cases.QualityNote;
import org.liandong.intake.cleaning.LazyReplies;
import org.liandong.intake.cleaning.Times;

/**
 * What is wrong with a department's report, and the time that counts for it.
 *
 * @param notes Q-TIME-BEFORE for a time before the dispatch, Q-LAZY-REPLY for a result that says nothing (reference §3.3)
 * @param at when it happened; when it came, if what it says cannot be
 */
record OutcomeQuality(List<QualityNote> notes, Instant at) {

    static OutcomeQuality of(
            Understood message, DepartmentOutcomes.Reported reported, CaseFile file, Instant receivedAt) {
        Assignment task = file.assignment(reported.task()).orElse(null);
        if (task == null) {
            return new OutcomeQuality(List.of(), reported.at());
        }
        String time = message.fieldNames().apply("time");
        List<QualityNote> early = Times.judgeOrder(reported.at(), task.dispatchedAt(), time);
        List<QualityNote> notes = new ArrayList<>(early);
        if (reported.command() instanceof Command.ReportDone done) {
            String opinion = message.fieldNames().apply("opinion");
            notes.addAll(
                    LazyReplies.judge(done.report().opinion(), file.matter().content(), opinion));
        }
        return new OutcomeQuality(notes, early.isEmpty() ? reported.at() : receivedAt);
    }
}

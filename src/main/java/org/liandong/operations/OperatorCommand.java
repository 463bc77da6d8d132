package org.liandong.operations;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Resolution;
import org.liandong.cases.Role;
import org.liandong.cases.TaskNumber;

/** What an operator asks of a case, as it was sent: complete and well-formed, but not yet fitted to the case. */
sealed interface OperatorCommand {

    record Accept() implements OperatorCommand {}

    /** A case held for a person, for example as suspected test data, is genuine: it goes on to be accepted or refused. */
    record Mend() implements OperatorCommand {}

    /** @param lead null: as suggested, co-departments included */
    record Dispatch(@Nullable String lead, @Nullable List<String> cos) implements OperatorCommand {}

    /** @param unit null: the district's centre */
    record Escalate(String reasonCode, @Nullable String unit) implements OperatorCommand {}

    /** @param unit null: the street the place lies in */
    record SendBack(@Nullable String unit, String reason) implements OperatorCommand {}

    record Refuse(String reasonCode, String text, @Nullable String secondPerson) implements OperatorCommand {}

    record Transfer(String to, String reason) implements OperatorCommand {}

    record Merge(CaseNumber into) implements OperatorCommand {}

    record Verify(boolean passed, String text) implements OperatorCommand {}

    record DecideRequest(TaskNumber taskNo, boolean granted, String reason) implements OperatorCommand {}

    record JointMeeting(String reason) implements OperatorCommand {}

    record ResolveMeeting(String lead, List<String> cos, String resolution) implements OperatorCommand {}

    record AddCo(String dept, Role role, String reason) implements OperatorCommand {}

    record Waive(TaskNumber taskNo, String reason) implements OperatorCommand {}

    record Recall(TaskNumber taskNo, String reason) implements OperatorCommand {}

    record Reopen(String reason) implements OperatorCommand {}

    record Resume(TaskNumber taskNo, String reason) implements OperatorCommand {}

    /** @param level 催办, 督办 or 通报 */
    record Supervise(String level, String text) implements OperatorCommand {}

    /**
     * 电话派遣: what a department without an interface was told, or said, by telephone (reference §3.6).
     *
     * @param report DELIVERED, SIGNED or DONE
     * @param opinion needed for DONE
     */
    record Phone(
            TaskNumber taskNo,
            String report,
            @Nullable String handler,
            @Nullable String opinion,
            @Nullable String publicReply,
            Resolution resolved)
            implements OperatorCommand {}

    /**
     * The command centre's own call-back (回访), for channels that make none.
     *
     * @param satisfaction 1 to 5, 0 not rated
     */
    record Visited(
            boolean contacted,
            boolean solved,
            int satisfaction,
            boolean redo,
            @Nullable String reason) implements OperatorCommand {}
}

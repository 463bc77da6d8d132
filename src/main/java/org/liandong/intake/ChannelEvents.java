package org.liandong.intake;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseFile;
import org.liandong.cases.Command;
import org.liandong.cases.SourceRef;
import org.liandong.cases.Visit;
import org.liandong.casework.Clocks;

/** Turns what a channel says about a case that it reported before into a command. Pure, safe for any thread. */
final class ChannelEvents {
    private static final Set<String> KINDS = Set.of("supplement", "urge", "visit", "redo", "cancel", "verify");

    private final Clocks clocks;

    ChannelEvents(Clocks clocks) {
        this.clocks = clocks;
    }

    static boolean isOne(String kind) {
        return KINDS.contains(kind);
    }

    /** @param source the message as a source of the case, for supplements */
    Command read(Understood message, CaseFile file, SourceRef source, Instant at) throws Unusable {
        return switch (message.kind()) {
            case "supplement" ->
                new Command.AddToCase(
                        source, DepartmentOutcomes.clean(message, "text"), DepartmentOutcomes.attachments(message));
            case "urge" ->
                new Command.UrgeCase(Objects.requireNonNullElse(DepartmentOutcomes.clean(message, "text"), "渠道催办"));
            case "visit" -> new Command.RecordVisit(visit(message, at), clocks.reworkDues(file.matter(), at));
            case "redo" -> redo(message, file, at);
            case "cancel" ->
                new Command.WithdrawCase(
                        Objects.requireNonNullElse(DepartmentOutcomes.clean(message, "reason"), "诉求人撤诉"));
            case "verify" ->
                new Command.VerifyFeedback(
                        message.flag("passed"),
                        Objects.requireNonNullElse(DepartmentOutcomes.clean(message, "text"), "现场核查"),
                        clocks.reworkDues(file.matter(), at));
            default -> throw Unusable.unknown(message);
        };
    }

    private static Visit visit(Understood message, Instant at) throws Unusable {
        String number = message.text("visitNo");
        if (number == null) {
            throw Unusable.missing(message, "visitNo", "缺少回访编号");
        }
        return new Visit(
                number,
                message.text("mode"),
                message.flag("contacted"),
                message.flag("fact"),
                message.flag("solved"),
                satisfaction(message, message.text("satisfaction")),
                DepartmentOutcomes.clean(message, "reason"),
                message.flag("redo"),
                at);
    }

    private static int satisfaction(Understood message, @Nullable String text) throws Unusable {
        if (text == null) {
            return 0;
        }
        if (!text.matches("[0-5]")) {
            throw new Unusable("SATISFACTION_FORM", message.fieldNames().apply("satisfaction"), "满意度须为0至5: " + text);
        }
        return Integer.parseInt(text);
    }

    /** A demand to do it again counts as a visit that found the matter unsolved (reference §2.3, 重办). */
    private Command redo(Understood message, CaseFile file, Instant at) {
        String number = "REDO-" + Objects.requireNonNullElse(message.text("eventNo"), message.digest());
        Visit visit =
                new Visit(number, null, true, true, false, 0, DepartmentOutcomes.clean(message, "reason"), true, at);
        return new Command.RecordVisit(visit, clocks.reworkDues(file.matter(), at));
    }
}

package org.liandong.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Assignment;
import org.liandong.cases.Command;
import org.liandong.cases.Matter;
import org.liandong.cases.Resolution;
import org.liandong.cases.TaskNumber;
import org.liandong.intake.cleaning.Texts;
import org.liandong.intake.cleaning.Times;
import org.liandong.ledger.StatedTasksView.StatedTask;
import org.liandong.reconciliation.Standing;

/** Turns what a department reports into a command about its assignment. Pure, safe for any thread. */
final class DepartmentOutcomes {
    private static final Set<String> ATTACHMENT_KINDS = Set.of("BEFORE", "AFTER", "EVIDENCE", "AUDIO", "DOC");
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int LONGEST_NUMBER = 100;
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private DepartmentOutcomes() {}

    /** A command with the time it happened. */
    record Reported(TaskNumber task, Command command, Instant at) {}

    /** @throws Unusable naming the field that is wrong */
    static Reported read(Understood message, Instant receivedAt) throws Unusable {
        if (message.isUnknown()) {
            throw Unusable.unknown(message);
        }
        TaskNumber task = task(message);
        Instant at = time(message, "time", receivedAt).orElse(receivedAt);
        return new Reported(task, command(message, task, receivedAt), at);
    }

    private static Command command(Understood message, TaskNumber task, Instant receivedAt) throws Unusable {
        return switch (message.kind()) {
            case "sign" -> new Command.SignAssignment(task, firstOf(message, "signer", "handler"));
            case "contact" -> new Command.RecordContact(task, clean(message, "text"));
            case "progress" ->
                new Command.ReportProgress(
                        task, message.text("handler"), required(message, clean(message, "opinion"), "opinion"));
            case "return" ->
                new Command.RequestReturn(task, reason(message), text(message), message.text("suggestedDept"));
            case "extension" ->
                new Command.RequestExtension(task, reason(message), text(message), amount(message), unit(message));
            case "suspension" ->
                new Command.RequestSuspension(
                        task,
                        reason(message),
                        text(message),
                        time(message, "until", receivedAt)
                                .orElseThrow(() -> Unusable.missing(message, "until", "挂账须写明复核日期")));
            case "done" ->
                new Command.ReportDone(
                        task,
                        new Assignment.Report(
                                message.text("handler"),
                                required(message, clean(message, "opinion"), "opinion"),
                                clean(message, "publicReply"),
                                resolution(message),
                                attachments(message)),
                        time(message, "firstContactAt", receivedAt).orElse(null));
            default -> throw Unusable.unknown(message);
        };
    }

    /**
     * A line of a list. Its number stays as it is if it is none of ours: that is what a list is compared for.
     *
     * @throws Unusable naming the field that is wrong
     */
    static StatedTask stated(Understood message, String connector, Instant receivedAt, String rawId) throws Unusable {
        Instant day = time(message, "day", receivedAt).orElseThrow(() -> Unusable.missing(message, "day", "缺少对账日期"));
        if (day.isAfter(receivedAt.plus(1, ChronoUnit.DAYS))) {
            // it would hide every list to come
            throw new Unusable("DAY_AHEAD", message.fieldNames().apply("day"), "对账日期在将来,请核对: " + message.text("day"));
        }
        String standing = message.text("standing");
        if (Arrays.stream(Standing.values()).noneMatch(one -> one.name().equals(standing))) {
            throw new Unusable(
                    "STANDING_FORM", message.fieldNames().apply("standing"), "不认识的部门状态,请核对连接器的代码表: " + standing);
        }
        String number = narrow(message);
        return new StatedTask(
                connector,
                LocalDate.ofInstant(day, ZONE).toString(),
                number.length() <= LONGEST_NUMBER ? number : number.substring(0, LONGEST_NUMBER),
                String.valueOf(standing),
                receivedAt,
                rawId);
    }

    private static String narrow(Understood message) throws Unusable {
        String text = message.text("taskNo");
        if (text == null) {
            throw Unusable.missing(message, "taskNo", "缺少任务号");
        }
        return java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKC)
                .replaceAll("\\s", "");
    }

    private static TaskNumber task(Understood message) throws Unusable {
        String narrow = narrow(message);
        if (!TaskNumber.isValid(narrow)) {
            throw new Unusable("TASK_NO_FORM", message.fieldNames().apply("taskNo"), "任务号应为办件编号加两位序号,请核对: " + narrow);
        }
        return new TaskNumber(narrow);
    }

    static Optional<Instant> time(Understood message, String name, Instant receivedAt) throws Unusable {
        String text = message.text(name);
        if (text == null) {
            return Optional.empty();
        }
        OffsetDateTime parsed =
                Times.parse(text, message.fieldNames().apply(name), receivedAt).value();
        if (parsed == null) {
            throw new Unusable(
                    "TIME_FORM", message.fieldNames().apply(name), "时间无法识别: " + text + ",请用yyyy-MM-dd HH:mm:ss");
        }
        return Optional.of(parsed.toInstant());
    }

    /** Free text without markup. */
    static @Nullable String clean(Understood message, String name) {
        return Texts.content(message.text(name), name).value();
    }

    private static @Nullable String text(Understood message) {
        String text = clean(message, "text");
        return text == null ? clean(message, "opinion") : text;
    }

    private static @Nullable String firstOf(Understood message, String one, String other) {
        String first = message.text(one);
        return first == null ? message.text(other) : first;
    }

    private static String required(Understood message, @Nullable String value, String name) throws Unusable {
        if (value == null) {
            throw Unusable.missing(message, name, "缺少办理意见");
        }
        return value;
    }

    private static String reason(Understood message) throws Unusable {
        String code = message.text("reasonCode");
        if (code == null) {
            throw Unusable.missing(message, "reasonCode", "缺少原因代码");
        }
        return code;
    }

    private static double amount(Understood message) throws Unusable {
        String text = message.text("amount");
        try {
            if (text != null) {
                return Double.parseDouble(text);
            }
        } catch (NumberFormatException e) {
            throw new Unusable("AMOUNT_FORM", message.fieldNames().apply("amount"), "申请时长应为数字: " + text);
        }
        throw Unusable.missing(message, "amount", "缺少申请时长");
    }

    private static String unit(Understood message) throws Unusable {
        String unit = message.text("unit");
        if (unit == null || !List.of("EH", "WH", "WD").contains(unit)) {
            throw new Unusable("UNIT_FORM", message.fieldNames().apply("unit"), "时长单位须为EH、WH或WD");
        }
        return unit;
    }

    private static Resolution resolution(Understood message) throws Unusable {
        String text = message.text("resolved");
        try {
            return text == null ? Resolution.YES : Resolution.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw new Unusable(
                    "RESOLVED_FORM", message.fieldNames().apply("resolved"), "解决情况须为YES、PARTIAL或NO: " + text);
        }
    }

    static List<Matter.Attachment> attachments(Understood message) {
        List<Matter.Attachment> files = new ArrayList<>();
        int index = 0;
        for (JsonNode file : message.message().path("attachments")) {
            index++;
            files.add(new Matter.Attachment(
                    file.path("id").asText("a" + index),
                    file.path("name").asText(null),
                    attachmentKind(file.path("kind").asText(null)),
                    file.path("url").asText(file.path("objectKey").asText(null)),
                    file.path("size").asLong(-1) < 0 ? null : file.path("size").asLong(),
                    digest(file.path("sm3").asText(null))));
        }
        return files;
    }

    /** Every system has names of its own for kinds; what none of ours fits is evidence. */
    static @Nullable String attachmentKind(@Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        String upper = given.strip().toUpperCase(Locale.ROOT);
        return ATTACHMENT_KINDS.contains(upper) ? upper : "EVIDENCE";
    }

    /** A digest by which the file can be fetched; null for anything else, as if only its name had come. */
    private static @Nullable String digest(@Nullable String given) {
        String lower = given == null ? "" : given.strip().toLowerCase(Locale.ROOT);
        return DIGEST.matcher(lower).matches() ? lower : null;
    }
}

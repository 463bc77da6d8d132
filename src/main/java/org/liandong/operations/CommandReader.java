package org.liandong.operations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.liandong.cases.Resolution;
import org.liandong.cases.Role;

/** Reads an operator's command from its JSON. Safe for any thread. */
final class CommandReader {
    private static final List<String> SUPERVISION_LEVELS = List.of("催办", "督办", "通报");
    private static final List<String> PHONE_REPORTS = List.of("DELIVERED", "SIGNED", "DONE");
    private static final Map<String, Function<BodyFields, OperatorCommand>> COMMANDS = commands();

    private CommandReader() {}

    /** @throws BadRequest if the JSON is not a command, naming the field and the cure */
    static OperatorCommand read(String json) {
        BodyFields fields = BodyFields.of(json);
        String name = fields.text("command");
        Function<BodyFields, OperatorCommand> reader = COMMANDS.get(name);
        if (reader == null) {
            throw new BadRequest("command", "不认识命令%s,可用的命令: %s".formatted(name, String.join("、", COMMANDS.keySet())));
        }
        OperatorCommand command = reader.apply(fields);
        fields.nothingElse();
        return command;
    }

    private static Map<String, Function<BodyFields, OperatorCommand>> commands() {
        Map<String, Function<BodyFields, OperatorCommand>> commands = new LinkedHashMap<>();
        commands.put("MEND", body -> new OperatorCommand.Mend());
        commands.put("ACCEPT", body -> new OperatorCommand.Accept());
        commands.put(
                "DISPATCH", body -> new OperatorCommand.Dispatch(body.optionalText("lead"), body.optionalTexts("cos")));
        commands.put(
                "ESCALATE", body -> new OperatorCommand.Escalate(body.text("reasonCode"), body.optionalText("unit")));
        commands.put("SEND_BACK", body -> new OperatorCommand.SendBack(body.optionalText("unit"), body.text("reason")));
        commands.put(
                "REFUSE",
                body -> new OperatorCommand.Refuse(
                        body.text("reasonCode"), body.text("text"), body.optionalText("secondPerson")));
        commands.put("TRANSFER", body -> new OperatorCommand.Transfer(body.text("to"), body.text("reason")));
        commands.put("MERGE", body -> new OperatorCommand.Merge(body.caseNo("into")));
        commands.put("VERIFY", body -> new OperatorCommand.Verify(body.truth("passed"), body.text("text")));
        commands.put(
                "DECIDE_REQUEST",
                body -> new OperatorCommand.DecideRequest(body.taskNo(), body.truth("granted"), body.text("reason")));
        commands.put("JOINT_MEETING", body -> new OperatorCommand.JointMeeting(body.text("reason")));
        commands.put(
                "RESOLVE_MEETING",
                body -> new OperatorCommand.ResolveMeeting(
                        body.text("lead"),
                        Objects.requireNonNullElse(body.optionalTexts("cos"), List.of()),
                        body.text("resolution")));
        commands.put("ADD_CO", body -> new OperatorCommand.AddCo(body.text("dept"), role(body), body.text("reason")));
        commands.put("WAIVE", body -> new OperatorCommand.Waive(body.taskNo(), body.text("reason")));
        commands.put("RECALL", body -> new OperatorCommand.Recall(body.taskNo(), body.text("reason")));
        commands.put("REOPEN", body -> new OperatorCommand.Reopen(body.text("reason")));
        commands.put("RESUME", body -> new OperatorCommand.Resume(body.taskNo(), body.text("reason")));
        commands.put("SUPERVISE", body -> new OperatorCommand.Supervise(level(body), body.text("text")));
        commands.put("PHONE", CommandReader::phone);
        commands.put("VISIT", CommandReader::visit);
        return commands;
    }

    private static OperatorCommand visit(BodyFields body) {
        boolean contacted = body.truth("contacted");
        String satisfaction = Objects.requireNonNullElse(body.optionalText("satisfaction"), "0");
        if (!satisfaction.matches("[0-5]")) {
            throw new BadRequest("satisfaction", "字段satisfaction须为0至5的文字: " + satisfaction);
        }
        return new OperatorCommand.Visited(
                contacted,
                contacted && body.truth("solved"),
                Integer.parseInt(satisfaction),
                contacted && body.truth("redo"),
                body.optionalText("reason"));
    }

    private static OperatorCommand phone(BodyFields body) {
        String report = body.text("report");
        if (!PHONE_REPORTS.contains(report)) {
            throw new BadRequest("report", "字段report须为%s之一: %s".formatted(String.join("、", PHONE_REPORTS), report));
        }
        String opinion = report.equals("DONE") ? body.text("opinion") : body.optionalText("opinion");
        String resolved = Objects.requireNonNullElse(body.optionalText("resolved"), Resolution.YES.name());
        if (Stream.of(Resolution.values()).noneMatch(one -> one.name().equals(resolved))) {
            throw new BadRequest("resolved", "字段resolved须为YES、PARTIAL或NO: " + resolved);
        }
        return new OperatorCommand.Phone(
                body.taskNo(),
                report,
                body.optionalText("handler"),
                opinion,
                body.optionalText("publicReply"),
                Resolution.valueOf(resolved));
    }

    private static Role role(BodyFields body) {
        String role = Objects.requireNonNullElse(body.optionalText("role"), Role.CO.name());
        return switch (role) {
            case "CO" -> Role.CO;
            case "PARTNER" -> Role.PARTNER;
            default -> throw new BadRequest("role", "字段role须为CO(协办)或PARTNER(协同): " + role);
        };
    }

    private static String level(BodyFields body) {
        String level = body.text("level");
        if (!SUPERVISION_LEVELS.contains(level)) {
            throw new BadRequest("level", "字段level须为%s之一: %s".formatted(String.join("、", SUPERVISION_LEVELS), level));
        }
        return level;
    }
}

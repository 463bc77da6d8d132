package org.liandong.operations;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Assignment;
import org.liandong.cases.CaseFile;
import org.liandong.cases.Command;
import org.liandong.cases.Dues;
import org.liandong.cases.Role;
import org.liandong.cases.TaskNumber;
import org.liandong.cases.Visit;
import org.liandong.casework.Clocks;
import org.liandong.ledger.View;

/**
 * Fits an operator's command to the case: fills in what the operator need not say (unit, departments, clocks) and refuses
 * units nobody knows. Whether the case allows the command is for the lifecycle to say. Safe for any thread.
 */
final class CommandMaker {
    private final UnitNames units;
    private final Clocks clocks;
    private final DistrictCentre centre;

    CommandMaker(UnitNames units, Clocks clocks, DistrictCentre centre) {
        this.units = units;
        this.clocks = clocks;
        this.centre = centre;
    }

    /**
     * The command for the lifecycle.
     *
     * @param person who gives it; named as the basis of a dispatch by hand
     * @throws Unfit if something it names does not fit
     */
    Command make(OperatorCommand given, CaseFile file, View view, Instant now, String person) {
        if (given instanceof OperatorCommand.Accept) {
            return new Command.AcceptCase(file.progress().unit());
        } else if (given instanceof OperatorCommand.Mend) {
            return new Command.MendCase(
                    file.matter(), file.routing().heldForPerson(file.routing().explanation()), List.of());
        } else if (given instanceof OperatorCommand.Dispatch dispatch) {
            return dispatch(dispatch, file, view, now, person);
        } else if (given instanceof OperatorCommand.Escalate escalate) {
            String unit = escalate.unit() == null ? centre.code() : known("unit", escalate.unit());
            return new Command.EscalateCase(escalate.reasonCode(), unit);
        } else if (given instanceof OperatorCommand.SendBack sendBack) {
            return new Command.SendBackCase(streetOf(sendBack, file), sendBack.reason());
        } else if (given instanceof OperatorCommand.Refuse refuse) {
            return new Command.RefuseCase(refuse.reasonCode(), refuse.text(), refuse.secondPerson());
        } else if (given instanceof OperatorCommand.Transfer transfer) {
            return new Command.TransferCase(transfer.to(), transfer.reason());
        } else if (given instanceof OperatorCommand.Verify verify) {
            Dues again = verify.passed() ? null : clocks.reworkDues(file.matter(), now);
            return new Command.VerifyFeedback(verify.passed(), verify.text(), again);
        } else if (given instanceof OperatorCommand.DecideRequest decide) {
            return new Command.DecideRequest(
                    decide.taskNo(), decide.granted(), decide.reason(), extendedTo(decide, file));
        } else if (given instanceof OperatorCommand.JointMeeting meeting) {
            return new Command.CallJointMeeting(meeting.reason());
        } else if (given instanceof OperatorCommand.ResolveMeeting resolve) {
            return new Command.ResolveJointMeeting(
                    taskings(resolve.lead(), resolve.cos(), file, now), resolve.resolution());
        } else if (given instanceof OperatorCommand.AddCo add) {
            Command.Tasking tasking =
                    new Command.Tasking(known("dept", add.dept()), add.role(), clocks.dues(file.matter(), now));
            return new Command.AddCoDepartment(tasking, add.reason());
        } else if (given instanceof OperatorCommand.Waive waive) {
            return new Command.WaiveAssignment(waive.taskNo(), waive.reason());
        } else if (given instanceof OperatorCommand.Recall recall) {
            return new Command.RecallAssignment(recall.taskNo(), recall.reason());
        } else if (given instanceof OperatorCommand.Reopen reopen) {
            return new Command.ReopenCase(reopen.reason());
        } else if (given instanceof OperatorCommand.Resume resume) {
            return new Command.ResumeAssignment(resume.taskNo(), resume.reason(), afterPause(resume, file, now));
        } else if (given instanceof OperatorCommand.Supervise supervise) {
            return new Command.SuperviseCase(supervise.level(), supervise.text());
        }
        if (given instanceof OperatorCommand.Visited visited) {
            Visit visit = new Visit(
                    "LD-" + file.number() + "-" + (file.visits().size() + 1),
                    "电话",
                    visited.contacted(),
                    visited.solved(),
                    visited.solved(),
                    visited.satisfaction(),
                    visited.reason(),
                    visited.redo(),
                    now);
            return new Command.RecordVisit(visit, clocks.reworkDues(file.matter(), now));
        }
        if (given instanceof OperatorCommand.Phone phone) {
            return phoned(phone, file, now);
        }
        throw new IllegalStateException("no command for " + given.getClass().getSimpleName());
    }

    private Command phoned(OperatorCommand.Phone phone, CaseFile file, Instant now) {
        TaskNumber task = phone.taskNo();
        return switch (phone.report()) {
            case "DELIVERED" -> new Command.ConfirmDelivery(task, null, clocks.dues(file.matter(), now));
            case "SIGNED" -> new Command.SignAssignment(task, phone.handler());
            default ->
                new Command.ReportDone(
                        task,
                        new Assignment.Report(
                                phone.handler(),
                                Objects.requireNonNullElse(phone.opinion(), ""),
                                phone.publicReply(),
                                phone.resolved(),
                                List.of()),
                        null);
        };
    }

    /** Something the command names does not fit the case or the district. */
    static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String code;
        private final String field;

        Unfit(String code, String field, String message) {
            super(message);
            this.code = code;
            this.field = field;
        }

        String code() {
            return code;
        }

        String field() {
            return field;
        }
    }

    private Command dispatch(OperatorCommand.Dispatch given, CaseFile file, View view, Instant now, String person) {
        DispatchSuggestion suggested = DispatchSuggestion.of(view, file);
        String lead = given.lead() == null ? suggested.lead() : given.lead();
        if (lead == null) {
            throw new Unfit("LEAD_MISSING", "lead", "本件没有派遣建议,请在lead中写明主办部门");
        }
        boolean asSuggested = given.lead() == null && given.cos() == null;
        List<String> cos = given.cos() != null
                ? given.cos()
                : suggested.cos().stream().filter(co -> !co.equals(lead)).toList();
        return new Command.DispatchCase(
                taskings(lead, cos, file, now),
                asSuggested ? "建议" + file.routing().ruleId() + ",确认人" + person : "人工派遣," + person);
    }

    private List<Command.Tasking> taskings(String lead, List<String> cos, CaseFile file, Instant now) {
        Dues dues = clocks.dues(file.matter(), now);
        List<Command.Tasking> taskings = new ArrayList<>();
        taskings.add(new Command.Tasking(known("lead", lead), Role.LEAD, dues));
        cos.forEach(co -> taskings.add(new Command.Tasking(known("cos", co), Role.CO, dues)));
        return taskings;
    }

    private String streetOf(OperatorCommand.SendBack given, CaseFile file) {
        if (given.unit() != null) {
            return known("unit", given.unit());
        }
        String street = file.matter().location().street();
        if (street == null) {
            throw new Unfit("UNIT_MISSING", "unit", "本件没有落到街道,请在unit中写明退回哪个街道或园区");
        }
        return street;
    }

    private @Nullable Instant extendedTo(OperatorCommand.DecideRequest decide, CaseFile file) {
        TaskNumber task = decide.taskNo();
        Assignment one = file.assignment(task).orElse(null);
        Assignment.Request pending = one == null ? null : one.pending();
        if (one == null || pending == null || !decide.granted() || pending.kind() != Assignment.RequestKind.EXTENSION) {
            return null;
        }
        return clocks.extended(
                file.matter(),
                one.dues().disposeDue(),
                Objects.requireNonNullElse(pending.amount(), 0.0),
                Objects.requireNonNullElse(pending.unit(), one.dues().unit()));
    }

    private @Nullable Instant afterPause(OperatorCommand.Resume resume, CaseFile file, Instant now) {
        return file.assignment(resume.taskNo())
                .flatMap(one -> Optional.ofNullable(one.suspension())
                        .map(how -> clocks.afterPause(one.dues(), how.since(), now)))
                .orElse(null);
    }

    private String known(String field, String unit) {
        if (units.find(unit).isEmpty()) {
            throw new Unfit("UNIT_UNKNOWN", field, "没有代码为%s的单位,请核对字段%s".formatted(unit, field));
        }
        return unit;
    }
}

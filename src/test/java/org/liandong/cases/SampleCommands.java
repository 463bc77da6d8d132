package org.liandong.cases;

import static org.liandong.cases.CaseFixture.*;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** One well-formed command of each kind, given to any case. */
final class SampleCommands {
    private SampleCommands() {}

    /** Every kind of command there is. */
    static List<Class<?>> kinds() {
        return kinds(Command.class).toList();
    }

    static List<Class<?>> kindsOfAssignment() {
        return kinds(Command.OfAssignment.class).toList();
    }

    private static Stream<Class<?>> kinds(Class<?> kind) {
        return kind.isSealed()
                ? Arrays.stream(kind.getPermittedSubclasses()).flatMap(SampleCommands::kinds)
                : Stream.of(kind);
    }

    static Command.MergeCase merge() {
        CaseNumber parent = CaseNumber.of(LocalDate.of(2026, 7, 7), Channel.APP, 7);
        return new Command.MergeCase(parent, new SourceRef.Merge(0.91, "同小区+同事项", "坐席确认"));
    }

    /** For the lead's assignment, or for the first task number where there is no assignment. */
    static Command of(Class<?> kind, CaseFixture one) {
        TaskNumber task = one.file().assignments().isEmpty() ? one.number().task(1) : one.task(CG);
        return of(kind, one, task);
    }

    static Command of(Class<?> kind, CaseFixture one, TaskNumber task) {
        return switch (kind.getSimpleName()) {
            case "ReportCase" -> one.report();
            case "MendCase" -> new Command.MendCase(one.matterNow(), one.routing(), List.of());
            case "AddToCase" -> new Command.AddToCase(source("NJ02"), "昨夜又响", List.of());
            case "UrgeCase" -> new Command.UrgeCase("请尽快");
            case "SuperviseCase" -> new Command.SuperviseCase("督办", "逾期");
            case "WithdrawCase" -> new Command.WithdrawCase("诉求人撤诉");
            case "AcceptCase" -> new Command.AcceptCase(DISTRICT);
            case "EscalateCase" -> new Command.EscalateCase("P02", DISTRICT);
            case "SendBackCase" -> new Command.SendBackCase(STREET, "街道可办");
            case "RefuseCase" -> new Command.RefuseCase("N01", "已进入诉讼程序", null);
            case "TransferCase" -> new Command.TransferCase("110", "警情");
            case "MergeCase" -> merge();
            case "TakeMerged" ->
                new Command.TakeMerged(
                        List.of(source("PAN7").asMerged(merge().why())),
                        List.of(new QualityNote("Q-EMOJI", "text", "保留")));
            case "NoteQuality" ->
                new Command.NoteQuality(List.of(new QualityNote("Q-LAZY-REPLY", "opinion", "疑似空话反馈")));
            case "AppealRefusal" -> new Command.AppealRefusal("诉讼已终结");
            case "DispatchCase" -> new Command.DispatchCase(taskings("GA", "RS"), "受理员");
            case "CallJointMeeting" -> new Command.CallJointMeeting("两部门对职责有争议");
            case "ResolveJointMeeting" -> new Command.ResolveJointMeeting(taskings("GA", CG), "会议纪要1号");
            case "VerifyFeedback" -> new Command.VerifyFeedback(true, "现场属实", null);
            case "RecordVisit" -> new Command.RecordVisit(one.visit(true, true), dues(one.now()));
            case "ReopenCase" -> new Command.ReopenCase("又响了");
            case "EvaluateCase" -> new Command.EvaluateCase("2026-07");
            case "FailSample" -> new Command.FailSample("照片与现场不符");
            case "AddCoDepartment" -> new Command.AddCoDepartment(tasking("RS", Role.CO), "需协助");
            case "ConfirmDelivery" -> new Command.ConfirmDelivery(task, "WB-1", null);
            case "NoteDeliveryTrouble" -> new Command.NoteDeliveryTrouble(task, true, "超时");
            case "SignAssignment" -> new Command.SignAssignment(task, "李");
            case "RecordContact" -> new Command.RecordContact(task, "已电话联系");
            case "ReportProgress" -> new Command.ReportProgress(task, "李", "已到现场");
            case "RequestReturn" -> new Command.RequestReturn(task, "R01", "不属本单位职责", null);
            case "RequestExtension" -> new Command.RequestExtension(task, "E01", "工程施工", 3, "WD");
            case "RequestSuspension" ->
                new Command.RequestSuspension(task, "G02", "列入年度工程", one.now().plus(Duration.ofDays(30)));
            case "DecideRequest" -> new Command.DecideRequest(task, true, "同意", null);
            case "ResumeAssignment" -> new Command.ResumeAssignment(task, "条件具备", null);
            case "ReportDone" -> new Command.ReportDone(task, outcome(Resolution.YES), null);
            case "WaiveAssignment" -> new Command.WaiveAssignment(task, "无需其意见");
            case "RecallAssignment" -> new Command.RecallAssignment(task, "派错部门");
            default -> throw new AssertionError("no sample of " + kind + ": give one here and rows in the tables");
        };
    }
}

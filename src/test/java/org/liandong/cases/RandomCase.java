package org.liandong.cases;

import static org.liandong.cases.CaseFixture.CG;
import static org.liandong.cases.CaseFixture.DISPATCHER;
import static org.liandong.cases.CaseFixture.DISTRICT;
import static org.liandong.cases.CaseFixture.HB;
import static org.liandong.cases.CaseFixture.STREET;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A case to which anybody may do anything: commands of every kind, well-formed and not, by the right and the wrong ones, in
 * any order, with more of what fits so that runs go deep. Time never runs backward, but what commands tell of may lie
 * before. The same seed makes the same case.
 */
public final class RandomCase {
    private static final List<String> DEPARTMENTS = List.of(CG, HB, "GA", "RS");

    private final Random random;
    private final CaseNumber number;
    private final List<Step> steps = new ArrayList<>();
    private @Nullable CaseFile file;
    private Instant now = CaseFixture.START;

    public RandomCase(long seed) {
        random = new Random(seed);
        number = CaseNumber.of(LocalDate.of(2026, 7, 7), Channel.HOTLINE, 1 + random.nextInt(999_999));
    }

    /** The case after so many more commands, whatever became of them. */
    public CaseFile after(int commands) {
        for (int i = 0; i < commands; i++) {
            Instruction instruction = next();
            if (decide(instruction) instanceof Decision.Done done) {
                take(done);
            }
        }
        return file();
    }

    public List<Step> steps() {
        return steps;
    }

    CaseFile file() {
        CaseFile current = file;
        return current == null ? open() : current;
    }

    Decision decide(Instruction instruction) {
        return CaseLifecycle.decide(file(), instruction);
    }

    void take(Decision.Done done) {
        file = done.file();
        steps.addAll(done.steps());
    }

    private CaseFile open() {
        Decision.Done done = (Decision.Done) CaseLifecycle.decide(null, by(Actor.channel("NJ12345"), report()));
        take(done);
        return done.file();
    }

    /** What somebody does next; time has gone on. */
    Instruction next() {
        now = now.plusSeconds(chance(20) ? random.nextInt(20 * 86_400) : random.nextInt(7_200));
        CaseFile current = file();
        Class<?> kind = chance(60) ? fitting(current) : any(SampleCommands.kinds());
        TaskNumber task = current.assignments().isEmpty() || chance(3)
                ? number.task(1 + random.nextInt(99))
                : any(current.assignments()).task();
        return by(actor(kind, current, task), command(kind, current, task));
    }

    private Actor actor(Class<?> kind, CaseFile current, TaskNumber task) {
        if (Command.OfAssignment.class.isAssignableFrom(kind) && chance(50)) {
            return Actor.department(
                    current.assignment(task).map(Assignment::dept).orElse(CG));
        }
        return any(List.of(DISPATCHER, DISPATCHER, DISPATCHER, Actor.HUB, Actor.department("GA")));
    }

    /** A kind of command that leads on from where the case is, most of the time. */
    private Class<?> fitting(CaseFile current) {
        return any(
                switch (current.state()) {
                    case RECEIVED, EVALUATED, TRANSFERRED_OUT, MERGED, CANCELLED -> SampleCommands.kinds();
                    case QUARANTINED -> List.of(Command.MendCase.class);
                    case PENDING_STREET ->
                        List.of(Command.AcceptCase.class, Command.AcceptCase.class, Command.EscalateCase.class);
                    case PENDING_DISTRICT ->
                        List.of(Command.AcceptCase.class, Command.AcceptCase.class, Command.SendBackCase.class);
                    case PENDING_DISPATCH -> List.of(Command.DispatchCase.class);
                    case JOINT_MEETING -> List.of(Command.ResolveJointMeeting.class);
                    case DISPATCHED, IN_PROGRESS ->
                        List.of(
                                Command.ReportDone.class,
                                Command.ReportDone.class,
                                Command.SignAssignment.class,
                                Command.RequestReturn.class,
                                Command.RequestExtension.class,
                                Command.RequestSuspension.class,
                                Command.DecideRequest.class,
                                Command.DecideRequest.class,
                                Command.WaiveAssignment.class,
                                Command.AddCoDepartment.class,
                                Command.ConfirmDelivery.class);
                    case SUSPENDED -> List.of(Command.ResumeAssignment.class, Command.ReportDone.class);
                    case FEEDBACK_DONE -> List.of(Command.VerifyFeedback.class);
                    case PENDING_VISIT -> List.of(Command.RecordVisit.class);
                    case CLOSED, SELF_CLOSED ->
                        List.of(Command.ReopenCase.class, Command.FailSample.class, Command.RecordVisit.class);
                    case REFUSED -> List.of(Command.AppealRefusal.class);
                });
    }

    private Command command(Class<?> kind, CaseFile current, TaskNumber task) {
        return switch (kind.getSimpleName()) {
            case "ReportCase" -> report();
            case "MendCase" -> new Command.MendCase(current.matter(), routing(), taskings());
            case "AddToCase" -> new Command.AddToCase(source(), null, List.of());
            case "UrgeCase" -> new Command.UrgeCase("请尽快");
            case "SuperviseCase" -> new Command.SuperviseCase("督办", "逾期");
            case "WithdrawCase" -> new Command.WithdrawCase("撤诉");
            case "AcceptCase" -> new Command.AcceptCase(unit());
            case "EscalateCase" -> new Command.EscalateCase(reason(), DISTRICT);
            case "SendBackCase" -> new Command.SendBackCase(STREET, reason());
            case "RefuseCase" ->
                new Command.RefuseCase(any(List.of("N01", "N09", "N10")), reason(), chance(50) ? "slzx02" : null);
            case "TransferCase" -> new Command.TransferCase("110", reason());
            case "MergeCase" ->
                chance(10)
                        ? new Command.MergeCase(number, SampleCommands.merge().why())
                        : SampleCommands.merge();
            case "TakeMerged" ->
                new Command.TakeMerged(
                        List.of(source().asMerged(SampleCommands.merge().why())),
                        List.of(new QualityNote("Q-EMOJI", "text", "保留")));
            case "NoteQuality" -> new Command.NoteQuality(List.of(new QualityNote("Q-LAZY-REPLY", reason(), "疑似空话反馈")));
            case "AppealRefusal" -> new Command.AppealRefusal(reason());
            case "DispatchCase" -> new Command.DispatchCase(taskings(), "受理员");
            case "CallJointMeeting" -> new Command.CallJointMeeting(reason());
            case "ResolveJointMeeting" -> new Command.ResolveJointMeeting(taskings(), "会议纪要");
            case "VerifyFeedback" -> new Command.VerifyFeedback(chance(60), "核查", dues());
            case "RecordVisit" -> new Command.RecordVisit(visit(current), dues());
            case "ReopenCase" -> new Command.ReopenCase(reason());
            case "EvaluateCase" -> new Command.EvaluateCase("2026-07");
            case "FailSample" -> new Command.FailSample(reason());
            case "AddCoDepartment" ->
                new Command.AddCoDepartment(
                        CaseFixture.tasking(any(DEPARTMENTS), any(List.of(Role.values()))), reason());
            default -> ofAssignment(kind, task);
        };
    }

    private Command ofAssignment(Class<?> kind, TaskNumber task) {
        return switch (kind.getSimpleName()) {
            case "ConfirmDelivery" -> new Command.ConfirmDelivery(task, chance(70) ? "WB-" + task : null, dues());
            case "NoteDeliveryTrouble" -> new Command.NoteDeliveryTrouble(task, chance(50), "超时");
            case "SignAssignment" -> new Command.SignAssignment(task, "李");
            case "RecordContact" -> new Command.RecordContact(task, null);
            case "ReportProgress" -> new Command.ReportProgress(task, null, "已到现场");
            case "RequestReturn" -> new Command.RequestReturn(task, any(List.of("R01", "R99", "R08")), null, null);
            case "RequestExtension" ->
                new Command.RequestExtension(task, any(List.of("E01", "E02", "E07")), null, random.nextInt(5), "WD");
            case "RequestSuspension" ->
                new Command.RequestSuspension(
                        task, any(List.of("G01", "G02", "G06")), null, now.plus(Duration.ofDays(random.nextInt(100))));
            case "DecideRequest" ->
                new Command.DecideRequest(
                        task, chance(70), "审核意见", chance(80) ? now.plus(Duration.ofDays(random.nextInt(30))) : null);
            case "ResumeAssignment" -> new Command.ResumeAssignment(task, reason(), null);
            case "ReportDone" ->
                new Command.ReportDone(
                        task,
                        CaseFixture.outcome(any(List.of(Resolution.values()))),
                        chance(30) ? now.minusSeconds(random.nextInt(86_400)) : null);
            case "WaiveAssignment" -> new Command.WaiveAssignment(task, reason());
            case "RecallAssignment" -> new Command.RecallAssignment(task, reason());
            default -> throw new AssertionError("no random " + kind + ": say here how to make one");
        };
    }

    private Command.ReportCase report() {
        MatterDraft draft = new MatterDraft()
                .channel(any(List.of(Channel.values())))
                .type(any(List.of(CaseType.values())))
                .urgency(chance(10) ? Urgency.E : any(List.of(Urgency.H, Urgency.N)))
                .item(any(Arrays.asList(null, MatterDraft.NOISE, MatterDraft.LITTER, MatterDraft.FENCE)));
        if (chance(15)) {
            draft.anonymous();
        }
        if (chance(15)) {
            draft.secret();
        }
        if (chance(20)) {
            draft.channel(Channel.GRID).item(MatterDraft.LITTER);
        }
        Command.SelfHandling self = chance(30) ? new Command.SelfHandling(now, "现场清理", chance(80), chance(50)) : null;
        List<String> defects = chance(10) ? List.of("网格编码未知") : List.of();
        return new Command.ReportCase(number, draft.reported(now), source(), routing(), taskings(), self, defects);
    }

    private Routing routing() {
        double confidence = chance(70) ? 0.95 : 0.5;
        Routing.Way way = any(List.of(Routing.Way.values()));
        return new Routing(way, null, List.of(), unit(), List.of(), chance(30), "R-1", 1, confidence, "{}");
    }

    /** Right three times out of four. */
    private List<Command.Tasking> taskings() {
        List<String> departments = new ArrayList<>(DEPARTMENTS);
        Collections.shuffle(departments, random);
        List<Command.Tasking> right = Stream.of(Role.LEAD, Role.CO, Role.PARTNER)
                .limit(1 + random.nextInt(3))
                .map(role -> CaseFixture.tasking(departments.remove(0), role))
                .toList();
        return chance(75) ? right : List.of(CaseFixture.tasking(CG, Role.CO), right.get(0), right.get(0));
    }

    private Visit visit(CaseFile current) {
        boolean contacted = chance(60);
        Instant at = chance(85) ? now : now.minusSeconds(random.nextInt(10 * 86_400));
        String no = chance(95) || current.visits().isEmpty()
                ? "HF" + random.nextInt(1_000_000)
                : any(current.visits()).visitNo();
        return new Visit(no, null, contacted, true, contacted && chance(50), 0, null, chance(10), at);
    }

    private SourceRef source() {
        SourceRef source = CaseFixture.source("NJ" + random.nextInt(100_000));
        return new SourceRef(
                source.connector(),
                source.system(),
                source.externalNo(),
                chance(70) ? SourceRef.SourceRole.PRIMARY : SourceRef.SourceRole.SUPPLEMENT,
                now,
                source.rawId(),
                null,
                null,
                null);
    }

    private @Nullable Dues dues() {
        return chance(85) ? CaseFixture.dues(now) : null;
    }

    private String reason() {
        return chance(85) ? "理由" : " ";
    }

    private String unit() {
        return chance(50) ? STREET : DISTRICT;
    }

    private Instruction by(Actor actor, Command command) {
        return new Instruction(command, actor, now, now, "msg");
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T extends @Nullable Object> T any(List<? extends T> of) {
        return of.get(random.nextInt(of.size()));
    }
}

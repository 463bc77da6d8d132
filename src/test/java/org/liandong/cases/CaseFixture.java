package org.liandong.cases;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A case on its way, moved by commands as the hub would move it and by nothing else. Each command is given one minute after
 * the one before.
 */
final class CaseFixture {
    static final Instant START = Instant.parse("2026-07-07T01:00:00Z");
    static final Actor DISPATCHER = Actor.person("slzx01");
    static final String STREET = "320115002";
    static final String DISTRICT = "320115";
    /** 城管, the lead unless told otherwise, and 环保, its co-department. */
    static final String CG = "CG";

    static final String HB = "HB";

    private final CaseNumber number = CaseNumber.of(LocalDate.of(2026, 7, 7), Channel.HOTLINE, 18842);
    private MatterDraft matter = new MatterDraft();
    private Routing.Way way = Routing.Way.DISTRICT;
    private boolean autoAccept;
    private double confidence = 0.95;
    private List<Command.Tasking> direct = List.of();
    private Command.@Nullable SelfHandling selfHandling;
    private List<String> defects = List.of();
    private Instant now = START;
    private @Nullable CaseFile file;
    private final List<Step> steps = new ArrayList<>();
    private int visits;

    private CaseFixture() {}

    static CaseFixture aCase() {
        return new CaseFixture();
    }

    // what is reported

    CaseFixture about(UnaryOperator<MatterDraft> what) {
        matter = what.apply(matter);
        return this;
    }

    CaseFixture urgent() {
        return about(one -> one.urgency(Urgency.E));
    }

    CaseFixture toStreet() {
        way = Routing.Way.STREET;
        return this;
    }

    CaseFixture autoAccepted() {
        autoAccept = true;
        return this;
    }

    CaseFixture direct(double howSure, Command.Tasking... taskings) {
        way = Routing.Way.DIRECT;
        confidence = howSure;
        direct = List.of(taskings);
        return this;
    }

    CaseFixture defective(String... what) {
        defects = List.of(what);
        return this;
    }

    CaseFixture selfHandled(Matter.Item item, boolean resolved, boolean photoAfter) {
        about(one -> one.channel(Channel.GRID).item(item));
        selfHandling = new Command.SelfHandling(now, "现场清理", resolved, photoAfter);
        return this;
    }

    Command.ReportCase report() {
        return new Command.ReportCase(
                number, matter.reported(START), source("NJ01"), routing(), direct, selfHandling, defects);
    }

    Routing routing() {
        String unit = way == Routing.Way.STREET ? STREET : DISTRICT;
        return new Routing(way, CG, List.of(), unit, List.of(), autoAccept, "R-1", 1, confidence, "{}");
    }

    static SourceRef source(String externalNo) {
        return new SourceRef(
                "hotline-rest",
                "NJ12345",
                externalNo,
                SourceRef.SourceRole.PRIMARY,
                START,
                "raw/" + externalNo,
                "UTF-8",
                null,
                null);
    }

    // how it goes on

    CaseFixture received() {
        return does(Actor.channel("NJ12345"), report());
    }

    CaseFixture accepted() {
        return does(new Command.AcceptCase(file().progress().unit()));
    }

    CaseFixture dispatchedTo(String lead, String... cos) {
        return does(new Command.DispatchCase(taskings(lead, cos), "受理员"));
    }

    CaseFixture delivered(String dept) {
        return does(Actor.HUB, new Command.ConfirmDelivery(task(dept), "WB-" + dept, null));
    }

    CaseFixture signed(String dept) {
        return by(dept, new Command.SignAssignment(task(dept), "李"));
    }

    CaseFixture worksOn(String dept) {
        return by(dept, new Command.ReportProgress(task(dept), "李", "已到现场"));
    }

    CaseFixture asksReturn(String dept) {
        return by(dept, new Command.RequestReturn(task(dept), "R01", "不属本单位职责", null));
    }

    CaseFixture asksExtension(String dept) {
        return by(dept, new Command.RequestExtension(task(dept), "E01", "工程施工", 3, "WD"));
    }

    CaseFixture asksSuspension(String dept) {
        return by(dept, new Command.RequestSuspension(task(dept), "G02", "列入年度工程", now.plus(Duration.ofDays(30))));
    }

    CaseFixture granted(String dept) {
        return does(new Command.DecideRequest(task(dept), true, "同意", null));
    }

    CaseFixture rejected(String dept) {
        return does(new Command.DecideRequest(task(dept), false, "不同意", null));
    }

    CaseFixture done(String dept) {
        return by(dept, reportDone(dept));
    }

    CaseFixture toJointMeeting() {
        return does(new Command.CallJointMeeting("两部门对职责有争议"));
    }

    CaseFixture resolvedFor(String lead, String... cos) {
        return does(new Command.ResolveJointMeeting(taskings(lead, cos), "会议纪要1号"));
    }

    CaseFixture verified() {
        return does(new Command.VerifyFeedback(true, "现场属实", null));
    }

    CaseFixture failedVerification() {
        return does(new Command.VerifyFeedback(false, "围挡仍缺一块", dues(now)));
    }

    CaseFixture visitedSolved() {
        return does(new Command.RecordVisit(visit(true, true), null));
    }

    CaseFixture visitedUnsolved() {
        return does(new Command.RecordVisit(visit(true, false), dues(now)));
    }

    CaseFixture unanswered() {
        return does(new Command.RecordVisit(visit(false, false), null));
    }

    CaseFixture later(Duration time) {
        now = now.plus(time);
        return this;
    }

    CaseFixture by(String dept, Command command) {
        return does(Actor.department(dept), command);
    }

    CaseFixture does(Command command) {
        return does(DISPATCHER, command);
    }

    /** Gives the command and goes on with what came of it; fails unless it was done. */
    CaseFixture does(Actor actor, Command command) {
        Decision decision = decision(actor, command);
        assertThat(decision).as("%s by %s", command, actor).isInstanceOf(Decision.Done.class);
        Decision.Done done = (Decision.Done) decision;
        now = now.plus(Duration.ofMinutes(1));
        file = done.file();
        steps.addAll(done.steps());
        return this;
    }

    /** What would be decided now; the case stays. */
    Decision decision(Actor actor, Command command) {
        return decisionAt(now, actor, command);
    }

    Decision decision(Command command) {
        return decision(DISPATCHER, command);
    }

    Decision decisionAt(Instant when, Actor actor, Command command) {
        return CaseLifecycle.decide(file, new Instruction(command, actor, when, now, "msg-1"));
    }

    // what there is

    Instant now() {
        return now;
    }

    CaseNumber number() {
        return number;
    }

    CaseFile file() {
        return requireNonNull(file, "not received yet");
    }

    boolean isReceived() {
        return file != null;
    }

    CaseState state() {
        return file().state();
    }

    List<Step> steps() {
        return steps;
    }

    /** The newest assignment of the department. */
    Assignment assignment(String dept) {
        return file().assignments().stream()
                .filter(one -> one.dept().equals(dept))
                .reduce((first, last) -> last)
                .orElseThrow(() -> new AssertionError(dept + " has no assignment"));
    }

    TaskNumber task(String dept) {
        return assignment(dept).task();
    }

    Matter matterNow() {
        return matter.reported(START);
    }

    Command.ReportDone reportDone(String dept) {
        return new Command.ReportDone(task(dept), outcome(Resolution.YES), null);
    }

    static Assignment.Report outcome(Resolution resolved) {
        return new Assignment.Report("李", "已责令停工并处罚", "感谢您的反映,已处理", resolved, List.of());
    }

    Visit visit(boolean contacted, boolean solved) {
        return visitAt(now, contacted, solved);
    }

    Visit visitAt(Instant at, boolean contacted, boolean solved) {
        int satisfaction = contacted ? solved ? 2 : 4 : 0;
        return new Visit("HF" + ++visits, "电话", contacted, true, solved, satisfaction, null, false, at);
    }

    static List<Command.Tasking> taskings(String lead, String... cos) {
        return Stream.concat(Stream.of(tasking(lead, Role.LEAD)), Stream.of(cos).map(co -> tasking(co, Role.CO)))
                .toList();
    }

    static Command.Tasking tasking(String dept, Role role) {
        return new Command.Tasking(dept, role, dues(START));
    }

    /** Sign within two hours, contact within a day, done within five days. */
    static Dues dues(Instant from) {
        return new Dues(
                from,
                from.plus(Duration.ofHours(2)),
                from.plus(Duration.ofDays(1)),
                from.plus(Duration.ofDays(5)),
                5,
                "WD",
                false,
                "2026.1");
    }
}

package org.liandong.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Actor;
import org.liandong.cases.Assignment;
import org.liandong.cases.CaseFile;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Command;
import org.liandong.cases.Decision;
import org.liandong.cases.Dues;
import org.liandong.cases.Instruction;
import org.liandong.cases.Matter;
import org.liandong.cases.Resolution;
import org.liandong.cases.Role;
import org.liandong.cases.TaskNumber;
import org.liandong.cases.Visit;
import org.liandong.casework.Agenda;
import org.liandong.casework.CaseDesk;
import org.liandong.casework.Clocks;
import org.liandong.casework.FollowUps;
import org.liandong.casework.Letters;
import org.liandong.casework.Times;
import org.liandong.intake.KnownPersons;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.LedgerSettings;
import org.liandong.security.crypto.KeyRing;

/** A real ledger in a folder of its own, the desk before it, and the channels and departments that work with it. */
final class TestHub implements AutoCloseable {
    static final Map<String, String> UNITS = Map.of(
            "CG", "江宁区城市管理局",
            "SL", "江宁区水务局",
            "GA", "南京市公安局江宁分局",
            "HB", "南京市江宁生态环境局",
            "XF", "江宁区消防救援大队",
            "QSL", "区受理中心",
            "320115001", "东山街道",
            "320115002", "秣陵街道");
    static final Instant MORNING = Instant.parse("2026-07-07T00:15:00Z");

    final Ledger ledger;
    final CaseDesk desk;
    final UnitNames units = code -> Optional.ofNullable(UNITS.get(code));
    final Clocks clocks = new ByTheHour();
    private final TurnableClock clock = new TurnableClock();

    TestHub() {
        try {
            ledger = Ledger.open(
                    LedgerSettings.embedded(
                            Files.createTempDirectory("operations").resolve("ledger.db")),
                    keys(),
                    clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Letters letters = new Letters((source, matter) -> Optional.of("channel." + source.connector()), units::name);
        desk = new CaseDesk(ledger, letters, new FollowUps(0), new Agenda(clocks), new KnownPersons(), clock);
    }

    Instant now() {
        return clock.instant();
    }

    void pass(Duration time) {
        clock.now = clock.now.plus(time);
    }

    CaseNumber take(Reported report) {
        Instant now = now();
        return ledger.write(entry -> {
                    LocalDate day = LocalDate.ofInstant(now, Times.ZONE);
                    CaseNumber number = entry.cases().nextNumber(day, report.channel);
                    Command.ReportCase command = new Command.ReportCase(
                            number,
                            report.matter(now),
                            report.source(now),
                            report.routing(),
                            List.of(),
                            null,
                            report.defects);
                    done(desk.decide(
                            entry,
                            number,
                            new Instruction(
                                    command, Actor.channel(report.source(now).system()), now, now, "raw/1")));
                    return number;
                })
                .join();
    }

    /** Accepted and dispatched to CG with SL helping, delivered to both at once. */
    CaseNumber dispatched(Reported report) {
        CaseNumber number = take(report.accepted());
        dispatch(number, "CG", "SL");
        return number;
    }

    void dispatch(CaseNumber number, String lead, String... cos) {
        Dues dues = clocks.dues(file(number).matter(), now());
        List<Command.Tasking> taskings = new ArrayList<>();
        taskings.add(new Command.Tasking(lead, Role.LEAD, dues));
        Arrays.stream(cos).forEach(co -> taskings.add(new Command.Tasking(co, Role.CO, dues)));
        by(Actor.person("坐席12"), number, new Command.DispatchCase(taskings, "R-030"));
        for (Assignment one : file(number).assignments()) {
            if (one.deliveredAt() == null) {
                by(Actor.HUB, number, new Command.ConfirmDelivery(one.task(), one.dept() + "-" + one.task(), null));
            }
        }
    }

    void sign(CaseNumber number, int task, String signer) {
        byDept(number, task, new Command.SignAssignment(number.task(task), signer));
    }

    void report(CaseNumber number, int task, String opinion) {
        Assignment.Report report = new Assignment.Report("张工", opinion, "已修复,感谢反映。", Resolution.YES, List.of());
        byDept(number, task, new Command.ReportDone(number.task(task), report, null));
    }

    void visit(CaseNumber number, boolean solved) {
        Visit visit = new Visit("V1", "电话", true, true, solved, solved ? 1 : 4, null, false, now());
        by(
                Actor.channel("NJ12345"),
                number,
                new Command.RecordVisit(visit, clocks.reworkDues(file(number).matter(), now())));
    }

    void byDept(CaseNumber number, int task, Command command) {
        TaskNumber no = number.task(task);
        by(Actor.department(file(number).assignment(no).orElseThrow().dept()), number, command);
    }

    CaseFile by(Actor actor, CaseNumber number, Command command) {
        Instant now = now();
        return done(desk.submit(number, new Instruction(command, actor, now, now, "raw/2"))
                .join());
    }

    CaseFile file(CaseNumber number) {
        return ledger.read(view -> CaseDesk.load(view, number)).orElseThrow();
    }

    @Override
    public void close() {
        ledger.close();
    }

    private static CaseFile done(Decision decision) {
        if (decision instanceof Decision.Done done) {
            return done.file();
        }
        throw new AssertionError("not done: " + decision);
    }

    private static KeyRing keys() {
        byte[] dataKey = new byte[KeyRing.DATA_KEY_BYTES];
        byte[] digestKey = new byte[KeyRing.DIGEST_KEY_BYTES];
        Arrays.fill(dataKey, (byte) 7);
        Arrays.fill(digestKey, (byte) 9);
        return KeyRing.of("k1", Map.of("k1", dataKey), digestKey);
    }

    /** Two hours to sign, a day to call, five days to finish; half the time for a new round. */
    private static final class ByTheHour implements Clocks {
        @Override
        public Dues dues(Matter matter, Instant start) {
            return after(start, Duration.ofDays(5), 5);
        }

        @Override
        public Dues reworkDues(Matter matter, Instant start) {
            return after(start, Duration.ofHours(60), 2.5);
        }

        @Override
        public Instant extended(Matter matter, Instant oldDue, double amount, String unit) {
            return oldDue.plus(Duration.ofHours(Math.round(amount * 24)));
        }

        @Override
        public List<Instant> reminders(Dues dues) {
            Duration total = Duration.between(dues.start(), dues.disposeDue());
            return List.of(
                    dues.start().plus(total.multipliedBy(4).dividedBy(5)),
                    dues.disposeDue(),
                    dues.disposeDue().plus(total.dividedBy(2)));
        }

        @Override
        public Instant afterPause(Dues dues, Instant from, Instant to) {
            return dues.disposeDue().plus(Duration.between(from, to));
        }

        private static Dues after(Instant start, Duration dispose, double days) {
            return new Dues(
                    start,
                    start.plus(Duration.ofHours(2)),
                    start.plus(Duration.ofDays(1)),
                    start.plus(dispose),
                    days,
                    "WD",
                    false,
                    "2026-1");
        }
    }

    private static final class TurnableClock extends Clock {
        private volatile Instant now = MORNING;

        @Override
        public ZoneId getZone() {
            return Times.ZONE;
        }

        @Override
        public Clock withZone(@Nullable ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}

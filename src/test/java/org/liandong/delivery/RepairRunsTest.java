package org.liandong.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.casework.Agenda;
import org.liandong.casework.CaseDesk;
import org.liandong.casework.DistrictClocks;
import org.liandong.casework.FollowUps;
import org.liandong.casework.Letters;
import org.liandong.district.District;
import org.liandong.intake.KnownPersons;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.LedgerSettings;
import org.liandong.ledger.RepairRun;
import org.liandong.ledger.RepairVerb;
import org.liandong.ledger.RepairsView;
import org.liandong.security.crypto.KeyRing;

/** Something done to many messages, through a restart of the hub. */
class RepairRunsTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final List<Long> ITEMS =
            LongStream.rangeClosed(1, 30).boxed().toList();

    @TempDir
    private Path folder = Path.of("");

    private final List<Long> read = new CopyOnWriteArrayList<>();
    private volatile long fails;
    private volatile long pausedBy;
    private @Nullable Ledger opened;

    @BeforeEach
    void open() {
        opened = opened();
    }

    @AfterEach
    void close() {
        ledger().close();
    }

    @Test
    void aRunGoesOnAfterARestartWhereItWasAndDoesNothingTwice() {
        long run = begun(600);
        RepairRuns first = runs();
        await().until(() -> read.size() > 3);
        first.close();
        ledger().close();
        assertThat(read).hasSizeLessThan(ITEMS.size());

        opened = opened();
        try (RepairRuns second = runs()) {
            await().atMost(Duration.ofSeconds(20)).until(() -> state(run) == RepairRun.State.DONE);
        }
        assertThat(read).containsExactlyElementsOf(ITEMS);
        assertThat(ledger().<List<RepairsView.Item>>read(view -> view.repairs().items(run, 0, 99)))
                .allSatisfy(item -> assertThat(item.result()).isEqualTo("已登记"));
    }

    @Test
    void oneThatCannotBeDealtWithKeepsTheOthersFromNothing() {
        long run = begun(600);
        fails = 2;
        try (RepairRuns runs = runs()) {
            await().atMost(Duration.ofSeconds(20)).until(() -> state(run) == RepairRun.State.DONE);
        }
        assertThat(ledger().<List<RepairsView.Item>>read(view -> view.repairs().items(run, 0, 99)))
                .filteredOn(item -> String.valueOf(item.result()).contains("没有办成: 映射坏了"))
                .extracting(RepairsView.Item::id)
                .containsExactly(2L);
        assertThat(read).hasSize(ITEMS.size() - 1);
    }

    @Test
    void whoPausesWhileSeveralAreUnderWayPausesTheNextOneToo() {
        long run = begun(600);
        pausedBy = run;
        try (RepairRuns runs = runs()) {
            await().until(() -> state(run) == RepairRun.State.PAUSED);
            await().during(Duration.ofSeconds(1)).until(() -> read.size() == 1);
        }
        assertThat(ledger().read(view -> view.repairs().progress(run)).done()).isEqualTo(1);
    }

    @Test
    void itGoesNoFasterThanPeopleSaid() {
        begun(60);
        long begin = System.nanoTime();
        try (RepairRuns runs = runs()) {
            await().atMost(Duration.ofSeconds(20)).until(() -> read.size() >= 5);
        }
        // the first at once, the others one a second
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(3));
    }

    @Test
    void whatIsNotAgreedToOrPausedDoesNotMove() {
        long run = ledger().write(
                        entry -> entry.repairs().propose(RepairVerb.REREAD, "12345", "演练", 600, "wang", ITEMS, false))
                .join();
        long paused = begun(600);
        ledger().write(entry -> entry.repairs().pause(paused)).join();
        long third = begun(600);
        try (RepairRuns runs = runs()) {
            await().atMost(Duration.ofSeconds(20)).until(() -> state(third) == RepairRun.State.DONE);
        }
        assertThat(ledger().read(view -> view.repairs().progress(run)).done()).isZero();
        assertThat(ledger().read(view -> view.repairs().progress(paused)).done())
                .isZero();
    }

    private long begun(int pace) {
        return ledger().write(
                        entry -> entry.repairs().propose(RepairVerb.REREAD, "12345", "演练", pace, "wang", ITEMS, true))
                .join();
    }

    private RepairRun.State state(long run) {
        return ledger().read(view -> view.repairs().run(run)).orElseThrow().state();
    }

    private RepairRuns runs() {
        DistrictClocks clocks = new DistrictClocks(District.load(Path.of("district/jiangning")));
        CaseDesk desk = new CaseDesk(
                ledger(),
                new Letters((source, matter) -> java.util.Optional.empty(), code -> code),
                new FollowUps(0),
                new Agenda(clocks),
                new KnownPersons(),
                CLOCK);
        RepairRuns runs =
                new RepairRuns(ledger(), new Repair(new Consequences(desk, clocks, CLOCK), CLOCK), (id, by, how) -> {
                    if (id == fails) {
                        throw new IllegalStateException("映射坏了");
                    }
                    if (pausedBy > 0) {
                        ledger().write(entry -> entry.repairs().pause(pausedBy)).join();
                    }
                    read.add(id);
                    return "已登记";
                });
        runs.start();
        return runs;
    }

    private Ledger ledger() {
        return Objects.requireNonNull(opened);
    }

    private Ledger opened() {
        return Ledger.open(
                LedgerSettings.embedded(folder.resolve("ledger.db")),
                KeyRing.loadOrCreate(folder.resolve("keys.yaml")),
                CLOCK);
    }
}

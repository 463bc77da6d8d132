package org.liandong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Channel;

class DurabilityTest {
    private static final int THREADS = 32;
    private static final int WRITES = 10_000;

    @ParameterizedTest(name = "{displayName} on {0}")
    @EnumSource(names = {"SQLITE", "POSTGRESQL_SYNCED"})
    void everyAnsweredWriteOfThirtyTwoThreadsIsThereAfterARestart(TestDatabase database) throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Map<CaseNumber, Integer> answered = new ConcurrentHashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (TestLedger hub = TestLedger.on(database)) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                Random random = new Random(seed + thread);
                running.add(threads.submit(() -> {
                    for (int i = 0; i < WRITES / THREADS; i++) {
                        writeOne(hub, random, answered);
                    }
                }));
            }
            for (Future<?> thread : running) {
                thread.get();
            }
            hub.reopen();

            Map<CaseNumber, Integer> found = new ConcurrentHashMap<>();
            List<CaseRow> files = hub.view().cases().page(CaseFilter.ALL, null, WRITES + 1);
            files.forEach(file -> found.put(
                    file.caseNo(), hub.view().trace().of(file.caseNo()).size()));
            assertThat(found).isEqualTo(answered);
            long steps = answered.values().stream().mapToLong(Integer::intValue).sum();
            assertThat(hub.view().trace().after(0, WRITES * 4))
                    .extracting(TraceEntry::seq)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, steps).boxed().toList());
            assertThat(hub.view().deliveries().backlog())
                    .containsExactly(new DeliveriesView.Backlog("dept.CG", steps, TestLedger.NOW));
            assertThat(hub.ledger().verifyTrace().findings()).isEmpty();
            assertThat(hub.view().tallies().value("channel/HOTLINE")).isEqualTo(answered.size());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theWriterComesBackAfterTheServerCutItOff() throws SQLException {
        try (TestLedger hub = TestLedger.on(TestDatabase.POSTGRESQL_SYNCED)) {
            hub.write(entry -> entry.trace().append(Samples.step(Samples.caseNo(1), 1, "REPORT")));
            try (Connection admin = DriverManager.getConnection(hub.settings().jdbcUrl());
                    Statement statement = admin.createStatement()) {
                statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
            }

            assertThatThrownBy(() -> hub.write(entry -> entry.inbox().add(Samples.order("GD1"))))
                    .isInstanceOf(LedgerUnavailable.class)
                    .hasMessageContaining("请用同一幂等键重发");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .ignoreException(LedgerUnavailable.class)
                    .until(() -> hub.<Boolean>write(entry ->
                            entry.inbox().find(Samples.order("GD1").key()).isPresent()
                                    || entry.inbox().add(Samples.order("GD1"))));
            hub.write(entry -> entry.trace().append(Samples.step(Samples.caseNo(1), 2, "SIGN")));
            // each pooled reader finds out once that it was cut off
            ChainReport report = Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .ignoreException(LedgerUnavailable.class)
                    .until(() -> hub.ledger().verifyTrace(), found -> found.steps() == 2);
            assertThat(report.isWhole()).isTrue();
        }
    }

    @ParameterizedTest(name = "{displayName} on {0}")
    @EnumSource(names = {"SQLITE", "POSTGRESQL_SYNCED"})
    void afterClosingNothingIsAccepted(TestDatabase database) {
        TestLedger hub = TestLedger.on(database);
        hub.close();
        assertThatThrownBy(() -> hub.write(entry -> entry.inbox().add(Samples.order("GD1"))))
                .isInstanceOf(LedgerUnavailable.class)
                .hasMessageContaining("已关闭");
    }

    @Test
    void everyCommitIsSynced() {
        try (TestLedger hub = TestLedger.on(TestDatabase.SQLITE)) {
            assertThat(setting(hub, "PRAGMA journal_mode")).isEqualTo("wal");
            assertThat(setting(hub, "PRAGMA synchronous")).isEqualTo("2");
            assertThat(setting(hub, "PRAGMA foreign_keys")).isEqualTo("1");
        }
        try (TestLedger hub = TestLedger.on(TestDatabase.POSTGRESQL_SYNCED)) {
            assertThat(setting(hub, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(setting(hub, "SHOW fsync")).isEqualTo("on");
        }
    }

    private static String setting(TestLedger hub, String question) {
        return hub.write(entry -> entry.sql.first(question, row -> row.getString(1)))
                .orElseThrow();
    }

    private static void writeOne(TestLedger hub, Random random, Map<CaseNumber, Integer> answered) {
        int steps = random.nextInt(3) + 1;
        boolean fails = random.nextInt(10) == 0;
        try {
            CaseNumber number = hub.write(entry -> {
                CaseNumber caseNo = entry.cases().nextNumber(Samples.DAY, Channel.HOTLINE);
                entry.cases().store(Samples.pending(caseNo), 0);
                for (int step = 1; step <= steps; step++) {
                    entry.trace().append(Samples.step(caseNo, step, "STEP" + step));
                    entry.outbox().add("dept.CG", caseNo, "dispatch", "{}");
                }
                if (fails) {
                    throw new IllegalStateException("映射失败");
                }
                return caseNo;
            });
            assertThat(answered.put(number, steps)).isNull();
        } catch (IllegalStateException wanted) {
            assertThat(fails).isTrue();
        }
    }
}

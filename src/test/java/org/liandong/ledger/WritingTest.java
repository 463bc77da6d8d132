package org.liandong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Channel;
import org.liandong.security.crypto.WrongKey;

class WritingTest {
    @EachDatabase
    void whatAMessageBringsIsWrittenTogether(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            CaseNumber caseNo = hub.write(entry -> {
                CaseNumber number = entry.cases().nextNumber(Samples.DAY, Channel.HOTLINE);
                entry.inbox().add(Samples.order("GD1"));
                entry.cases().store(Samples.pending(number), 0);
                entry.cases()
                        .addReference(new CaseReference(
                                "NJ12345", "GD1", number, CaseReference.Role.PRIMARY, "channels/12345"));
                entry.trace().append(Samples.step(number, 1, "REPORT"));
                entry.outbox().add("dept.CG", number, "dispatch", "{\"op\":1}");
                return number;
            });

            assertThat(caseNo).isEqualTo(Samples.caseNo(1));
            hub.reopen();
            assertThat(hub.view().inbox().find(new InboxKey("NJ12345", "GD1")))
                    .hasValueSatisfying(found -> assertThat(found.message()).isEqualTo(Samples.order("GD1")));
            assertThat(hub.view().cases().load(caseNo)).contains(Samples.pending(caseNo));
            assertThat(hub.view().trace().of(caseNo))
                    .extracting(TraceEntry::step)
                    .containsExactly(Samples.step(caseNo, 1, "REPORT"));
            assertThat(hub.view().outbox().unsent(java.time.Instant.now().plusSeconds(60), 10))
                    .singleElement()
                    .satisfies(message -> {
                        assertThat(message.receiver()).isEqualTo("dept.CG");
                        assertThat(message.seq()).isEqualTo(1);
                        assertThat(hub.view().outbox().payload(message.id())).contains("{\"op\":1}");
                    });
            assertThat(hub.ledger().verifyTrace().isWhole()).isTrue();
        }
    }

    @EachDatabase
    void aUnitThatFailsLeavesNoTraceAndItsNeighboursStay(TestDatabase database) throws InterruptedException {
        try (TestLedger hub = TestLedger.on(database)) {
            CountDownLatch release = new CountDownLatch(1);
            CompletableFuture<Boolean> blocker = hub.ledger().write(entry -> await(release));
            List<CompletableFuture<Long>> units = new ArrayList<>();
            for (int i = 1; i <= 20; i++) {
                int serial = i;
                units.add(hub.ledger().write(entry -> {
                    CaseNumber number = entry.cases().nextNumber(Samples.DAY, Channel.HOTLINE);
                    entry.inbox().add(Samples.order("GD" + serial));
                    entry.cases().store(Samples.pending(number), 0);
                    long seq = entry.trace()
                            .append(Samples.step(number, 1, "REPORT"))
                            .seq();
                    entry.outbox().add("dept.CG", number, "dispatch", "{}");
                    if (serial % 3 == 0) {
                        throw new IllegalStateException("映射失败" + serial);
                    }
                    return seq;
                }));
            }
            release.countDown();
            assertThat(blocker.join()).isTrue();

            for (int i = 1; i <= 20; i++) {
                CompletableFuture<Long> unit = units.get(i - 1);
                if (i % 3 == 0) {
                    assertThatThrownBy(unit::join).hasRootCauseMessage("映射失败" + i);
                } else {
                    assertThat(unit.join()).isPositive();
                }
                int serial = i;
                assertThat(hub.view()
                                .inbox()
                                .find(new InboxKey("NJ12345", "GD" + serial))
                                .isPresent())
                        .isEqualTo(i % 3 != 0);
            }
            // the numbers of the failed are used by others: no gaps, no doubles
            assertThat(hub.view().trace().after(0, 100))
                    .extracting(TraceEntry::seq)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 14).mapToObj(Long::valueOf).toList());
            assertThat(hub.view().cases().page(CaseFilter.ALL, null, 100)).hasSize(14);
            assertThat(hub.view().outbox().unsent(java.time.Instant.now().plusSeconds(60), 100))
                    .hasSize(14);
            assertThat(hub.view().tallies().value("backlog/dept.CG")).isEqualTo(14);
            assertThat(hub.ledger().verifyTrace().isWhole()).isTrue();
        }
    }

    @EachDatabase
    void aUnitThatHidesARefusedStatementFailsOrSucceedsAlone(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            CountDownLatch release = new CountDownLatch(1);
            CompletableFuture<Boolean> blocker = hub.ledger().write(entry -> await(release));
            CompletableFuture<Boolean> hiding = hub.ledger().write(entry -> {
                entry.inbox().add(Samples.order("GD1"));
                try {
                    entry.sql.update("INSERT INTO inbox (id) VALUES (1)");
                } catch (LedgerFailure hidden) {
                    return false;
                }
                return true;
            });
            CompletableFuture<Boolean> neighbour =
                    hub.ledger().write(entry -> entry.inbox().add(Samples.order("GD2")));
            release.countDown();

            assertThat(blocker.join()).isTrue();
            assertThat(neighbour.join()).isTrue();
            boolean kept = !hiding.handle((answer, failure) -> failure != null).join();
            assertThat(hub.view().inbox().find(new InboxKey("NJ12345", "GD1")).isPresent())
                    .isEqualTo(kept);
            assertThat(hub.view().inbox().find(new InboxKey("NJ12345", "GD2"))).isPresent();
        }
    }

    @EachDatabase
    void theAnswerComesOnlyAfterTheCommit(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            for (int i = 1; i <= 200; i++) {
                InboxKey key = new InboxKey("NJ12345", "GD" + i);
                hub.ledger()
                        .write(entry -> entry.inbox().add(Samples.order(key.idempotencyKey())))
                        .thenAccept(answered ->
                                assertThat(hub.view().inbox().find(key)).isPresent())
                        .join();
            }
        }
    }

    @EachDatabase
    void aCallbackMayWaitForAnotherWrite(TestDatabase database) throws Exception {
        try (TestLedger hub = TestLedger.on(database)) {
            CompletableFuture<?>[] chains = IntStream.range(0, 50)
                    .mapToObj(i -> hub.ledger()
                            .write(entry -> entry.inbox().add(Samples.order("GD" + i)))
                            .thenApply(added -> hub.write(entry -> entry.inbox().add(Samples.order("XB" + i)))))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(chains).get(30, TimeUnit.SECONDS);
            assertThat(hub.view().tallies().value("inbox/CASE")).isEqualTo(100);
        }
    }

    @EachDatabase
    void aUnitOfWorkCannotStartAnother(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            assertThatThrownBy(() -> hub.write(entry -> hub.ledger().write(inner -> true)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("不能再发起另一次写入");
        }
    }

    @EachDatabase
    void aReaderSeesOneStateAndCannotWrite(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            hub.write(entry -> entry.trace().append(Samples.step(Samples.caseNo(1), 1, "REPORT")));
            List<Long> seen = hub.ledger().read(view -> {
                long before = view.trace().lastSeq();
                hub.write(entry -> entry.trace().append(Samples.step(Samples.caseNo(1), 2, "SIGN")));
                return List.of(before, view.trace().lastSeq());
            });
            assertThat(seen).containsExactly(1L, 1L);
            assertThat(hub.ledger().<Long>read(view -> view.trace().lastSeq())).isEqualTo(2L);
            assertThatThrownBy(() -> hub.ledger().<Integer>read(view -> view.sql.update("DELETE FROM tally")))
                    .isInstanceOf(LedgerFailure.class);
        }
    }

    @EachDatabase
    void aSecondHubOnTheSameDatabaseDoesNotStart(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            assertThatThrownBy(() -> TestLedger.on(hub.settings()))
                    .isInstanceOf(LedgerUnavailable.class)
                    .hasMessageContaining("已有另一个枢纽在写");
            assertThat(hub.<Boolean>write(entry -> entry.inbox().add(Samples.order("GD1"))))
                    .isTrue();
        }
    }

    @EachDatabase
    void theLedgerDoesNotOpenWithOtherKeys(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            hub.ledger().close();
            assertThatThrownBy(() -> Ledger.open(hub.settings(), TestLedger.keys((byte) 8), TestLedger.CLOCK))
                    .isInstanceOf(WrongKey.class)
                    .hasMessageContaining("请放回建库时的密钥文件");
            hub.reopen();
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

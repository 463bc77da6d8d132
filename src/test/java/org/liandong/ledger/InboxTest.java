package org.liandong.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Channel;

class InboxTest {
    @EachDatabase
    void ofAMessageSentThirtyTwoTimesAtOnceOneBecomesACase(TestDatabase database) throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(32);
        try (TestLedger hub = TestLedger.on(database)) {
            for (int round = 0; round < 10; round++) {
                InboxMessage order = Samples.order("GD" + round);
                List<Future<String>> answers = senders.invokeAll(IntStream.range(0, 32)
                        .<Callable<String>>mapToObj(sender -> () -> hub.write(entry -> take(entry, order)))
                        .toList());
                List<String> numbers = new ArrayList<>();
                for (Future<String> answer : answers) {
                    numbers.add(answer.get());
                }
                assertThat(numbers).containsOnly(numbers.get(0));
            }
            assertThat(hub.view().cases().page(CaseFilter.ALL, null, 100)).hasSize(10);
            assertThat(hub.view().tallies().value("inbox/CASE")).isEqualTo(10);
        } finally {
            senders.shutdownNow();
        }
    }

    @EachDatabase
    void theSameKeyTwiceWritesNothing(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            assertThat(hub.<Boolean>write(entry -> entry.inbox().add(Samples.order("GD1"))))
                    .isTrue();
            assertThat(hub.<Boolean>write(entry -> entry.inbox().add(Samples.order("GD1"))))
                    .isFalse();
            assertThat(hub.<Boolean>write(entry -> entry.inbox().add(Samples.order("GD2"))))
                    .isTrue();
            assertThat(hub.view().inbox().find(1)).isPresent();
            assertThat(hub.view().inbox().find(2)).isPresent();
            assertThat(hub.view().inbox().find(3)).isEmpty();
        }
    }

    @EachDatabase
    void aMessageLeavesQuarantineOnceAndKeepsItsHistory(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            hub.write(entry -> {
                for (int i = 1; i <= 5; i++) {
                    entry.inbox().add(quarantined("GD" + i));
                }
                return 5;
            });
            assertThat(hub.view().inbox().quarantined(0, 3))
                    .extracting(InboxEntry::id)
                    .containsExactly(1L, 2L, 3L);
            assertThat(hub.view().inbox().quarantined(3, 3))
                    .extracting(InboxEntry::id)
                    .containsExactly(4L, 5L);

            InboxEntry.Mending mending = new InboxEntry.Mending("受理员01", TestLedger.NOW, "补填事发地址");
            assertThat(hub.<Boolean>write(
                            entry -> entry.inbox().release(2, InboxOutcome.CASE, "JN1", "{\"caseNo\":1}", mending)))
                    .isTrue();
            assertThat(hub.<Boolean>write(entry -> entry.inbox().release(2, InboxOutcome.REFUSED, null, "{}", mending)))
                    .isFalse();

            assertThat(hub.view().inbox().find(2)).hasValueSatisfying(entry -> {
                assertThat(entry.message().outcome()).isEqualTo(InboxOutcome.CASE);
                assertThat(entry.message().answer()).isEqualTo("{\"caseNo\":1}");
                assertThat(entry.message().quarantineReason()).isEqualTo("缺少必填字段: 地址");
                assertThat(entry.mending()).isEqualTo(mending);
            });
            assertThat(hub.view().inbox().ofCase("JN1"))
                    .extracting(InboxEntry::id)
                    .containsExactly(2L);
            assertThat(hub.view().inbox().quarantined(0, 10))
                    .extracting(InboxEntry::id)
                    .containsExactly(1L, 3L, 4L, 5L);
            assertThat(hub.view().tallies().under(Tally.INBOX))
                    .containsEntry("QUARANTINED", 4L)
                    .containsEntry("CASE", 1L);
        }
    }

    private static String take(Entry entry, InboxMessage order) {
        return entry.inbox()
                .find(order.key())
                .map(found -> found.message().answer())
                .orElseGet(() -> {
                    CaseNumber number = entry.cases().nextNumber(Samples.DAY, Channel.HOTLINE);
                    entry.cases().store(Samples.pending(number), 0);
                    entry.inbox()
                            .add(new InboxMessage(
                                    order.key(),
                                    order.contentDigest(),
                                    null,
                                    order.receivedAt(),
                                    InboxOutcome.CASE,
                                    number.value(),
                                    number.value(),
                                    null));
                    return number.value();
                });
    }

    private static InboxMessage quarantined(String orderNo) {
        return new InboxMessage(
                new InboxKey("NJ12345", orderNo),
                "digest",
                "raw/2026/07/07/000001",
                Samples.MORNING,
                InboxOutcome.QUARANTINED,
                null,
                "{}",
                "缺少必填字段: 地址");
    }
}

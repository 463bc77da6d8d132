package org.liandong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.liandong.cases.CaseNumber;

class CanariesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 7, 9);
    private static final CaseNumber FIRST = CaseNumber.ofCanary(DAY, 1);

    @EachDatabase
    void itIsFollowedFromPlaceToPlace(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            begin(hub, "LDTC1", "12345", "HB", 0);
            assertThat(found(hub, "LDTC1").isUnderWay()).isTrue();
            hub.write(entry -> {
                entry.canaries().entered("LDTC1", FIRST, at(1));
                return true;
            });
            Canary entered = found(hub, "LDTC1");
            assertThat(entered.caseNo()).isEqualTo(FIRST);
            hub.write(entry -> {
                entry.canaries().reached(entered.reached(at(2), null, null));
                return true;
            });
            Canary delivered = found(hub, "LDTC1");
            hub.write(entry -> {
                entry.canaries().reached(delivered.reached(at(9), at(5), at(8)));
                entry.canaries().end("LDTC1", at(10));
                return true;
            });
            Canary back = found(hub, "LDTC1");
            assertThat(back.reached()).isEqualTo(new Canary.Reached(at(0), at(1), at(2), at(5), at(8)));
            assertThat(back.took()).hasSeconds(8);
            assertThat(back.isUnderWay()).isFalse();
            assertThat(back.isLost()).isFalse();
        }
    }

    @EachDatabase
    void ofEachWayTheLastThatIsOverCounts(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            begin(hub, "a", "12345", "HB", 0);
            begin(hub, "b", "12345", "HB", 60);
            begin(hub, "c", "12345", "HB", 120);
            begin(hub, "d", "PANANJ", "HB", 30);
            hub.write(entry -> {
                entry.canaries().lose("a", at(5), "没有收下");
                entry.canaries().end("b", at(65));
                entry.canaries().lose("d", at(40), "没有答复");
                // what is over is over
                entry.canaries().lose("b", at(70), "太晚");
                return true;
            });
            assertThat(hub.view().canaries().lastEndedOfEachWay())
                    .extracting(Canary::number, Canary::trouble)
                    .containsExactly(tuple("b", null), tuple("d", "没有答复"));
            assertThat(hub.view().canaries().underWay())
                    .extracting(Canary::number)
                    .containsExactly("c");
            hub.write(entry -> {
                entry.canaries().forgetBefore(at(1000));
                return true;
            });
            assertThat(hub.view().canaries().lastEndedOfEachWay()).isEmpty();
            assertThat(hub.view().canaries().underWay()).hasSize(1);
            hub.write(entry -> {
                entry.canaries().forget("c");
                return true;
            });
            assertThat(hub.view().canaries().underWay()).isEmpty();
        }
    }

    @EachDatabase
    void itsCaseIsInNoListAndNoCount(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            CaseNumber number = hub.write(entry -> entry.cases().nextCanaryNumber(DAY));
            assertThat(number).isEqualTo(FIRST);
            hub.write(entry -> {
                entry.cases().store(Samples.pending(number), 0);
                entry.cases().store(Samples.caseFile(number, 2, "DISPATCHED", "CG"), 1);
                entry.outbox().add("dept.CG", number, "DISPATCH", "{}", List.of());
                entry.tallies().count(number, "flow/signed");
                return true;
            });
            CaseRow row = hub.view().cases().load(number).orElseThrow();
            assertThat(hub.view().cases().page(CaseFilter.ALL, null, 10)).isEmpty();
            assertThat(hub.view().tallies().under("")).isEmpty();
            assertThat(hub.view().deliveries().backlog()).isEmpty();
            assertThat(hub.view()
                            .cases()
                            .alikeAt("320115001", "百家湖地铁站", String.valueOf(row.itemCode()), Instant.EPOCH, 10))
                    .isEmpty();
        }
    }

    private static void begin(TestLedger hub, String number, String channel, String department, int second) {
        hub.write(entry -> {
            entry.canaries().begin(number, channel, channel, department, "060103", at(second));
            return true;
        });
    }

    private static Canary found(TestLedger hub, String number) {
        return hub.view().canaries().find(number).orElseThrow();
    }

    private static Instant at(int second) {
        return Samples.MORNING.plusSeconds(second);
    }
}

package org.liandong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Channel;
import org.liandong.cases.Urgency;

class CasesTest {
    private static final CaseNumber FIRST = Samples.caseNo(1);
    private static final String ITEM = "050201";

    @EachDatabase
    void serialsBeginAnewEachDayAndChannel(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            List<CaseNumber> numbers = hub.write(entry -> List.of(
                    entry.cases().nextNumber(Samples.DAY, Channel.HOTLINE),
                    entry.cases().nextNumber(Samples.DAY, Channel.HOTLINE),
                    entry.cases().nextNumber(Samples.DAY, Channel.GRID),
                    entry.cases().nextNumber(Samples.DAY.plusDays(1), Channel.HOTLINE)));
            assertThat(numbers)
                    .containsExactly(
                            CaseNumber.of(Samples.DAY, Channel.HOTLINE, 1),
                            CaseNumber.of(Samples.DAY, Channel.HOTLINE, 2),
                            CaseNumber.of(Samples.DAY, Channel.GRID, 1),
                            CaseNumber.of(Samples.DAY.plusDays(1), Channel.HOTLINE, 1));
        }
    }

    @EachDatabase
    void aCaseChangedInBetweenIsNotOverwritten(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            store(hub, Samples.pending(FIRST), 0);
            store(hub, Samples.caseFile(FIRST, 3, "DISPATCHED", "CG"), 1);

            assertThatThrownBy(() -> store(hub, Samples.caseFile(FIRST, 2, "REFUSED", null), 1))
                    .isInstanceOf(StaleCase.class)
                    .hasMessageContaining("请重新读取");
            assertThatThrownBy(() -> store(hub, Samples.pending(FIRST), 0)).isInstanceOf(StaleCase.class);
            assertThat(hub.view().cases().load(FIRST)).contains(Samples.caseFile(FIRST, 3, "DISPATCHED", "CG"));
        }
    }

    @EachDatabase
    void aCaseIsFoundByAnyOfItsNumbers(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            store(hub, Samples.pending(FIRST), 0);
            hub.write(entry -> entry.cases().addReference(reference("NJ12345", "2026070700012", FIRST)));
            hub.write(entry -> entry.cases().addReference(reference("CG", "CG-88", FIRST)));

            for (String number : List.of(
                    FIRST.value(), FIRST.task(2).value(), " " + FIRST.value() + " ", "2026070700012", "CG-88")) {
                assertThat(hub.view().cases().search(number)).as(number).containsExactly(FIRST);
            }
            assertThat(hub.view().cases().search("CG-89")).isEmpty();
            assertThat(hub.view().cases().search(Samples.caseNo(2).value())).isEmpty();
            assertThat(hub.view().cases().byReference("CG", "CG-88"))
                    .map(CaseReference::caseNo)
                    .contains(FIRST);
            assertThat(hub.view().cases().references(FIRST)).hasSize(2);
        }
    }

    @EachDatabase
    void aNumberStandsForOneCase(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            assertThat(hub.<Boolean>write(entry -> entry.cases().addReference(reference("CG", "1", FIRST))))
                    .isTrue();
            assertThat(hub.<Boolean>write(entry -> entry.cases().addReference(reference("CG", "1", FIRST))))
                    .isTrue();
            assertThat(hub.<Boolean>write(entry -> entry.cases().addReference(reference("CG", "1", Samples.caseNo(2)))))
                    .isFalse();
            assertThat(hub.<Boolean>write(entry -> entry.cases().addReference(reference("HB", "1", Samples.caseNo(2)))))
                    .isTrue();
            assertThat(hub.view().cases().search("1")).containsExactly(FIRST, Samples.caseNo(2));
        }
    }

    @EachDatabase
    void casesAreListedPageByPageNewestFirst(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            for (int i = 1; i <= 25; i++) {
                store(hub, Samples.caseFile(Samples.caseNo(i), 1, i % 5 == 0 ? "CLOSED" : "DISPATCHED", "CG"), 0);
            }
            CaseFilter dispatched = new CaseFilter("DISPATCHED", "CG", Channel.HOTLINE, "320115001", null, null, null);
            List<CaseNumber> seen = new ArrayList<>();
            CaseRow before = null;
            List<CaseRow> page = hub.view().cases().page(dispatched, null, 7);
            while (!page.isEmpty()) {
                page.forEach(file -> seen.add(file.caseNo()));
                before = page.get(page.size() - 1);
                page = hub.view().cases().page(dispatched, before, 7);
            }
            assertThat(seen).hasSize(20).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> b.compareTo(a));
            assertThat(hub.view().cases().page(new CaseFilter(null, "HB", null, null, null, null, null), null, 7))
                    .isEmpty();
        }
    }

    @EachDatabase
    void casesTheHubMustLookAtAreListedTheLongestWaitingFirst(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            store(hub, waking(1, 300L), 0);
            store(hub, waking(2, 100L), 0);
            store(hub, waking(4, null), 0);
            store(hub, waking(5, 900L), 0);
            assertThat(hub.view().cases().wakingUpTo(Samples.MORNING.plusSeconds(300), 10))
                    .containsExactly(Samples.caseNo(2), Samples.caseNo(1));
        }
    }

    @EachDatabase
    void talliesFollowTheCases(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            store(hub, Samples.pending(Samples.caseNo(1)), 0);
            store(hub, Samples.pending(Samples.caseNo(2)), 0);
            store(hub, Samples.caseFile(Samples.caseNo(1), 2, "DISPATCHED", "CG"), 1);
            hub.write(entry -> {
                entry.tallies().count(Samples.caseNo(1), "flow/signed");
                entry.tallies().count(Samples.caseNo(2), "flow/signed");
                return true;
            });
            hub.reopen();
            assertThat(hub.view().tallies().under(Tally.STATE))
                    .containsEntry("PENDING_DISTRICT", 1L)
                    .containsEntry("DISPATCHED", 1L);
            assertThat(hub.view().tallies().under(Tally.LEAD))
                    .containsEntry("-", 1L)
                    .containsEntry("CG", 1L);
            assertThat(hub.view().tallies().under(Tally.CHANNEL))
                    .containsOnlyKeys("HOTLINE")
                    .containsValue(2L);
            assertThat(hub.view().tallies().value("flow/signed")).isEqualTo(2);
        }
    }

    @EachDatabase
    void whatMayBeTheSameMatterIsFoundNearbyByTheNameOfThePlaceAndByTheAsker(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            store(hub, at(1, 118_840_000, 31_953_000, null), 0);
            store(hub, at(2, 118_840_400, 31_953_300, null), 0);
            store(hub, at(3, 118_841_000, 31_953_000, null), 0);
            store(hub, at(4, 118_840_000, 31_954_000, null), 0);
            store(hub, at(5, null, null, "百家湖地铁站"), 0);
            store(hub, Samples.caseFile(Samples.caseNo(6), 1, "MERGED", null), 0);
            String asker = hub.write(entry ->
                    entry.persons().store(hub.ledger().seal("{}", List.of("13912345678")), Samples.caseNo(3)));
            CasesView cases = hub.view().cases();
            CasesView.Area area = new CasesView.Area(118_839_500, 31_952_550, 118_840_500, 31_953_450);

            assertThat(cases.alikeIn(area, ITEM, Samples.MORNING, 10)).isEqualTo(versions(2, 1));
            assertThat(cases.alikeIn(area, ITEM, Samples.MORNING, 1)).isEqualTo(versions(2));
            assertThat(cases.alikeIn(area, ITEM, Samples.MORNING.plusMillis(1), 10))
                    .isEmpty();
            assertThat(cases.alikeIn(area, "060101", Samples.MORNING, 10)).isEmpty();
            assertThat(cases.alikeAt("320115001", "百家湖地铁站", ITEM, Samples.MORNING, 10))
                    .isEqualTo(versions(5));
            assertThat(cases.alikeAt("320115002", "百家湖地铁站", ITEM, Samples.MORNING, 10))
                    .isEmpty();
            assertThat(cases.alikeOf(asker, ITEM, Samples.MORNING, 10)).isEqualTo(versions(3));
            assertThat(cases.alikeOf("pii/nobody", ITEM, Samples.MORNING, 10)).isEmpty();
        }
    }

    @EachDatabase
    void whatCameInLatelyKnowsItsPlaceAfterTheUpgrade(TestDatabase database) throws IOException {
        String place = "{\"matter\":{\"location\":{\"lng\":118.840012,\"lat\":31.953,\"poi\":\"百家湖地铁站\"}}}";
        try (TestLedger hub = TestLedger.on(database)) {
            store(hub, before(1, Instant.now(), place), 0);
            store(hub, before(2, Instant.now(), "{\"matter\":{\"location\":{}}}"), 0);
            store(hub, before(3, Instant.now().minus(Duration.ofDays(3)), place), 0);

            hub.tamper(backfill(hub.settings().isSqlite() ? "sqlite" : "postgresql"));

            assertThat(place(hub, 1)).isEqualTo(new CaseRow.Place(null, 118_840_012, 31_953_000, "百家湖地铁站"));
            assertThat(place(hub, 2)).isEqualTo(CaseRow.Place.UNKNOWN);
            assertThat(place(hub, 3)).isEqualTo(CaseRow.Place.UNKNOWN);
        }
    }

    private static String backfill(String engine) throws IOException {
        try (InputStream file = CasesTest.class.getResourceAsStream("/db/migration/" + engine + "/V17__places.sql")) {
            String all = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            int begin = all.indexOf("UPDATE");
            return all.substring(begin, all.indexOf(';', begin));
        }
    }

    private static CaseRow.Place place(TestLedger hub, int serial) {
        return hub.view().cases().load(Samples.caseNo(serial)).orElseThrow().place();
    }

    /** As the hub wrote it before the ledger knew places. */
    private static CaseRow before(int serial, Instant received, String doc) {
        CaseRow.Times times = new CaseRow.Times(received, received, null, null, null, received);
        return pending(serial, CaseRow.Place.UNKNOWN, times, doc);
    }

    private static CaseRow at(int serial, @Nullable Integer lng, @Nullable Integer lat, @Nullable String poi) {
        CaseRow row = Samples.pending(Samples.caseNo(serial));
        return pending(serial, new CaseRow.Place("320115001", lng, lat, poi), row.times(), row.doc());
    }

    private static CaseRow pending(int serial, CaseRow.Place place, CaseRow.Times times, String doc) {
        CaseRow row = Samples.pending(Samples.caseNo(serial));
        return new CaseRow(
                row.caseNo(),
                row.version(),
                row.state(),
                row.channel(),
                row.itemCode(),
                place,
                row.leadDept(),
                row.urgency(),
                row.selfHandled(),
                times,
                doc);
    }

    private static List<CasesView.Version> versions(int... serials) {
        return Arrays.stream(serials)
                .mapToObj(serial -> new CasesView.Version(Samples.caseNo(serial), 1))
                .toList();
    }

    private static void store(TestLedger hub, CaseRow file, long expectedVersion) {
        hub.write(entry -> {
            entry.cases().store(file, expectedVersion);
            return true;
        });
    }

    private static CaseReference reference(String system, String number, CaseNumber caseNo) {
        return new CaseReference(system, number, caseNo, CaseReference.Role.TASK, "departments/" + system);
    }

    private static CaseRow waking(int serial, @Nullable Long seconds) {
        return new CaseRow(
                Samples.caseNo(serial),
                1,
                "IN_PROGRESS",
                Channel.HOTLINE,
                null,
                CaseRow.Place.UNKNOWN,
                null,
                Urgency.E,
                false,
                new CaseRow.Times(
                        Samples.MORNING,
                        Samples.MORNING,
                        null,
                        seconds == null ? null : Samples.MORNING.plusSeconds(seconds),
                        null,
                        Samples.MORNING),
                "{}");
    }
}

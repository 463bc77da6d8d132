package org.liandong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.ledger.ChainReport.Finding;
import org.liandong.ledger.ChainReport.Kind;

/** Who kept an anchor outside finds what even somebody with the ledger and all its keys has done since. */
class AnchorsTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 7, 6);

    @TempDir
    Path outside = Path.of("");

    @EachDatabase
    void aChainThatGrewAgreesWithItsAnchors(TestDatabase database) throws IOException {
        try (TestLedger hub = TestLedger.on(database)) {
            Anchors anchors = new Anchors(outside);
            anchors.write(anchor(hub, 0));
            append(hub, 1, 5);
            anchors.write(anchor(hub, 1));
            append(hub, 6, 9);

            ChainReport report = Ledger.verifyTrace(hub.settings(), null, anchors.all(), steps -> {});

            assertThat(report.findings()).isEmpty();
            assertThat(report.endProven()).isFalse();
            assertThat(report.lastSeq()).isEqualTo(9);
            assertThat(report.anchored())
                    .extracting(Anchor::date, Anchor::seq)
                    .containsExactly(tuple(MONDAY, 0L), tuple(MONDAY.plusDays(1), 5L));
        }
    }

    /** With the keys of the hub everything inside fits together again. */
    @EachDatabase
    void aChainWrittenAnewWithTheHubsOwnKeysDoesNot(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database);
                TestLedger forgery = TestLedger.on(database)) {
            append(hub, 1, 5);
            append(forgery, 1, 5);
            Anchor monday = anchor(hub, 0);
            append(hub, 6, 9);
            forgery.write(entry -> entry.trace().append(Samples.step(Samples.caseNo(1), 6, "FORGED")));
            append(forgery, 7, 9);
            Anchor tuesday = anchor(hub, 1);
            assertThat(forgery.ledger().verifyTrace().isWhole()).isTrue();

            ChainReport report =
                    Ledger.verifyTrace(forgery.settings(), TestLedger.KEYS, List.of(monday, tuesday), steps -> {});

            assertThat(report.findings())
                    .containsExactly(new Finding(Kind.ANCHOR_DIFFERS, 9, "第9步与2026-07-07的锚点不符: 第6至9步中有改写"));
            assertThat(report.anchored()).containsExactly(monday);
            assertThat(forgery.ledger().agreesWith(tuesday)).isFalse();
            assertThat(hub.ledger().agreesWith(tuesday)).isTrue();
        }
    }

    @EachDatabase
    void anEarlierLedgerPutInItsPlaceDoesNot(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database);
                TestLedger earlier = TestLedger.on(database)) {
            append(hub, 1, 9);
            append(earlier, 1, 5);

            ChainReport report =
                    Ledger.verifyTrace(earlier.settings(), TestLedger.KEYS, List.of(anchor(hub, 0)), steps -> {});

            assertThat(report.findings())
                    .extracting(Finding::kind, Finding::seq)
                    .containsExactly(tuple(Kind.ANCHOR_DIFFERS, 6L));
        }
    }

    @EachDatabase
    void noAnchorVouchesForAnEndThatIsNotTheHubs(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            append(hub, 1, 5);
            hub.tamper("DELETE FROM trace WHERE seq = 5");

            assertThatThrownBy(() -> anchor(hub, 0))
                    .isInstanceOf(LedgerFailure.class)
                    .hasMessageContaining("不出锚点");
        }
    }

    @Test
    void aFileThatIsNoAnchorIsNamed() throws IOException {
        Anchors anchors = new Anchors(outside);
        anchors.write(new Anchor(MONDAY, 7, "b".repeat(64), TestLedger.NOW));
        Path file = outside.resolve("2026-07-06.json");
        String line = Files.readString(file);
        assertThat(line)
                .isEqualTo("{\"schema\":\"liandong.anchor/1\",\"date\":\"2026-07-06\",\"seq\":7,\"hash\":\""
                        + "b".repeat(64) + "\",\"at\":\"2026-07-07T08:30:00.123Z\"}\n");
        for (String wrong : List.of(
                "",
                "{",
                line.replace("liandong.anchor/1", "liandong.anchor/2"),
                line.replace(":7,", ":\"7\","),
                line.replace(":7,", ":-7,"),
                line.replace("bbb", "BBB"),
                line.replace("2026-07-06", "2026-07-08"))) {
            Files.writeString(file, wrong);
            assertThatThrownBy(anchors::all)
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("锚点文件" + file);
        }
    }

    private static Anchor anchor(TestLedger hub, int day) {
        return hub.ledger().anchor(MONDAY.plusDays(day), TestLedger.NOW);
    }

    private static void append(TestLedger hub, int from, int to) {
        hub.write(entry -> {
            for (int i = from; i <= to; i++) {
                entry.trace().append(Samples.step(Samples.caseNo(1), i, "SIGN"));
            }
            return to;
        });
    }
}

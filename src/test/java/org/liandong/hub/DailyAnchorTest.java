package org.liandong.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Channel;
import org.liandong.ledger.Anchor;
import org.liandong.ledger.Anchors;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.LedgerSettings;
import org.liandong.ledger.StageRecord;
import org.liandong.security.crypto.KeyRing;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class DailyAnchorTest {
    private static final ZoneId NANJING = ZoneId.of("Asia/Shanghai");
    /** Half an hour before midnight in Nanjing. */
    private static final Instant EVENING = Instant.parse("2026-07-06T15:30:00Z");

    private static final LocalDate MONDAY = LocalDate.of(2026, 7, 6);

    private volatile Instant now = EVENING;
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    };

    private final Path data;
    private final Anchors anchors;
    private Ledger ledger;

    DailyAnchorTest(@TempDir Path data) {
        this.data = data;
        this.anchors = new Anchors(data.resolve("anchors"));
        this.ledger = Ledger.open(settings("ledger.db"), keys(), clock);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void isWrittenAtTheStartAndWhenTheDayChangesAndNeverAgain() throws Exception {
        append(1);
        try (DailyAnchor daily = daily()) {
            daily.start();
            await().atMost(Duration.ofSeconds(10)).until(() -> anchors.has(MONDAY));
            String monday = Files.readString(data.resolve("anchors/2026-07-06.json"));
            append(2);
            daily.writeIfDue();
            assertThat(Files.readString(data.resolve("anchors/2026-07-06.json")))
                    .isEqualTo(monday)
                    .contains("\"seq\":1,");

            now = EVENING.plus(Duration.ofMinutes(31));
            daily.writeIfDue();
        }
        assertThat(anchors.all())
                .extracting(Anchor::date, Anchor::seq)
                .containsExactly(tuple(MONDAY, 1L), tuple(MONDAY.plusDays(1), 2L));
        assertThat(anchors.latest()).contains(anchors.all().get(1));
    }

    @Test
    void isWrittenAtTheEndIfItIsMissing() throws Exception {
        append(1);
        daily().close();

        assertThat(anchors.all()).extracting(Anchor::date).containsExactly(MONDAY);
    }

    @Test
    void aLedgerPutBackToAnEarlierStateIsSaidAtTheStart(CapturedOutput output) throws Exception {
        append(1);
        ledger.close();
        Files.copy(data.resolve("ledger.db"), data.resolve("backup.db"));
        ledger = Ledger.open(settings("ledger.db"), keys(), clock);
        append(2);
        daily().close();
        ledger.close();
        ledger = Ledger.open(settings("backup.db"), keys(), clock);

        try (DailyAnchor daily = daily()) {
            daily.start();
        }

        assertThat(output).contains("办件运行库与2026-07-06的锚点(第2步)不符");
    }

    private DailyAnchor daily() {
        return new DailyAnchor(ledger, anchors, clock, NANJING);
    }

    private LedgerSettings settings(String file) {
        return LedgerSettings.embedded(data.resolve(file));
    }

    private KeyRing keys() {
        return KeyRing.loadOrCreate(data.resolve("keys.yaml"));
    }

    private void append(int number) {
        CaseNumber caseNo = CaseNumber.of(MONDAY, Channel.HOTLINE, number);
        StageRecord step = new StageRecord(
                caseNo,
                1,
                null,
                "REPORT",
                "上报",
                StageRecord.Handling.NONE,
                EVENING,
                EVENING,
                new StageRecord.Actor("system", "hub"),
                null,
                StageRecord.Move.NONE,
                false,
                null,
                "{}");
        ledger.write(entry -> entry.trace().append(step)).join();
    }
}

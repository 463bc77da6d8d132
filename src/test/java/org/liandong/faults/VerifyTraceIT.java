package org.liandong.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Channel;
import org.liandong.cases.Level;
import org.liandong.ledger.Anchors;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.LedgerSettings;
import org.liandong.ledger.StageRecord;
import org.liandong.security.crypto.KeyRing;

/** {@code hub verify-trace} on the packaged hub: it finds what somebody did to the file, and leaves the file alone. */
class VerifyTraceIT {
    private static final int STEPS = 200;
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

    @TempDir
    Path data = Path.of("");

    @TempDir
    Path logs = Path.of("");

    @Test
    void aWholeTraceIsWhole() throws Exception {
        write();
        FileTime before = Files.getLastModifiedTime(data.resolve("ledger.db"));

        List<String> said = verified(0);

        assertThat(said.get(0)).startsWith("共%d步".formatted(STEPS)).contains("每秒");
        assertThat(said.get(1)).isEqualTo("办件运行库完整");
        assertThat(Files.getLastModifiedTime(data.resolve("ledger.db"))).isEqualTo(before);
    }

    @Test
    void aTraceIsVerifiedWhileItsHubHoldsAndWritesIt() throws Exception {
        write();
        try (Ledger open = open();
                HubProcess verifying = verify()) {
            for (int more = STEPS; verifying.isAlive(); more++) {
                append(open, more);
            }
            assertThat(verifying.exitWithin(LONG_ENOUGH)).isZero();
            assertThat(verifying.out()).hasSize(2).last().isEqualTo("办件运行库完整");
        }
    }

    @Test
    void anAlteredStepIsNamed() throws Exception {
        write();
        tamper("UPDATE trace SET opinion = '情况不属实' WHERE seq = 77");

        assertThat(verified(1)).first().asString().startsWith("ALTERED 77 ");
    }

    @Test
    void aMissingStepIsNamed() throws Exception {
        write();
        tamper("DELETE FROM trace WHERE seq = 78");

        assertThat(verified(1)).first().asString().startsWith("MISSING 78 ");
    }

    @Test
    void twoStepsThatChangedPlacesAreNamed() throws Exception {
        write();
        tamper(
                "UPDATE trace SET seq = -1 WHERE seq = 79",
                "UPDATE trace SET seq = 79 WHERE seq = 112",
                "UPDATE trace SET seq = 112 WHERE seq = -1");

        assertThat(verified(1))
                .anyMatch(line -> line.startsWith("MOVED 79 "))
                .anyMatch(line -> line.startsWith("MOVED 112 "));
    }

    @Test
    void aTraceWhoseEndWasCutOffIsNamed() throws Exception {
        write();
        tamper("DELETE FROM trace WHERE seq > 190");

        assertThat(verified(1)).first().asString().startsWith("CUT_OFF 191 ");
    }

    @Test
    void somebodyOutsideVerifiesACopyWithHisAnchorsAndWithoutTheKeys() throws Exception {
        write();
        Path kept = logs.resolve("kept");
        try (Ledger ledger = open()) {
            new Anchors(kept).write(ledger.anchor(LocalDate.of(2026, 7, 7), Instant.parse("2026-07-07T10:00:00Z")));
            append(ledger, STEPS);
        }
        Files.delete(data.resolve("keys.yaml"));

        assertThat(verified(0, "--anchors", kept.toString()))
                .anyMatch(line -> line.contains("第1至200步自2026-07-07起未变") && line.contains("其后的1步没有证明"))
                .last()
                .isEqualTo("办件运行库完整");

        tamper("DELETE FROM trace WHERE seq > 150");

        assertThat(verified(1, "--anchors", kept.toString()))
                .first()
                .asString()
                .startsWith("ANCHOR_DIFFERS 151 ")
                .contains("2026-07-07");
    }

    @Test
    void whereThereIsNoLedgerNothingIsCreated() throws Exception {
        try (HubProcess verifying = verify()) {
            assertThat(verifying.exitWithin(LONG_ENOUGH)).isEqualTo(2);
            assertThat(verifying.out()).isEmpty();
            assertThat(verifying.err())
                    .singleElement()
                    .asString()
                    .startsWith("无法核验: ")
                    .contains("--data");
        }
        try (var files = Files.list(data)) {
            assertThat(files).isEmpty();
        }
    }

    private List<String> verified(int exit, String... more) throws Exception {
        try (HubProcess verifying = verify(more)) {
            assertThat(verifying.exitWithin(LONG_ENOUGH)).isEqualTo(exit);
            assertThat(verifying.err()).isEmpty();
            return verifying.out();
        }
    }

    private HubProcess verify(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("verify-trace", "--data", data.toString()));
        arguments.addAll(List.of(more));
        return HubProcess.start(logs, arguments.toArray(String[]::new));
    }

    private void write() {
        try (Ledger ledger = open()) {
            for (int step = 0; step < STEPS; step++) {
                append(ledger, step);
            }
        }
    }

    private Ledger open() {
        return Ledger.open(
                LedgerSettings.embedded(data.resolve("ledger.db")),
                KeyRing.loadOrCreate(data.resolve("keys.yaml")),
                Clock.systemUTC());
    }

    private static void append(Ledger ledger, int number) {
        CaseNumber caseNo = CaseNumber.of(LocalDate.of(2026, 7, 7), Channel.HOTLINE, 1 + number / 4);
        Instant time = Instant.parse("2026-07-07T01:00:00Z").plusSeconds(number);
        StageRecord step = new StageRecord(
                caseNo,
                1 + number % 4,
                caseNo.task(1),
                "DISPATCH",
                "派遣",
                new StageRecord.Handling("CG", "王工", "已现场查看,井盖破损属实", null),
                time,
                time,
                new StageRecord.Actor("dept", "CG"),
                Level.D,
                new StageRecord.Move("PENDING_DISPATCH", "DISPATCHED"),
                false,
                null,
                "{}");
        ledger.write(entry -> {
                    entry.trace().append(step);
                    return true;
                })
                .join();
    }

    /** Somebody with the file but not the keys, who knows how to get past the triggers. */
    private void tamper(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("ledger.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TRIGGER trace_no_update");
            statement.execute("DROP TRIGGER trace_no_delete");
            for (String sql : statements) {
                assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
            }
        }
    }
}

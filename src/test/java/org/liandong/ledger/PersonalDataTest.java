package org.liandong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.liandong.cases.CaseNumber;

class PersonalDataTest {
    private static final String PHONE = "13912345678";
    private static final String PERSON = "{\"name\":\"欧阳建国\",\"phone\":\"" + PHONE + "\"}";
    private static final Charset GBK = Charset.forName("GBK");

    @EachDatabase
    void aPersonIsReadWithPurposeAndOnRecord(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            String ref = store(hub);
            assertThat(ref).matches("pii/[0-9a-f]{32}");
            assertThat(hub.write(entry -> entry.persons().open(ref, "坐席07", "回访联系诉求人"))
                            .orElseThrow())
                    .isEqualTo(PERSON);
            assertThatThrownBy(() -> hub.write(entry -> entry.persons().open(ref, "坐席07", " ")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("purpose");
            hub.reopen();
            assertThat(hub.view().persons().accesses(ref))
                    .containsExactly(new PersonVaultView.Access(ref, TestLedger.NOW, "READ", "坐席07", "回访联系诉求人"));
            assertThat(hub.view().persons().byPhone(PHONE)).containsExactly(ref);
            assertThat(hub.view().persons().byPhone("13912345679")).isEmpty();
        }
    }

    @EachDatabase
    void erasingAPersonLeavesCaseAndChainWhole(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            String ref = store(hub);
            CaseNumber caseNo = Samples.caseNo(1);
            hub.write(entry -> {
                entry.cases().store(Samples.pending(caseNo), 0);
                return entry.trace().append(Samples.step(caseNo, 1, "REPORT"));
            });

            assertThat(hub.<Boolean>write(entry -> entry.persons().erase(ref, "保密员", "保存期满")))
                    .isTrue();
            assertThat(hub.<Boolean>write(entry -> entry.persons().erase(ref, "保密员", "保存期满")))
                    .isFalse();

            assertThat(hub.write(entry -> entry.persons().open(ref, "坐席07", "回访"))
                            .isPresent())
                    .isFalse();
            assertThat(hub.view().persons().byPhone(PHONE)).isEmpty();
            assertThat(hub.view().persons().accesses(ref))
                    .extracting(PersonVaultView.Access::action)
                    .containsExactly("ERASE", "ERASE", "READ");
            assertThat(hub.view().cases().load(caseNo)).isPresent();
            assertThat(hub.ledger().verifyTrace().isWhole()).isTrue();
        }
    }

    @EachDatabase
    void theRecordOfAccessesCannotBeAltered(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            String ref = store(hub);
            hub.write(entry -> entry.persons().open(ref, "坐席07", "回访"));
            assertThatThrownBy(() -> hub.write(entry -> entry.sql.update("DELETE FROM person_audit")))
                    .hasMessageContaining("只可追加");
        }
    }

    @EachDatabase
    void aRawMessageIsGivenBackExactlyAsItCame(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            byte[] bytes = ("<tel>" + PHONE + "</tel><xm>欧阳建国</xm>\0").getBytes(GBK);
            RawMessage message = new RawMessage("NJ12345", "12345-legacy/orders", Samples.MORNING, "text/xml", "GBK");
            SealedRaw sealed = hub.ledger().seal(message, bytes);
            String first = hub.write(entry -> entry.raw().add(sealed));
            String second = hub.write(entry -> entry.raw().add(hub.ledger().seal(message, new byte[0])));
            String nextDay = hub.write(entry -> entry.raw()
                    .add(hub.ledger()
                            .seal(
                                    new RawMessage(
                                            "NJ12345",
                                            "12345-legacy/orders",
                                            Samples.MORNING.plusSeconds(57_600),
                                            null,
                                            null),
                                    new byte[] {1})));

            assertThat(List.of(first, second, nextDay))
                    .containsExactly("raw/2026/07/07/000001", "raw/2026/07/07/000002", "raw/2026/07/08/000001");
            hub.reopen();
            assertThat(hub.view().raw().bytes(first))
                    .hasValueSatisfying(back -> assertThat(back).isEqualTo(bytes));
            assertThat(hub.view().raw().bytes(second))
                    .hasValueSatisfying(back -> assertThat(back).isEmpty());
            assertThat(hub.view().raw().find(first))
                    .contains(new RawMessage.Kept(first, message, bytes.length, sealed.digest(), false));
            assertThat(hub.view().raw().bytes("raw/2026/07/07/000003")).isEmpty();

            assertThat(hub.<Boolean>write(entry -> entry.raw().erase(first))).isTrue();
            assertThat(hub.view().raw().bytes(first)).isEmpty();
            assertThat(hub.view().raw().find(first))
                    .contains(new RawMessage.Kept(first, message, bytes.length, sealed.digest(), true));
        }
    }

    @Test
    void whoACitizenIsStandsNowhereInTheFilesInTheClear() throws IOException, SQLException {
        try (TestLedger hub = TestLedger.on(TestDatabase.SQLITE)) {
            String ref = store(hub);
            RawMessage message = new RawMessage("NJ12345", "12345-legacy/orders", Samples.MORNING, "text/xml", "GBK");
            SealedRaw raw = hub.ledger().seal(message, PERSON.getBytes(GBK));
            hub.write(entry -> entry.raw().add(raw));
            hub.write(entry -> entry.persons().open(ref, "坐席07", "回访"));
            hub.write(entry -> entry.inbox().add(Samples.order("GD-FIND-ME")));
            hub.close();
            checkpoint(hub.settings());

            int hits = 0;
            Path folder = TestDatabase.file(hub.settings()).toAbsolutePath().getParent();
            try (DirectoryStream<Path> files = Files.newDirectoryStream(Objects.requireNonNull(folder))) {
                for (Path file : files) {
                    byte[] bytes = Files.readAllBytes(file);
                    assertThat(contains(bytes, PHONE, StandardCharsets.UTF_8))
                            .as(file.toString())
                            .isFalse();
                    assertThat(contains(bytes, "欧阳建国", StandardCharsets.UTF_8))
                            .as(file.toString())
                            .isFalse();
                    assertThat(contains(bytes, "欧阳建国", GBK)).as(file.toString()).isFalse();
                    hits += contains(bytes, "GD-FIND-ME", StandardCharsets.UTF_8) ? 1 : 0;
                }
            }
            // the search does find what is there in the clear
            assertThat(hits).isPositive();
        }
    }

    private static String store(TestLedger hub) {
        SealedPerson person = hub.ledger().seal(PERSON, List.of(PHONE, PHONE));
        return hub.write(entry -> entry.persons().store(person, Samples.caseNo(1)));
    }

    private static void checkpoint(LedgerSettings settings) throws SQLException {
        try (Connection connection = DriverManager.getConnection(settings.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    private static boolean contains(byte[] bytes, String text, Charset charset) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .contains(new String(text.getBytes(charset), StandardCharsets.ISO_8859_1));
    }
}

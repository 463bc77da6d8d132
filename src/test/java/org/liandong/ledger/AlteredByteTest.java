package org.liandong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Level;
import org.liandong.ledger.ChainReport.Finding;

/** One byte altered, wherever in the trace, is found and its step named. {@code -Dflips} says in how many places of the file. */
class AlteredByteTest {
    private static final int STEPS = 120;
    /** So many that by lot enough of the altered bytes of a file are the trace's. */
    private static final int STEPS_OF_A_FILE = 360;

    private static final int TRIES = 3;
    private static final String ROW = " by its number";
    private static final List<String> COLUMNS =
            Stream.concat(Chain.COLUMNS.stream(), Stream.of("hash")).toList();

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @EachDatabase
    void inAnyColumnOfAnyStep(TestDatabase database) throws SQLException {
        System.out.println("seed " + seed);
        LedgerSettings settings = filled(database, STEPS);
        try (Connection connection = DriverManager.getConnection(settings.jdbcUrl());
                Statement statement = connection.createStatement()) {
            for (String column : COLUMNS) {
                for (int i = 0; i < TRIES; i++) {
                    long seq = 1L + random.nextInt(STEPS);
                    statement.execute("CREATE TABLE kept AS SELECT * FROM trace WHERE seq = " + seq);
                    long place = alter(connection, column, seq);

                    assertThat(verified(settings).findings())
                            .as("%s of step %d, seed %d", column, seq, seed)
                            .extracting(Finding::seq)
                            .contains(seq);

                    statement.execute("DELETE FROM trace WHERE seq = " + place);
                    statement.execute("INSERT INTO trace SELECT * FROM kept");
                    statement.execute("DROP TABLE kept");
                }
            }
        }
        assertThat(verified(settings).findings()).isEmpty();
    }

    /** The form of a row and so its hash stay the same, but nobody who asks for the case would get the step. */
    @Test
    void aTextMadeBytesIsNamedToo() throws SQLException {
        LedgerSettings settings = filled(TestDatabase.SQLITE, STEPS);
        try (Connection connection = DriverManager.getConnection(settings.jdbcUrl());
                Statement statement = connection.createStatement()) {
            for (String column : COLUMNS.subList(2, COLUMNS.size())) {
                statement.execute("UPDATE trace SET %1$s = CAST(%1$s AS BLOB) WHERE seq = 7".formatted(column));
                assertThat(verified(settings).findings())
                        .as(column)
                        .extracting(Finding::kind, Finding::seq)
                        .contains(tuple(ChainReport.Kind.ALTERED, 7L));
                statement.execute("UPDATE trace SET %1$s = CAST(%1$s AS TEXT) WHERE seq = 7".formatted(column));
            }
        }
        assertThat(verified(settings).findings()).isEmpty();
    }

    /** Whatever a changed bit of the file changes in what anybody reads from the trace. */
    @Test
    void anywhereInTheFile() throws Exception {
        System.out.println("seed " + seed);
        int flips = Integer.getInteger("flips", 400);
        LedgerSettings settings = filled(TestDatabase.SQLITE, STEPS_OF_A_FILE);
        Path file = TestDatabase.file(settings);
        byte[] sound = Files.readAllBytes(file);
        Map<String, String> before = read(settings);
        int hits = 0;
        for (int flip = 0; flip < flips; flip++) {
            int place = random.nextInt(sound.length);
            byte[] altered = sound.clone();
            altered[place] ^= (byte) (1 << random.nextInt(8));
            replace(file, altered);
            Set<String> changed = changed(before, settings);
            if (!changed.isEmpty()) {
                hits++;
                assertFound(settings, changed, place);
            }
        }
        replace(file, sound);
        assertThat(verified(settings).findings()).isEmpty();
        System.out.printf("flips %d, of which %d altered the trace%n", flips, hits);
        assertThat(hits).as("altered steps, seed %d", seed).isGreaterThan(flips / 10);
    }

    private void assertFound(LedgerSettings settings, Set<String> changed, int place) {
        List<Long> steps = changed.stream()
                .filter(key -> key.endsWith(ROW))
                .map(key -> Long.valueOf(key.replace(ROW, "")))
                .toList();
        try {
            List<Finding> findings = verified(settings).findings();
            assertThat(findings).as("byte %d, seed %d", place, seed).isNotEmpty();
            if (steps.size() == 1) {
                assertThat(findings)
                        .as("byte %d, seed %d", place, seed)
                        .extracting(Finding::seq)
                        .contains(steps.get(0));
            }
        } catch (LedgerUnavailable said) {
            assertThat(said).hasMessageContaining("不能核验");
        }
    }

    private static LedgerSettings filled(TestDatabase database, int steps) {
        try (TestLedger hub = TestLedger.on(database)) {
            for (int i = 1; i <= steps; i++) {
                int number = i;
                hub.write(entry -> entry.trace().append(full(number)));
            }
            hub.tamper("DELETE FROM trace WHERE seq < 0");
            return hub.settings();
        }
    }

    /** A step in which nothing is left out. */
    private static StageRecord full(int number) {
        CaseNumber caseNo = Samples.caseNo(1 + number / 4);
        StageRecord step = Samples.step(caseNo, 1 + number % 4, "转派\uD83D\uDE97");
        return new StageRecord(
                step.caseNo(),
                step.caseSeq(),
                step.taskNo(),
                step.stage(),
                step.action(),
                new StageRecord.Handling("CG", "王工", "已现场查看, 井盖破损属实", "满意"),
                step.actionTime(),
                step.receivedAt(),
                step.actor(),
                Level.D,
                step.move(),
                number % 2 == 0,
                step.sourceMessage(),
                step.event());
    }

    private static ChainReport verified(LedgerSettings settings) {
        return Ledger.verifyTrace(settings, TestLedger.KEYS, List.of(), steps -> {});
    }

    /** @return number of the step afterwards */
    private long alter(Connection connection, String column, long seq) throws SQLException {
        Object value = value(connection, column, seq);
        while (true) {
            Object other =
                    value instanceof Number number ? altered(number.longValue(), column) : altered((String) value);
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE trace SET " + column + " = ? WHERE seq = ?")) {
                update.setObject(1, other);
                update.setLong(2, seq);
                update.executeUpdate();
                return column.equals("seq") ? (Long) other : seq;
            } catch (SQLException taken) {
                // another step has that number: a byte altered elsewhere will do
                assertThat(taken.getMessage()).containsIgnoringCase("unique");
            }
        }
    }

    private static Object value(Connection connection, String column, long seq) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + column + " FROM trace WHERE seq = " + seq)) {
            assertThat(row.next()).isTrue();
            @Nullable Object value = row.getObject(1);
            assertThat(value).as(column).isNotNull();
            return Objects.requireNonNull(value);
        }
    }

    private Object altered(long number, String column) {
        long other = number ^ (1L << random.nextInt(column.equals("implied") ? 31 : 63));
        return column.equals("implied") ? (Object) (int) other : (Object) other;
    }

    /** Another byte that leaves the text a text: PostgreSQL takes no other. */
    private String altered(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int place = random.nextInt(bytes.length);
        int old = bytes[place];
        do {
            boolean leads = (old & 0xC0) == 0xC0;
            bytes[place] = (byte) (old ^ (leads ? 1 : 1 << random.nextInt(6)));
        } while (bytes[place] == 0);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        for (String companion : List.of("-wal", "-shm")) {
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + companion));
        }
    }

    /** What is read row by row and what is read case by case. */
    private static Map<String, String> read(LedgerSettings settings) throws SQLException {
        String all = COLUMNS.stream()
                .map(column -> "typeof(%1$s) || hex(CAST(%1$s AS BLOB))".formatted(column))
                .collect(Collectors.joining(" || ' ' || "));
        Map<String, String> read = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(settings.jdbcUrl());
                Statement statement = connection.createStatement()) {
            add(statement, "SELECT seq || '%s', ".formatted(ROW) + all + " FROM trace ORDER BY seq", read);
            for (int number = 1; number <= STEPS_OF_A_FILE / 4 + 1; number++) {
                String caseNo = Samples.caseNo(number).value();
                add(
                        statement,
                        "SELECT seq || ' of its case', " + all + " FROM trace WHERE case_no = '" + caseNo
                                + "' ORDER BY case_seq",
                        read);
            }
        }
        return read;
    }

    private static void add(Statement statement, String question, Map<String, String> read) throws SQLException {
        try (ResultSet rows = statement.executeQuery(question)) {
            while (rows.next()) {
                read.merge(rows.getString(1), rows.getString(2), (one, other) -> one + other);
            }
        }
    }

    /** What reads otherwise than before, or that nothing can be read. */
    private static Set<String> changed(Map<String, String> before, LedgerSettings settings) {
        try {
            Map<String, String> after = read(settings);
            return Stream.concat(before.keySet().stream(), after.keySet().stream())
                    .filter(key -> !Objects.equals(before.get(key), after.get(key)))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (SQLException unreadable) {
            return Set.of("unreadable");
        }
    }
}

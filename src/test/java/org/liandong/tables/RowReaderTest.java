package org.liandong.tables;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liandong.connectors.Rows;

/** A table whose department lets nobody mark rows: no row is lost, however late it becomes visible. */
class RowReaderTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Rows ROWS = new Rows(
            "GXSJ", "ID", Duration.ofSeconds(30), Duration.ofMinutes(30), Duration.ofDays(7), Optional.empty());

    private static final HikariDataSource POOL = new HikariDataSource();

    private static @Nullable EmbeddedPostgres server;

    private LocalDateTime now = LocalDateTime.parse("2026-07-06T12:00:00");
    private RowReader reader = reader(null);

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = EmbeddedPostgres.builder()
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .start();
        POOL.setDataSource(server().getPostgresDatabase());
        run("CREATE TABLE FEEDBACK (ID INT, GXSJ TIMESTAMP(3), CZLX CHAR(4))");
    }

    @AfterAll
    static void stop() throws IOException {
        POOL.close();
        server().close();
    }

    @BeforeEach
    void empty() throws SQLException {
        run("DELETE FROM FEEDBACK");
    }

    @Test
    void rowsComeInTheOrderOfTheirTime() throws SQLException {
        insert(3, "2026-07-06 11:50:00");
        insert(1, "2026-07-06 11:58:00");
        insert(2, "2026-07-06 11:50:00");
        assertThat(look()).containsExactly(2, 3, 1);
        assertThat(look()).isEmpty();
    }

    @Test
    void aRowCommittedLateIsTakenAlthoughLaterOnesWereSeen() throws SQLException {
        assertThat(look()).isEmpty();
        try (Connection slow = connect();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("INSERT INTO FEEDBACK VALUES (55089, '2026-07-06 12:01:00', 'QS')");
            insert(55090, "2026-07-06 12:06:00");
            later(10);
            assertThat(look()).containsExactly(55090);
            slow.commit();
        }
        assertThat(look()).containsExactly(55089);
    }

    @Test
    void aRowCommittedAfterHoursIsFoundByTheFarLook() throws SQLException {
        assertThat(look()).isEmpty();
        try (Connection slow = connect();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("INSERT INTO FEEDBACK VALUES (1, '2026-07-06 12:01:00', 'QS')");
            later(600);
            insert(2, "2026-07-06 21:59:00");
            assertThat(look()).containsExactly(2);
            slow.commit();
        }
        later(61);
        assertThat(look()).containsExactly(1);
    }

    @Test
    void aSmallNumberUnderANewTimeIsTaken() throws SQLException {
        insert(55_101, "2026-07-06 11:59:00");
        assertThat(look()).containsExactly(55_101);
        later(5);
        insert(55_090, "2026-07-06 12:04:00");
        assertThat(look()).containsExactly(55_090);
    }

    @Test
    void aRowRewrittenUnderANewTimeIsAnother() throws SQLException {
        insert(1, "2026-07-06 11:59:00");
        assertThat(look()).containsExactly(1);
        run("UPDATE FEEDBACK SET GXSJ = '2026-07-06 12:00:00' WHERE ID = 1");
        assertThat(look()).containsExactly(1);
    }

    @Test
    void aRowDatedTomorrowHidesNoneOfToday() throws SQLException {
        insert(1, "2026-07-07 12:00:00");
        assertThat(look()).containsExactly(1);
        later(40);
        insert(2, "2026-07-06 12:35:00");
        assertThat(look()).containsExactly(2);
    }

    @Test
    void aRowWithoutATimeIsTakenOnce() throws SQLException {
        run("INSERT INTO FEEDBACK VALUES (1, NULL, 'QS')");
        assertThat(look()).containsExactly(1);
        later(5);
        assertThat(look()).isEmpty();
    }

    @Test
    void afterARestartItGoesOnWhereTheLedgerStopped() throws SQLException {
        insert(1, "2026-06-20 12:00:00");
        insert(2, "2026-06-28 12:00:00");
        reader = reader("2026-06-30T12:00:00");
        // what is older than the far look before the last message was taken then
        assertThat(look()).containsExactly(2);
    }

    @Test
    void whatCouldNotBeRegisteredComesAgain() throws SQLException {
        insert(1, "2026-07-06 11:59:00");
        insert(2, "2026-07-06 11:59:30");
        List<Row> found = reader.next();
        reader.taken(found.get(0), null);
        reader.restart();
        assertThat(look()).containsExactly(2);
    }

    @Test
    void moreRowsThanOneBatchAreTakenOneBatchAfterAnother() throws SQLException {
        run("INSERT INTO FEEDBACK SELECT n, timestamp '2026-07-06 11:00:00' + n * interval '1 second', 'QS'"
                + " FROM generate_series(1, 1200) n");
        List<Integer> all = new ArrayList<>();
        for (List<Integer> batch = look(); !batch.isEmpty(); batch = look()) {
            all.addAll(batch);
        }
        assertThat(all).hasSize(1_200).isSorted();
    }

    @Test
    void aFixedWidthColumnLosesItsBlanks() throws SQLException {
        insert(1, "2026-07-06 11:59:00");
        assertThat(reader.next().get(0).columns().toString())
                .isEqualTo("{\"ID\":1,\"GXSJ\":\"2026-07-06 11:59:00\",\"CZLX\":\"QS\"}");
    }

    /** Takes all that is found. */
    private List<Integer> look() throws SQLException {
        List<Row> found = reader.next();
        for (Row row : found) {
            reader.taken(row, null);
        }
        return found.stream().map(row -> (Integer) row.id()).toList();
    }

    private void later(int minutes) {
        now = now.plusMinutes(minutes);
    }

    private RowReader reader(@Nullable String last) {
        return new RowReader(
                new ExchangeDatabase(POOL, Duration.ofSeconds(5)),
                "FEEDBACK",
                ROWS,
                () -> now.atZone(ZONE).toInstant(),
                ZONE,
                () -> Optional.ofNullable(last)
                        .map(text -> LocalDateTime.parse(text).atZone(ZONE).toInstant()));
    }

    private static void insert(int id, String time) throws SQLException {
        run("INSERT INTO FEEDBACK VALUES (%d, '%s', 'QS')".formatted(id, time));
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect() throws SQLException {
        return server().getPostgresDatabase().getConnection();
    }

    private static EmbeddedPostgres server() {
        return java.util.Objects.requireNonNull(server);
    }
}

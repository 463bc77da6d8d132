package org.liandong.tables;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows reach a department's table in spite of what becomes of its server. */
class RowWriterTest {
    private static final String DATABASE = "mem:exchange;DB_CLOSE_DELAY=-1";

    private final HikariDataSource pool = new HikariDataSource();
    private final RowWriter writer =
            new RowWriter(new ExchangeDatabase(pool, Duration.ofSeconds(5)), List.of("TASK_NO"));
    private Server server = new Server();

    @BeforeEach
    void serve() throws SQLException {
        say("CREATE TABLE OUT_TASKS (TASK_NO VARCHAR(32) PRIMARY KEY, BT VARCHAR(20))");
        server = Server.createTcpServer("-tcpPort", "0").start();
        pool.setJdbcUrl("jdbc:h2:tcp://127.0.0.1:%d/%s".formatted(server.getPort(), DATABASE));
        pool.setMaximumPoolSize(1);
    }

    @AfterEach
    void end() throws SQLException {
        pool.close();
        server.stop();
        say("SHUTDOWN");
    }

    private static void say(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:" + DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static ObjectNode row(String taskNo) {
        return JsonNodeFactory.instance.objectNode().put("TASK_NO", taskNo).put("BT", "路灯不亮");
    }

    private String written(String taskNo) throws SQLException {
        return writer.write("OUT_TASKS", row(taskNo)).path("result").asText();
    }

    /** The hub asks again about what may be there or not. */
    private String tried(String taskNo) {
        try {
            return written(taskNo);
        } catch (SQLException e) {
            return "UNKNOWN";
        }
    }

    @Test
    void aConnectionThatHasFailedIsNotUsedAgainHoweverSoonTheNextRowComes() throws SQLException {
        assertThat(written("JN20260706010176503-01")).isEqualTo("DELIVERED");
        int port = server.getPort();
        server.stop();
        server = Server.createTcpServer("-tcpPort", Integer.toString(port)).start();

        // within the half second in which the pool takes a connection for alive
        assertThat(tried("JN20260706010176503-02")).isIn("RETRY", "UNKNOWN");
        assertThat(written("JN20260706010176503-02")).isEqualTo("DELIVERED");
    }

    @Test
    void aRowIsThereOnceHoweverOftenItIsWritten() throws SQLException {
        assertThat(written("JN20260706010176503-01")).isEqualTo("DELIVERED");

        ObjectNode answer = writer.write("OUT_TASKS", row("JN20260706010176503-01"));

        assertThat(answer.path("result").asText()).isEqualTo("DELIVERED");
        assertThat(answer.path("message").asText()).isEqualTo("该行已在表中");
    }

    @Test
    void whatDoesNotFitIsRefusedWithTheColumnsName() throws SQLException {
        ObjectNode answer = writer.write("OUT_TASKS", row("1").put("BT", "字".repeat(21)));

        assertThat(answer.path("result").asText()).isEqualTo("REFUSED");
        assertThat(answer.path("message").asText()).contains("BT", "最多20字");
    }
}

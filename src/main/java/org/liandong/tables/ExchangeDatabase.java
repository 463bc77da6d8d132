package org.liandong.tables;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A system's exchange database. Safe for any thread.
 *
 * @param answer that a statement may take
 */
record ExchangeDatabase(HikariDataSource source, Duration answer) {
    private static final Logger LOG = LoggerFactory.getLogger(ExchangeDatabase.class);
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** A connection that is given up when the other end falls silent: a statement's own limit needs an answer to work. */
    Connection open() throws SQLException {
        Connection connection = source.getConnection();
        try {
            connection.setNetworkTimeout(
                    Runnable::run, Math.toIntExact(answer.plus(GRACE).toMillis()));
        } catch (SQLException e) {
            LOG.debug("驱动不支持网络超时", e);
        }
        return connection;
    }

    /** Something failed on it, so it may be broken in a way that its driver does not tell the pool: nobody gets it again. */
    void giveUp(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("断开的连接未能正常关闭", e);
        }
        source.evictConnection(connection);
    }

    /** In whole seconds, as statements take it. */
    int seconds() {
        return Math.toIntExact(Math.max(1, answer.toSeconds()));
    }
}

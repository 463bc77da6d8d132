package org.liandong.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.liandong.casework.Flow;

/**
 * All the way: push, department, signed, done, channel told, resident asked, closed, channel told, evaluated. What is counted
 * is the hub's own tally of evaluated cases, from the first push until the last of them.
 */
final class WholeLoop {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Stretch stretch;

    WholeLoop(Stretch stretch) {
        this.stretch = stretch;
    }

    /** @param time for which cases are pushed; it takes longer until the last is evaluated */
    void measure(Figures figures, Duration time) throws IOException, InterruptedException, SQLException {
        // the way back is not warm yet
        stretch.wholeLoop(time.dividedBy(2));
        long closed = stretch.hotline().closed();
        long evaluated = awaitEvaluated(closed);
        long start = System.nanoTime();
        stretch.wholeLoop(time);
        long count = awaitEvaluated(evaluated + stretch.hotline().closed() - closed) - evaluated;
        double seconds = (System.nanoTime() - start) / 1e9;
        figures.say("全程闭环: %d件办到考评, 用时%.1f秒".formatted(count, seconds));
        figures.value("loop-cases-per-second", count / seconds);
    }

    /** The letter that closes a case goes to the channel and to evaluation side by side. */
    private long awaitEvaluated(long expected) throws SQLException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (Connection ledger =
                DriverManager.getConnection("jdbc:sqlite:" + stretch.site().ledger())) {
            long evaluated = evaluated(ledger);
            while (evaluated < expected) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("一分钟后考评只有%d件, 应有%d件".formatted(evaluated, expected));
                }
                TimeUnit.MILLISECONDS.sleep(20);
                evaluated = evaluated(ledger);
            }
            return evaluated;
        }
    }

    private static long evaluated(Connection ledger) throws SQLException {
        try (Statement statement = ledger.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT value FROM tally WHERE name = '" + Flow.EVALUATED.tally() + "'")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}

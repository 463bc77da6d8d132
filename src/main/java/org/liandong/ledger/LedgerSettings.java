package org.liandong.ledger;

import java.nio.file.Path;

/**
 * Where the ledger is and how hard it may work.
 *
 * @param jdbcUrl {@code jdbc:sqlite:<file>} or {@code jdbc:postgresql:...}
 * @param user empty for SQLite
 * @param password empty for SQLite
 * @param maxBatch how many waiting units of work one commit may cover
 * @param maxWaiting how many may wait; one more is refused with {@link LedgerUnavailable}
 * @param readers connections for reading
 */
public record LedgerSettings(String jdbcUrl, String user, String password, int maxBatch, int maxWaiting, int readers) {
    private static final int MAX_BATCH = 256;
    private static final int MAX_WAITING = 8192;

    /** @throws IllegalArgumentException if the address names no supported database or a number is not positive */
    public LedgerSettings {
        if (!jdbcUrl.startsWith("jdbc:sqlite:") && !jdbcUrl.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("jdbcUrl须以jdbc:sqlite:或jdbc:postgresql:开头: "
                    + jdbcUrl.replaceAll("password=[^&]*", "password=***"));
        }
        if (maxBatch < 1 || maxWaiting < 1 || readers < 1) {
            throw new IllegalArgumentException("maxBatch、maxWaiting、readers都须大于0");
        }
    }

    /** A ledger in one file, the default where no database server is wanted. */
    public static LedgerSettings embedded(Path file) {
        return new LedgerSettings("jdbc:sqlite:" + file.toAbsolutePath(), "", "", MAX_BATCH, MAX_WAITING, 4);
    }

    /** A ledger on a database server. */
    public static LedgerSettings server(String jdbcUrl, String user, String password) {
        return new LedgerSettings(jdbcUrl, user, password, MAX_BATCH, MAX_WAITING, 8);
    }

    boolean isSqlite() {
        return jdbcUrl.startsWith("jdbc:sqlite:");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "LedgerSettings[%s, maxBatch=%d, maxWaiting=%d, readers=%d]"
                .formatted(place(), maxBatch, maxWaiting, readers);
    }

    /** The address without its parameters, which may hold secrets. */
    String place() {
        int parameters = jdbcUrl.indexOf('?');
        return parameters < 0 ? jdbcUrl : jdbcUrl.substring(0, parameters);
    }
}

package org.liandong.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.liandong.ledger.ChainReport.Kind;
import org.liandong.security.crypto.KeyRing;

/**
 * Goes through the chain, stretches of it side by side, and joins them in order. What the hub writes meanwhile is left for the
 * next time. No transaction lasts longer than a stretch, so a hub at work can keep its log short.
 */
final class ChainVerifier {
    private static final int MOST_THREADS = 4;
    /** Rows: enough that connecting costs nothing beside it, and a second or less of work. */
    private static final long SHORTEST_STRETCH = 50_000;

    private static final int MOST_STRETCHES = 2_000;

    private final LedgerSettings settings;
    private final @Nullable KeyRing keys;
    private final List<Anchor> anchors;
    private final long shortest;
    private final Findings findings = new Findings();

    /** @param keys without them the seal on the chain's end is not checked */
    ChainVerifier(LedgerSettings settings, @Nullable KeyRing keys, List<Anchor> anchors) {
        this(settings, keys, anchors, SHORTEST_STRETCH);
    }

    /** @param shortest how many rows a stretch has at least */
    ChainVerifier(LedgerSettings settings, @Nullable KeyRing keys, List<Anchor> anchors, long shortest) {
        this.settings = settings;
        this.keys = keys;
        this.anchors = anchors;
        this.shortest = shortest;
    }

    /** @param progress told now and then how many steps were verified */
    ChainReport verify(LongConsumer progress) {
        long began = System.nanoTime();
        try (Connection connection = Database.connectToRead(settings);
                Sql sql = new Sql(connection)) {
            SealedEnd end = SealedEnd.read(sql);
            long lastSeq = sql.number("SELECT max(seq) FROM trace");
            sql.list("SELECT seq FROM trace WHERE seq < 1 ORDER BY seq", row -> row.getLong(1))
                    .forEach(seq -> findings.add(Kind.ADDED, seq, "第%d步不是枢纽所写: 序号从1开始".formatted(seq)));
            connection.commit();
            long strangers = findings.list().size();
            Walk walk = walk(lastSeq, progress);
            if (keys != null) {
                checkEnd(end, walk.last(), keys);
            }
            List<Anchor> agreeing = new AnchorCheck(sql, walk.last().seq()).agreeing(anchors, findings);
            ChainReport report = new ChainReport(
                    strangers + walk.steps(),
                    walk.last().seq(),
                    new MovedSteps(sql).name(findings.list()),
                    findings.isComplete(),
                    keys != null,
                    agreeing,
                    Duration.ofNanos(System.nanoTime() - began));
            connection.commit();
            return report;
        } catch (SQLException | LedgerFailure e) {
            throw new LedgerUnavailable("办件运行库暂不能核验: " + e.getMessage(), e);
        }
    }

    /** The chain gone through. */
    private record Walk(long steps, ChainLink last) {}

    private Walk walk(long lastSeq, LongConsumer progress) throws SQLException {
        // a forged number as last makes the stretches long, not many
        long length = Math.max(shortest, lastSeq / MOST_STRETCHES + 1);
        int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        ExecutorService pool = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "trace-verifier");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<ChainStretch>> stretches = new ArrayList<>();
            for (long from = 0; from < lastSeq; from = end(from, length, lastSeq)) {
                long after = from;
                stretches.add(pool.submit(() -> stretch(after, end(after, length, lastSeq))));
            }
            Future<List<String>> indexes = pool.submit(this::brokenIndexes);
            long steps = 0;
            ChainLink last = ChainLink.GENESIS;
            for (Future<ChainStretch> future : stretches) {
                ChainStretch stretch = done(future);
                last = stretch.join(last, findings);
                steps += stretch.steps();
                progress.accept(steps);
            }
            done(indexes).forEach(problem -> findings.add(Kind.INDEX_DIFFERS, 0, "留痕表与其索引不一致: " + problem));
            return new Walk(steps, last);
        } finally {
            pool.shutdownNow();
        }
    }

    private static long end(long from, long length, long lastSeq) {
        return lastSeq - from > length ? from + length : lastSeq;
    }

    private ChainStretch stretch(long from, long to) throws SQLException {
        try (Connection connection = Database.connectToRead(settings)) {
            ChainStretch stretch = ChainStretch.read(connection, settings.isSqlite(), from, to);
            connection.commit();
            return stretch;
        }
    }

    /**
     * What is in the rows may still be withheld from whoever asks for one case: he is answered by an index. PostgreSQL's are
     * not looked at; its own amcheck does that.
     */
    private List<String> brokenIndexes() throws SQLException {
        if (!settings.isSqlite()) {
            return List.of();
        }
        try (Connection connection = Database.connectToRead(settings);
                Sql sql = new Sql(connection)) {
            List<String> problems = sql.list("PRAGMA integrity_check(trace)", row -> row.getString(1));
            connection.commit();
            return problems.equals(List.of("ok")) ? List.of() : problems;
        }
    }

    private static <T> T done(Future<T> work) throws SQLException {
        try {
            return work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException reason) {
                throw reason;
            }
            if (e.getCause() instanceof LedgerFailure reason) {
                throw reason;
            }
            throw new IllegalStateException("核验中断", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerUnavailable("核验中断", e);
        }
    }

    private void checkEnd(SealedEnd end, ChainLink last, KeyRing ring) {
        if (!end.isSealedBy(ring)) {
            findings.add(Kind.SEAL_BROKEN, end.seq(), "链尾印记(第%d步)不是本枢纽密钥所盖".formatted(end.seq()));
        } else if (end.seq() > last.seq()) {
            findings.add(Kind.CUT_OFF, last.seq() + 1, "第%d至%d步被截去".formatted(last.seq() + 1, end.seq()));
        } else if (end.seq() < last.seq()) {
            findings.add(Kind.ADDED, end.seq() + 1, "第%d至%d步不是枢纽所写".formatted(end.seq() + 1, last.seq()));
        } else if (!last.altered() && !last.hasHash(end.hash())) {
            findings.add(Kind.REWRITTEN, last.seq(), "第%d步与链尾印记不符: 连同哈希被改写".formatted(last.seq()));
        }
    }
}

package org.liandong.ledger;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liandong.security.crypto.KeyRing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that writes for all. Whatever waits goes into one transaction, each unit of work behind its own savepoint, so
 * the cost of a disk sync is shared and a unit that fails takes nobody along. An answer leaves only after the commit.
 */
final class Writer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    private final AtomicLong commits = new AtomicLong();
    private final Database database;
    private final KeyRing keys;
    private final Clock clock;
    private final int maxBatch;
    private final BlockingQueue<Unit<?>> waiting;
    private final Thread thread;
    // callers may wait for another write inside a callback: this pool grows while its threads wait, a fixed one would
    // stall
    private final ForkJoinPool answers =
            new ForkJoinPool(2, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, true);
    private volatile boolean closing;
    private @Nullable Session session;

    Writer(Database database, LedgerSettings settings, KeyRing keys, Clock clock) {
        this.database = database;
        this.keys = keys;
        this.clock = clock;
        this.maxBatch = settings.maxBatch();
        this.waiting = new ArrayBlockingQueue<>(settings.maxWaiting());
        this.thread = new Thread(this::work, "ledger-writer");
    }

    void start() {
        thread.start();
    }

    <T> CompletableFuture<T> write(Function<Entry, T> work) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("正在写入的工作不能再发起另一次写入: 请在同一次写入里一并完成");
        }
        if (closing) {
            return CompletableFuture.failedFuture(new LedgerUnavailable("办件运行库已关闭, 未写入"));
        }
        Unit<T> unit = new Unit<>(work);
        if (!waiting.offer(unit)) {
            return CompletableFuture.failedFuture(
                    new LedgerUnavailable("办件运行库排队已满(%d件), 未写入, 请稍后重发".formatted(waiting.size())));
        }
        if (closing && waiting.remove(unit)) {
            return CompletableFuture.failedFuture(new LedgerUnavailable("办件运行库已关闭, 未写入"));
        }
        return unit.answer;
    }

    int waiting() {
        return waiting.size();
    }

    /** Writes what waits, then stops. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        answers.shutdown();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** How often something has been committed since the start. */
    long commits() {
        return commits.get();
    }

    private void work() {
        List<Unit<?>> batch = new ArrayList<>(maxBatch);
        while (!closing || !waiting.isEmpty()) {
            Unit<?> first = next();
            if (first != null) {
                batch.add(first);
                waiting.drainTo(batch, maxBatch - 1);
                commit(batch);
                batch.clear();
            }
        }
        drop();
    }

    private @Nullable Unit<?> next() {
        try {
            return waiting.poll(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException closingBegins) {
            return null;
        }
    }

    private void commit(List<Unit<?>> batch) {
        try {
            Session current = session();
            current.begin();
            for (Unit<?> unit : batch) {
                unit.run(current, batch.size() == 1);
            }
            current.commit();
            commits.incrementAndGet();
        } catch (SQLException | RuntimeException e) {
            LOG.error("办件运行库未能提交{}件写入, 将重新连接: {}", batch.size(), e.getMessage());
            drop();
            LedgerUnavailable unavailable = e instanceof LedgerUnavailable known
                    ? known
                    : new LedgerUnavailable("办件运行库未能确认写入, 请用同一幂等键重发: " + e.getMessage(), e);
            batch.forEach(unit -> unit.fail(unavailable));
        }
        batch.forEach(unit -> unit.answer(answers));
    }

    private Session session() throws SQLException {
        Session current = session;
        if (current == null) {
            current = new Session(database.connectWriter(), keys, clock);
            session = current;
        }
        return current;
    }

    private void drop() {
        Session current = session;
        session = null;
        if (current != null) {
            try {
                current.close();
            } catch (SQLException e) {
                LOG.debug("断开的连接未能正常关闭", e);
            }
        }
    }

    /** One unit of work and its promise. */
    private static final class Unit<T> {
        private final Function<Entry, T> work;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private @Nullable T result;
        private @Nullable Throwable failure;

        Unit(Function<Entry, T> work) {
            this.work = work;
        }

        /** @throws SQLException if the transaction itself is beyond saving */
        void run(Session session, boolean alone) throws SQLException {
            try {
                result = alone ? session.runAlone(work) : session.runAmongOthers(work);
            } catch (SQLException e) {
                throw e;
            } catch (Throwable e) {
                failure = e;
            }
        }

        /**
         * The commit failed: so did the unit, unless it had failed before for a reason of its own. A statement that failed
         * is none: it was the first to meet the database that is gone.
         */
        void fail(LedgerUnavailable reason) {
            if (failure == null || failure.getCause() instanceof SQLException) {
                failure = reason;
            }
        }

        void answer(ForkJoinPool pool) {
            pool.execute(this::answerNow);
        }

        @SuppressWarnings("NullAway") // a result may be null exactly where the work's own type says so
        private void answerNow() {
            if (failure == null) {
                answer.complete(result);
            } else {
                answer.completeExceptionally(failure);
            }
        }
    }
}

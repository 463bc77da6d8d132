package org.liandong.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.liandong.security.crypto.KeyRing;

/**
 * The ledger (办件运行库). Many may read; all writes go through one thread that lets whatever waits share a commit.
 *
 * <p>A write is answered only after the commit that covers it: who has the answer has it for good. Safe for any
 * thread, but a unit of work cannot write through here, being itself in the writer's hands.
 */
public final class Ledger implements AutoCloseable {
    private final LedgerSettings settings;
    private final Database database;
    private final KeyRing keys;
    private final Writer writer;

    private Ledger(LedgerSettings settings, Database database, KeyRing keys, Writer writer) {
        this.settings = settings;
        this.database = database;
        this.keys = keys;
        this.writer = writer;
    }

    /**
     * Opens the ledger, creating or updating its tables.
     *
     * @param clock for what the ledger itself notes down; what happened when in a case is for callers to say
     * @throws LedgerUnavailable if it cannot be reached, or another hub writes there
     * @throws org.liandong.security.crypto.WrongKey if it was written with other keys
     */
    public static Ledger open(LedgerSettings settings, KeyRing keys, Clock clock) {
        Database database = Database.open(settings);
        Writer writer = new Writer(database, settings, keys, clock);
        writer.start();
        Ledger ledger = new Ledger(settings, database, keys, writer);
        try {
            ledger.write(entry -> {
                        KeyCheck.verify(entry.sql, keys);
                        return true;
                    })
                    .join();
            return ledger;
        } catch (CompletionException e) {
            ledger.close();
            if (e.getCause() instanceof RuntimeException reason) {
                throw reason;
            }
            throw e;
        }
    }

    /**
     * Runs the work in a transaction, sharing it with others, and answers after the commit. If the work throws, nothing of it
     * stays and the answer fails with what it threw; the others of the transaction are not touched. If the commit fails, the
     * answer fails with {@link LedgerUnavailable}.
     *
     * <p>The work must be quick and must not call out: everybody waits for it. What is chained to the answer runs in threads
     * of the ledger's own, a few at a time: chain further writes rather than wait for them there.
     *
     * @throws IllegalStateException if called by a unit of work
     */
    public <T extends @Nullable Object> CompletableFuture<T> write(Function<Entry, T> work) {
        return writer.write(work);
    }

    /**
     * Answers from one unchanging state of the ledger, in the caller's thread.
     *
     * @throws LedgerUnavailable if the database cannot be reached
     */
    public <T extends @Nullable Object> T read(Function<View, T> question) {
        return database.read(sql -> question.apply(new View(sql, keys)));
    }

    /** Digests and encrypts a message's bytes, for {@link RawMessages#add}. */
    public SealedRaw seal(RawMessage message, byte[] bytes) {
        return new SealedRaw(keys, message, bytes);
    }

    /** Encrypts what went out and came back, for {@link Exchanges#keep}. */
    public SealedExchange seal(Exchange exchange) {
        return new SealedExchange(keys, exchange);
    }

    /**
     * Encrypts a person's data, for {@link PersonVault#store}.
     *
     * @param json all of it
     * @param phones the person is to be found by, normalised as reference §2.6 says
     */
    public SealedPerson seal(String json, List<String> phones) {
        return new SealedPerson(keys, json, phones);
    }

    /** Goes through the whole chain and names what is altered, missing, moved or added. */
    public ChainReport verifyTrace() {
        return new ChainVerifier(settings, keys, List.of()).verify(steps -> {});
    }

    /**
     * The same for a ledger that this process has not opened: beside a hub that writes there or without one, changing
     * nothing.
     *
     * @param keys null for somebody who has not got them: then only the anchors prove the end
     * @param anchors what the chain is compared with, earliest first
     * @param progress told now and then how many steps were verified
     * @throws LedgerUnavailable if there is no ledger or it cannot be reached
     */
    public static ChainReport verifyTrace(
            LedgerSettings settings, @Nullable KeyRing keys, List<Anchor> anchors, LongConsumer progress) {
        return new ChainVerifier(settings, keys, anchors).verify(progress);
    }

    /**
     * Answers from a ledger that this process has not opened: beside a hub that writes there or without one, changing nothing.
     *
     * @throws LedgerUnavailable if there is no ledger or it cannot be reached
     */
    public static <T extends @Nullable Object> T look(
            LedgerSettings settings, KeyRing keys, Function<View, T> question) {
        try (Connection connection = Database.connectToRead(settings);
                Sql sql = new Sql(connection)) {
            T answer = question.apply(new View(sql, keys));
            connection.commit();
            return answer;
        } catch (SQLException e) {
            throw new LedgerUnavailable("办件运行库%s读不了: %s".formatted(settings.place(), e.getMessage()), e);
        }
    }

    /**
     * Where the chain stands now.
     *
     * @param date the day the anchor is for
     * @throws LedgerFailure if the end is not the sealed one: an anchor must not vouch for what somebody else wrote
     */
    public Anchor anchor(LocalDate date, Instant now) {
        return database.read(sql -> {
            SealedEnd end = SealedEnd.read(sql);
            Anchor anchor = new Anchor(date, end.seq(), end.hash(), now);
            if (!end.isSealedBy(keys) || !new AnchorCheck(sql, end.seq()).agrees(anchor)) {
                throw new LedgerFailure("链尾(第%d步)与印记不符, 不出锚点; 请运行 verify-trace 查明".formatted(end.seq()));
            }
            return anchor;
        });
    }

    /** Whether the ledger still has the step that the anchor knows. */
    public boolean agreesWith(Anchor anchor) {
        return database.read(sql -> new AnchorCheck(sql, anchor.seq()).agrees(anchor));
    }

    /** Grows whenever something has been written; says nothing about what. */
    public long changes() {
        return writer.commits();
    }

    /** Units of work that wait for the writer. */
    public int waiting() {
        return writer.waiting();
    }

    /** Writes what waits, then closes. */
    @Override
    public void close() {
        writer.close();
        database.close();
    }
}

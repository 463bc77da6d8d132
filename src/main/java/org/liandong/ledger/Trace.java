package org.liandong.ledger;

import java.util.Arrays;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Appends to the chain. There is no other way to write there: the database refuses to alter or delete a step. */
public final class Trace extends TraceView {
    private static final String INSERT = "INSERT INTO trace (" + String.join(", ", Chain.COLUMNS) + ", hash) VALUES ("
            + String.join(", ", Collections.nCopies(Chain.COLUMNS.size() + 1, "?")) + ")";

    private final Heads heads;

    Trace(Sql sql, Heads heads) {
        super(sql);
        this.heads = heads;
    }

    public TraceEntry append(StageRecord step) {
        long seq = heads.traceSeq + 1;
        String prevHash = heads.traceHash;
        @Nullable Object[] values = Chain.values(prevHash, seq, step);
        String hash = Chain.hash(values);
        @Nullable Object[] row = Arrays.copyOf(values, values.length + 1);
        row[values.length] = hash;
        sql.update(INSERT, row);
        heads.traceSeq = seq;
        heads.traceHash = hash;
        return new TraceEntry(seq, step, prevHash, hash);
    }
}

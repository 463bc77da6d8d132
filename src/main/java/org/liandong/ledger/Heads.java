package org.liandong.ledger;

import java.util.HashMap;
import java.util.Map;

/**
 * Where the growing things end, known to the one writer without asking: last numbers, the end of the hash chain, and the
 * tallies not yet written. Goes back with the unit of work that fails. For the writer's thread only.
 */
final class Heads {
    long traceSeq;
    String traceHash = Chain.GENESIS;
    long inboxId;
    long outboxId;
    long auditId;
    private final Map<String, Long> tallies = new HashMap<>();
    private final Map<String, Long> talliesOfUnit = new HashMap<>();

    static Heads load(Sql sql) {
        Heads heads = new Heads();
        heads.inboxId = sql.number("SELECT max(id) FROM inbox");
        heads.outboxId = sql.number("SELECT max(id) FROM outbox");
        heads.auditId = sql.number("SELECT max(id) FROM person_audit");
        sql.first("SELECT seq, hash FROM trace ORDER BY seq DESC LIMIT 1", row -> {
            heads.traceSeq = row.getLong(1);
            heads.traceHash = row.getString(2);
            return heads;
        });
        return heads;
    }

    /** What {@link #back} needs. */
    record Mark(long traceSeq, String traceHash, long inboxId, long outboxId, long auditId) {}

    Mark mark() {
        return new Mark(traceSeq, traceHash, inboxId, outboxId, auditId);
    }

    void back(Mark mark) {
        traceSeq = mark.traceSeq();
        traceHash = mark.traceHash();
        inboxId = mark.inboxId();
        outboxId = mark.outboxId();
        auditId = mark.auditId();
        talliesOfUnit.clear();
    }

    void count(String name, long change) {
        talliesOfUnit.merge(name, change, Long::sum);
    }

    /** The unit of work has succeeded: its tallies belong to the batch. */
    void keep() {
        talliesOfUnit.forEach((name, change) -> tallies.merge(name, change, Long::sum));
        talliesOfUnit.clear();
    }

    Map<String, Long> takeTallies() {
        Map<String, Long> taken = Map.copyOf(tallies);
        tallies.clear();
        return taken;
    }
}

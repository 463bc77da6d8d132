package org.liandong.ledger;

import java.util.HashMap;
import java.util.Map;
import org.liandong.cases.CaseNumber;
import org.liandong.security.crypto.KeyRing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the growing things end, known to the one writer without asking: last numbers, the end of the hash chain, and the
 * tallies not yet written. Goes back with the unit of work that fails. For the writer's thread only.
 */
final class Heads {
    private static final Logger LOG = LoggerFactory.getLogger(Heads.class);

    long traceSeq;
    String traceHash = Chain.GENESIS;
    long inboxId;
    long outboxId;
    long auditId;
    private final Map<String, Long> tallies = new HashMap<>();
    private final Map<String, Long> talliesOfUnit = new HashMap<>();

    static Heads load(Sql sql, KeyRing keys) {
        Heads heads = new Heads();
        heads.inboxId = sql.number("SELECT max(id) FROM inbox");
        heads.outboxId = sql.number("SELECT max(id) FROM outbox");
        heads.auditId = sql.number("SELECT max(id) FROM person_audit");
        sql.first("SELECT seq, hash FROM trace ORDER BY seq DESC LIMIT 1", row -> {
            heads.traceSeq = row.getLong(1);
            heads.traceHash = row.getString(2);
            return heads;
        });
        heads.goOnFrom(SealedEnd.read(sql), keys);
        return heads;
    }

    /**
     * A chain whose end is not the sealed one was not left so by a hub: step and seal are of one transaction. It goes on, for
     * cases must, but visibly broken for ever, behind all that ever stood there. Going on as if nothing had happened would
     * put the hub's own seal on what somebody else cut off or added.
     */
    private void goOnFrom(SealedEnd end, KeyRing keys) {
        boolean genuine = end.isSealedBy(keys);
        if (genuine && end.isAt(traceSeq, traceHash)) {
            return;
        }
        LOG.error(
                "留痕链在第{}步结束, 与链尾印记(第{}步{})不符: 有人在枢纽之外改动过库; 请运行 verify-trace 查明, 新的留痕从断处之后另接",
                traceSeq,
                end.seq(),
                genuine ? "" : ", 非本枢纽所盖");
        if (genuine) {
            traceSeq = Math.max(traceSeq, end.seq());
        }
        traceHash = Chain.BROKEN;
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

    /** What happens to the case counts, unless it is a canary. */
    void count(CaseNumber caseNo, String name, long change) {
        if (!caseNo.isCanary()) {
            count(name, change);
        }
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

package org.liandong.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liandong.ledger.ChainReport.Kind;

/** Compares anchors with the hashes in the ledger. Says nothing of the chain between them: that is {@link ChainVerifier}'s. */
final class AnchorCheck {
    private final Sql sql;
    private final long lastSeq;

    /** @param lastSeq number of the chain's last step */
    AnchorCheck(Sql sql, long lastSeq) {
        this.sql = sql;
        this.lastSeq = lastSeq;
    }

    /** The anchors that agree. Those that do not are added to the findings, with the steps among which the change must be. */
    List<Anchor> agreeing(List<Anchor> anchors, Findings findings) {
        List<Anchor> agreeing = new ArrayList<>();
        long sound = 0;
        for (Anchor anchor : anchors) {
            if (anchor.seq() > lastSeq) {
                findings.add(
                        Kind.ANCHOR_DIFFERS,
                        lastSeq + 1,
                        "%s的锚点记到第%d步, 库中只到第%d步: 被截去, 或换成了较早的库".formatted(anchor.date(), anchor.seq(), lastSeq));
            } else if (agrees(anchor)) {
                agreeing.add(anchor);
                sound = anchor.seq();
            } else {
                findings.add(
                        Kind.ANCHOR_DIFFERS,
                        anchor.seq(),
                        "第%d步与%s的锚点不符: 第%d至%d步中有改写".formatted(anchor.seq(), anchor.date(), sound + 1, anchor.seq()));
            }
        }
        return agreeing;
    }

    boolean agrees(Anchor anchor) {
        Optional<String> hash = anchor.seq() == 0
                ? Optional.of(Chain.GENESIS)
                : sql.first("SELECT hash FROM trace WHERE seq = ?", row -> row.getString(1), anchor.seq());
        return hash.filter(anchor.hash()::equals).isPresent();
    }
}

package org.liandong.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liandong.ledger.ChainReport.Finding;
import org.liandong.ledger.ChainReport.Kind;
import org.liandong.security.crypto.Sm3;

/** Tells, among altered steps, those that are genuine but stand at another's place. */
final class MovedSteps {
    /** Every altered step is tried at the place of every other: beyond this many it would take too long to be useful. */
    private static final int MOST_TRIED = 64;

    private static final String AS_IF = "SELECT "
            + Chain.expression()
                    .replace("CAST(seq AS TEXT)", "CAST(? AS TEXT)")
                    .replace("CAST(prev_hash AS TEXT)", "CAST(? AS TEXT)")
            + " FROM trace WHERE seq = ?";

    private final Sql sql;

    MovedSteps(Sql sql) {
        this.sql = sql;
    }

    List<Finding> name(List<Finding> findings) {
        List<Step> altered = findings.stream()
                .filter(finding -> finding.kind() == Kind.ALTERED)
                .limit(MOST_TRIED)
                .map(finding -> step(finding.seq()))
                .flatMap(Optional::stream)
                .toList();
        List<Finding> named = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            named.add(altered.stream()
                    .filter(step -> step.seq() == finding.seq() && finding.kind() == Kind.ALTERED)
                    .findFirst()
                    .flatMap(step -> origin(step, altered))
                    .map(origin -> new Finding(
                            Kind.MOVED, finding.seq(), "第%d步处放的是第%d步的内容".formatted(finding.seq(), origin.seq())))
                    .orElse(finding));
        }
        return named;
    }

    private Optional<Step> origin(Step here, List<Step> others) {
        return others.stream()
                .filter(other -> other.seq() != here.seq())
                .filter(other -> isFrom(here, other))
                .findFirst();
    }

    /** Either the row was moved with its hashes, or its content alone was put under the hashes of another. */
    private boolean isFrom(Step here, Step other) {
        return here.hash().equals(hashAsIf(here.seq(), other.seq(), here.prevHash()))
                || other.hash().equals(hashAsIf(here.seq(), other.seq(), other.prevHash()));
    }

    private String hashAsIf(long here, long seq, String prevHash) {
        // in the order of Chain.COLUMNS each column is named twice: once measured, once written
        return sql.first(
                        AS_IF,
                        row -> Sm3.hex(row.getString(1)),
                        prevHash,
                        prevHash,
                        Long.toString(seq),
                        Long.toString(seq),
                        here)
                .orElseThrow();
    }

    private Optional<Step> step(long seq) {
        return sql.first(
                "SELECT seq, prev_hash, hash FROM trace WHERE seq = ?",
                row -> new Step(row.getLong(1), row.getString(2), row.getString(3)),
                seq);
    }

    private record Step(long seq, String prevHash, String hash) {}
}

package org.liandong.ledger;

/** Counts; what is counted here shows after the commit. */
public final class Tallies extends TalliesView {
    private final Heads heads;

    Tallies(Sql sql, Heads heads) {
        super(sql);
        this.heads = heads;
    }

    /** @param change may be negative */
    public void count(String name, long change) {
        heads.count(name, change);
    }
}

package org.liandong.ledger;

import org.liandong.cases.CaseNumber;

/** Counts; what is counted here shows after the commit. */
public final class Tallies extends TalliesView {
    private final Heads heads;

    Tallies(Sql sql, Heads heads) {
        super(sql);
        this.heads = heads;
    }

    /** One more of what happened to the case; a canary does not count. */
    public void count(CaseNumber caseNo, String name) {
        heads.count(caseNo, name, 1);
    }
}

package org.liandong.ledger;

import java.util.ArrayList;
import java.util.List;
import org.liandong.ledger.ChainReport.Finding;
import org.liandong.ledger.ChainReport.Kind;

/** What was found so far, up to as many as somebody may want to read. For one thread. */
final class Findings {
    private static final int MOST = 1000;

    private final List<Finding> list = new ArrayList<>();
    private boolean complete = true;

    void add(Kind kind, long seq, String explanation) {
        add(new Finding(kind, seq, explanation));
    }

    void addAll(Findings others) {
        others.list.forEach(this::add);
        complete &= others.complete;
    }

    List<Finding> list() {
        return list;
    }

    boolean isComplete() {
        return complete;
    }

    private void add(Finding finding) {
        if (list.size() < MOST) {
            list.add(finding);
        } else {
            complete = false;
        }
    }
}

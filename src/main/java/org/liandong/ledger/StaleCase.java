package org.liandong.ledger;

import org.liandong.cases.CaseNumber;

/** The case has been changed since it was loaded: load it again and decide again. Nothing was written. */
public final class StaleCase extends LedgerFailure {
    StaleCase(CaseNumber caseNo, long expected) {
        super("办件%s已不是第%d版, 请重新读取后再办".formatted(caseNo, expected));
    }
}

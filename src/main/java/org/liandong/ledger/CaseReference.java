package org.liandong.ledger;

import org.liandong.cases.CaseNumber;

/**
 * The number another system knows a case by (SourceRef, reference §4.1).
 *
 * @param system whose number it is; together with the number unique
 * @param role PRIMARY, MERGED or SUPPLEMENT for a channel's, TASK for a department's own
 * @param connector through which connector it came
 */
public record CaseReference(String system, String externalNo, CaseNumber caseNo, Role role, String connector) {

    /** What the number stands for. */
    public enum Role {
        PRIMARY,
        MERGED,
        SUPPLEMENT,
        TASK
    }
}

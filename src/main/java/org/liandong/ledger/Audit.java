package org.liandong.ledger;

import java.time.Clock;

/** Writes down decisions of people that are about no single case. What is written stays. */
public final class Audit extends AuditView {
    private final Clock clock;

    Audit(Sql sql, Clock clock) {
        super(sql);
        this.clock = clock;
    }

    /** @throws IllegalArgumentException if actor or reason is blank */
    public void record(String action, String subject, String actor, String reason) {
        if (actor.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException("审计记录须写明actor(谁)和reason(为何)");
        }
        sql.update(
                "INSERT INTO audit (id, at, action, subject, actor, reason)"
                        + " VALUES ((SELECT coalesce(max(id), 0) + 1 FROM audit), ?, ?, ?, ?, ?)",
                clock.instant(),
                action,
                subject,
                actor,
                reason);
    }
}

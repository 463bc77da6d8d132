package org.liandong.ledger;

import java.time.Clock;
import java.util.List;
import org.liandong.cases.CaseNumber;

/** Holds cases, and writes down what was taken away. */
public final class RetentionBook extends RetentionView {
    private final Clock clock;

    RetentionBook(Sql sql, Clock clock) {
        super(sql);
        this.clock = clock;
    }

    /** Whether it was not held before. */
    public boolean hold(CaseNumber caseNo, String by, String reason) {
        return sql.update(
                        "INSERT INTO legal_hold (case_no, held_at, held_by, reason) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT (case_no) DO NOTHING",
                        caseNo,
                        clock.instant(),
                        by,
                        reason)
                == 1;
    }

    /** Whether it was held. */
    public boolean lift(CaseNumber caseNo) {
        return sql.update("DELETE FROM legal_hold WHERE case_no = ?", caseNo) == 1;
    }

    public void ran(Run run) {
        sql.update(
                "INSERT INTO retention_run (begun_at, ended_at, messages, message_bytes, letters, letter_bytes, persons,"
                        + " person_bytes, photos, photo_bytes, held) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                run.begunAt(),
                run.endedAt(),
                run.messages(),
                run.messageBytes(),
                run.letters(),
                run.letterBytes(),
                run.persons(),
                run.personBytes(),
                run.photos(),
                run.photoBytes(),
                run.held());
    }

    public void uses(List<Use> uses) {
        sql.update("DELETE FROM storage_use");
        for (Use use : uses) {
            sql.update(
                    "INSERT INTO storage_use (sender, messages, bytes, oldest) VALUES (?, ?, ?, ?)",
                    use.sender(),
                    use.messages(),
                    use.bytes(),
                    use.oldest());
        }
    }
}

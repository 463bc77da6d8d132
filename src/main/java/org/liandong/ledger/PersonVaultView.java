package org.liandong.ledger;

import java.time.Instant;
import java.util.List;
import org.liandong.cases.CaseNumber;
import org.liandong.security.crypto.KeyRing;

/** What may be asked of the vault without leaving a record: nothing that is personal. */
public class PersonVaultView {
    final Sql sql;
    final KeyRing keys;

    PersonVaultView(Sql sql, KeyRing keys) {
        this.sql = sql;
        this.keys = keys;
    }

    /**
     * One access to a person's data.
     *
     * @param action READ or ERASE
     */
    public record Access(String ref, Instant at, String action, String actor, String purpose) {}

    /**
     * References of the persons with this phone, found by keyed digest, the newest first.
     *
     * @param phone normalised as reference §2.6 says, the same way as when it was stored
     */
    public List<String> byPhone(String phone) {
        return sql.list(
                "SELECT p.ref FROM person_phone d JOIN person p ON p.ref = d.ref WHERE d.digest = ?"
                        + " ORDER BY p.stored_at DESC, p.ref",
                row -> row.getString(1),
                SealedPerson.phoneDigest(keys, phone));
    }

    /**
     * Cases in which somebody with this phone asked, the newest first.
     *
     * @param phone normalised likewise
     */
    public List<CaseNumber> casesByPhone(String phone, int limit) {
        return sql.list(
                "SELECT DISTINCT case_no FROM person_phone d JOIN person p ON p.ref = d.ref WHERE d.digest = ?"
                        + " AND case_no IS NOT NULL ORDER BY case_no DESC LIMIT ?",
                row -> new CaseNumber(row.getString(1)),
                SealedPerson.phoneDigest(keys, phone),
                limit);
    }

    /** Who read or erased it, when and what for. */
    public List<Access> accesses(String ref) {
        return sql.list(
                "SELECT ref, at, action, actor, purpose FROM person_audit WHERE ref = ? ORDER BY id",
                row -> new Access(
                        row.getString(1),
                        Instant.ofEpochMilli(row.getLong(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)),
                ref);
    }
}

package org.liandong.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.liandong.cases.CaseNumber;
import org.liandong.security.crypto.KeyRing;
import org.liandong.security.crypto.WrongKey;

/**
 * The only place that holds who citizens are (PersonVault, reference §2.7, §4.1). Everything else holds references, so a
 * person can be forgotten without touching a case or its trace.
 */
public final class PersonVault extends PersonVaultView {
    private final Heads heads;
    private final Clock clock;

    PersonVault(Sql sql, Heads heads, KeyRing keys, Clock clock) {
        super(sql, keys);
        this.heads = heads;
        this.clock = clock;
    }

    /**
     * @param caseNo in which the person asked
     * @return the person's reference
     */
    public String store(SealedPerson person, CaseNumber caseNo) {
        sql.update(
                "INSERT INTO person (ref, sealed, stored_at, case_no) VALUES (?, ?, ?, ?)",
                person.ref,
                person.sealed,
                clock.instant(),
                caseNo);
        for (String digest : person.phoneDigests) {
            sql.update("INSERT INTO person_phone (digest, ref) VALUES (?, ?)", digest, person.ref);
        }
        return person.ref;
    }

    /**
     * The person's data, JSON; empty if erased or unknown. Reading leaves a record, also when there is nothing to read.
     *
     * @param purpose what for, in words an auditor understands
     * @throws IllegalArgumentException if actor or purpose is blank
     */
    public Optional<String> open(String ref, String actor, String purpose) {
        record("READ", ref, actor, purpose);
        return sealed(ref).map(bytes -> opened(bytes, ref));
    }

    /**
     * What the person's data, JSON, is good for without anybody getting to see it, such as to hide him in a text; leaves no
     * record.
     *
     * @return empty if the data is erased or cannot be opened any more
     */
    public <T> Optional<T> unseen(String ref, Function<String, T> use) {
        return sealed(ref).flatMap(bytes -> {
            try {
                return Optional.of(use.apply(opened(bytes, ref)));
            } catch (WrongKey lost) {
                return Optional.empty();
            }
        });
    }

    private Optional<byte[]> sealed(String ref) {
        return sql.first("SELECT sealed FROM person WHERE ref = ? AND sealed IS NOT NULL", row -> row.getBytes(1), ref);
    }

    private String opened(byte[] bytes, String ref) {
        return new String(keys.open(bytes, ref), StandardCharsets.UTF_8);
    }

    /**
     * Erases the person's data and phone digests for good. Cases and trace keep the reference, which then leads nowhere.
     *
     * @return false if there was nothing to erase
     * @throws IllegalArgumentException if actor or purpose is blank
     */
    public boolean erase(String ref, String actor, String purpose) {
        record("ERASE", ref, actor, purpose);
        sql.update("DELETE FROM person_phone WHERE ref = ?", ref);
        return sql.update(
                        "UPDATE person SET sealed = NULL, erased_at = ?, erased_by = ?, erased_why = ?"
                                + " WHERE ref = ? AND sealed IS NOT NULL",
                        clock.instant(),
                        actor,
                        purpose,
                        ref)
                > 0;
    }

    private void record(String action, String ref, String actor, String purpose) {
        if (actor.isBlank() || purpose.isBlank()) {
            throw new IllegalArgumentException("查阅或删除个人信息须写明actor(谁)和purpose(为何)");
        }
        long id = heads.auditId + 1;
        sql.update(
                "INSERT INTO person_audit (id, ref, at, action, actor, purpose) VALUES (?, ?, ?, ?, ?, ?)",
                id,
                ref,
                clock.instant(),
                action,
                actor,
                purpose);
        heads.auditId = id;
    }
}

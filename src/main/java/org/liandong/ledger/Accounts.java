package org.liandong.ledger;

import java.time.Clock;

/** Lets people in and keeps them out. An account is never deleted: what it did is on record under its name. */
public final class Accounts extends AccountsView {
    private final Clock clock;

    Accounts(Sql sql, Clock clock) {
        super(sql);
        this.clock = clock;
    }

    /** Whether it was opened; false if the name is, or was, somebody's. */
    public boolean open(Account account) {
        return sql.update(
                        "INSERT INTO account (name, display, role, department, password, must_change, disabled, created_at,"
                                + " changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING",
                        account.name(),
                        account.display(),
                        account.role(),
                        account.department(),
                        account.password(),
                        account.mustChange() ? 1 : 0,
                        account.disabled() ? 1 : 0,
                        account.createdAt(),
                        account.changedAt())
                == 1;
    }

    /**
     * Whether there is such an account.
     *
     * @param mustChange whether the new one is good for nothing but choosing another
     */
    public boolean changePassword(String name, String password, boolean mustChange) {
        return sql.update(
                        "UPDATE account SET password = ?, must_change = ?, changed_at = ? WHERE name = ?",
                        password,
                        mustChange ? 1 : 0,
                        clock.instant(),
                        name)
                == 1;
    }

    /** Whether there is such an account. */
    public boolean disable(String name, boolean disabled) {
        return sql.update("UPDATE account SET disabled = ? WHERE name = ?", disabled ? 1 : 0, name) == 1;
    }
}

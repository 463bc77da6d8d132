package org.liandong.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who can sign in to the pages. */
public class AccountsView {
    private static final String SELECT =
            "SELECT name, display, role, department, password, must_change, disabled, created_at, changed_at FROM account";

    final Sql sql;

    AccountsView(Sql sql) {
        this.sql = sql;
    }

    public Optional<Account> find(String name) {
        return sql.first(SELECT + " WHERE name = ?", AccountsView::account, name);
    }

    /** All, by name. */
    public List<Account> all() {
        return sql.list(SELECT + " ORDER BY name", AccountsView::account);
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getInt(6) != 0,
                row.getInt(7) != 0,
                Instant.ofEpochMilli(row.getLong(8)),
                Instant.ofEpochMilli(row.getLong(9)));
    }
}

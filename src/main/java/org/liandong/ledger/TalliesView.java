package org.liandong.ledger;

import java.util.Map;
import java.util.TreeMap;

/** Counts kept up to date with every commit, so that asking costs nothing however many cases there are. */
public class TalliesView {
    final Sql sql;

    TalliesView(Sql sql) {
        this.sql = sql;
    }

    public long value(String name) {
        return sql.number("SELECT value FROM tally WHERE name = ?", name);
    }

    /** All counts whose names start so, by what follows; for example {@link Tally#STATE}. */
    public Map<String, Long> under(String prefix) {
        Map<String, Long> values = new TreeMap<>();
        // the table holds a few hundred rows: comparing the start here avoids LIKE, whose rules differ between the
        // databases
        sql.list("SELECT name, value FROM tally", row -> {
            String name = row.getString(1);
            if (name.startsWith(prefix)) {
                values.put(name.substring(prefix.length()), row.getLong(2));
            }
            return name;
        });
        return values;
    }
}

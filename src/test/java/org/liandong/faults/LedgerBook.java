package org.liandong.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.connectors.Loaded;

/** The ledger read by other eyes than the hub's: plain SQL, read-only, also while the hub runs. */
final class LedgerBook implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Connection connection;

    private LedgerBook(Connection connection) {
        this.connection = connection;
    }

    static LedgerBook open(SiteDatabase database) throws SQLException {
        return new LedgerBook(database.connect());
    }

    /** A message that came in and what became of it. */
    record Message(
            String sender,
            String key,
            String outcome,
            @Nullable String caseNo) {}

    /**
     * Something the hub sends.
     *
     * @param detail what the last attempt came to
     */
    record Letter(
            long id,
            String receiver,
            String caseNo,
            long seq,
            String operation,
            String state,
            ObjectNode content,
            @Nullable String detail) {

        String text(String field) {
            return content.path(field).asText();
        }

        boolean isDispatch() {
            return operation.equals("DISPATCH");
        }
    }

    /** How a row is read. */
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    List<Message> messages() throws SQLException {
        return list(
                "SELECT sender, idempotency_key, outcome, case_no FROM inbox ORDER BY id",
                row -> new Message(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
    }

    /** The state of each case by its number. */
    Map<String, String> cases() throws SQLException {
        Map<String, String> cases = new HashMap<>();
        list("SELECT case_no, state FROM case_file", row -> cases.put(row.getString(1), row.getString(2)));
        return cases;
    }

    List<Letter> letters() throws SQLException {
        return list(
                "SELECT id, receiver, case_no, seq, operation, state, payload, (SELECT detail FROM delivery_attempt"
                        + " WHERE outbox_id = id ORDER BY attempt_no DESC LIMIT 1) FROM outbox ORDER BY id",
                row -> new Letter(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getString(5),
                        row.getString(6),
                        json(row.getString(7)),
                        row.getString(8)));
    }

    /** Receivers for whom something waits that nobody but the hub has to bring about. */
    List<String> awaited(Loaded connectors) throws SQLException {
        return texts("SELECT DISTINCT receiver FROM outbox WHERE state IN ('PENDING', 'IN_DOUBT')"
                        + " AND receiver NOT LIKE 'pull.%'")
                .stream()
                .filter(receiver -> ReceiversBooks.hasConnector(connectors, receiver))
                .toList();
    }

    List<String> texts(String sql) throws SQLException {
        return list(sql, row -> row.getString(1));
    }

    long number(String sql) throws SQLException {
        return list(sql, row -> row.getLong(1)).get(0);
    }

    private <T> List<T> list(String sql, Row<T> meaning) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(meaning.read(rows));
            }
            return found;
        }
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(text, e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

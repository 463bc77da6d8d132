package org.liandong.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liandong.security.crypto.KeyRing;
import org.liandong.security.crypto.Sm3;

/** Messages exactly as they came. */
public class RawMessagesView {
    private static final Pattern ID = Pattern.compile("raw/(\\d{4})/(\\d{2})/(\\d{2})/(\\d{6,9})");

    final Sql sql;
    private final KeyRing keys;

    RawMessagesView(Sql sql, KeyRing keys) {
        this.sql = sql;
        this.keys = keys;
    }

    public Optional<RawMessage.Kept> find(String id) {
        Place place = place(id);
        return sql.first(
                "SELECT sender, entrance, received_at, content_type, charset, size, digest, sealed IS NULL AS erased"
                        + " FROM raw_message WHERE day = ? AND number = ?",
                row -> kept(id, row),
                place.day(),
                place.number());
    }

    /** What came in by an entrance since then and was not erased, in the order it came. */
    public List<RawMessage.Kept> since(String entrance, Instant from) {
        return sql.list(
                "SELECT day, number, sender, entrance, received_at, content_type, charset, size, digest, 0 AS erased"
                        + " FROM raw_message WHERE entrance = ? AND received_at >= ? AND sealed IS NOT NULL ORDER BY day, number",
                row -> kept(id(row.getInt("day"), row.getLong("number")), row),
                entrance,
                from);
    }

    /** When something last came in by an entrance; empty if nothing ever has. */
    public Optional<Instant> lastAt(String entrance) {
        return sql.first(
                "SELECT received_at FROM raw_message WHERE entrance = ? ORDER BY day DESC, number DESC LIMIT 1",
                row -> Sql.requiredInstant(row, "received_at"),
                entrance);
    }

    /**
     * The bytes exactly as they came; empty if there is no such message or retention has taken it.
     *
     * @throws org.liandong.security.crypto.WrongKey if they cannot be decrypted
     * @throws LedgerFailure if they are not what their digest says
     */
    public Optional<byte[]> bytes(String id) {
        Place place = place(id);
        return sql.first(
                        "SELECT digest, sealed FROM raw_message WHERE day = ? AND number = ? AND sealed IS NOT NULL",
                        row -> new Sealed(row.getString(1), row.getBytes(2)),
                        place.day(),
                        place.number())
                .map(found -> opened(id, found));
    }

    private byte[] opened(String id, Sealed found) {
        byte[] bytes = keys.open(found.sealed, SealedRaw.context(found.digest));
        if (!Sm3.hex(bytes).equals(found.digest)) {
            throw new LedgerFailure("原始报文%s与其SM3摘要不符".formatted(id));
        }
        return bytes;
    }

    static String id(int day, long number) {
        return "raw/%04d/%02d/%02d/%06d".formatted(day / 10_000, day / 100 % 100, day % 100, number);
    }

    static Place place(String id) {
        Matcher parts = ID.matcher(id);
        if (!parts.matches()) {
            throw new IllegalArgumentException("原始报文编号格式不符(应为raw/年/月/日/序号): " + id);
        }
        return new Place(
                Integer.parseInt(parts.group(1) + parts.group(2) + parts.group(3)), Integer.parseInt(parts.group(4)));
    }

    private static RawMessage.Kept kept(String id, ResultSet row) throws SQLException {
        RawMessage message = new RawMessage(
                row.getString("sender"),
                row.getString("entrance"),
                Sql.requiredInstant(row, "received_at"),
                Sql.text(row, "content_type"),
                Sql.text(row, "charset"));
        return new RawMessage.Kept(id, message, row.getInt("size"), row.getString("digest"), row.getBoolean("erased"));
    }

    record Place(int day, int number) {}

    private static final class Sealed {
        private final String digest;
        private final byte[] sealed;

        Sealed(String digest, byte[] sealed) {
            this.digest = digest;
            this.sealed = sealed;
        }
    }
}

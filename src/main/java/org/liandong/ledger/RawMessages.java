package org.liandong.ledger;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.liandong.security.crypto.KeyRing;

/** Keeps messages exactly as they came, encrypted. */
public final class RawMessages extends RawMessagesView {
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE.withZone(ZoneId.of("Asia/Shanghai"));

    RawMessages(Sql sql, KeyRing keys) {
        super(sql, keys);
    }

    /** @return the message's id, {@code raw/yyyy/MM/dd/NNNNNN}, the day being that of its arrival in China */
    public String add(SealedRaw raw) {
        // the formatter prints "20260707+0800" with a zone
        int day = Integer.parseInt(DAY.format(raw.message.receivedAt()).substring(0, 8));
        long number = sql.number(
                "INSERT INTO raw_message (day, number, sender, entrance, received_at, content_type, charset, size, digest, sealed)"
                        + " VALUES (?, (SELECT coalesce(max(number), 0) + 1 FROM raw_message WHERE day = ?),"
                        + " ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number",
                day,
                day,
                raw.message.sender(),
                raw.message.entrance(),
                raw.message.receivedAt(),
                raw.message.contentType(),
                raw.message.charset(),
                raw.size,
                raw.digest,
                raw.sealed);
        return id(day, number);
    }

    /** Takes the bytes for good, for retention; that the message came, when and with which digest stays. */
    public boolean erase(String id) {
        Place place = place(id);
        return sql.update(
                        "UPDATE raw_message SET sealed = NULL WHERE day = ? AND number = ? AND sealed IS NOT NULL",
                        place.day(),
                        place.number())
                > 0;
    }
}

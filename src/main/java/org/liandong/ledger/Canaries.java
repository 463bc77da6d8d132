package org.liandong.ledger;

import java.time.Instant;
import org.liandong.cases.CaseNumber;

/** Writes down how far the canaries come. */
public final class Canaries extends CanariesView {
    Canaries(Sql sql) {
        super(sql);
    }

    /** One sets out. */
    public void begin(String number, String channel, String sender, String department, String item, Instant at) {
        sql.update(
                "INSERT INTO canary (number, channel, sender, department, item, sent_at) VALUES (?, ?, ?, ?, ?, ?)",
                number,
                channel,
                sender,
                department,
                item,
                at);
    }

    /** The hub has taken it in. */
    public void entered(String number, CaseNumber caseNo, Instant at) {
        sql.update("UPDATE canary SET case_no = ?, entered_at = ? WHERE number = ?", caseNo, at, number);
    }

    /** Keeps how far it has come. */
    public void reached(Canary canary) {
        Canary.Reached reached = canary.reached();
        sql.update(
                "UPDATE canary SET delivered_at = ?, answered_at = ?, told_at = ? WHERE number = ?",
                reached.deliveredAt(),
                reached.answeredAt(),
                reached.toldAt(),
                canary.number());
    }

    /** As if it had never set out. */
    public void forget(String number) {
        sql.update("DELETE FROM canary WHERE number = ?", number);
    }

    /** It is back. */
    public void end(String number, Instant at) {
        sql.update("UPDATE canary SET ended_at = ? WHERE number = ? AND ended_at IS NULL", at, number);
    }

    /** It is given up. */
    public void lose(String number, Instant at, String trouble) {
        sql.update(
                "UPDATE canary SET ended_at = ?, trouble = ? WHERE number = ? AND ended_at IS NULL",
                at,
                trouble,
                number);
    }

    /** Of no use any more. */
    public void forgetBefore(Instant moment) {
        sql.update("DELETE FROM canary WHERE sent_at < ? AND ended_at IS NOT NULL", moment);
    }
}

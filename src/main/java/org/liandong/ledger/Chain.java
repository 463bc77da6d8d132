package org.liandong.ledger;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liandong.security.crypto.KeyRing;
import org.liandong.security.crypto.Sm3;

/**
 * How the steps of the trace are chained.
 *
 * <p>The hash of a step is SM3 over the UTF-8 of its columns in the order of {@link #COLUMNS}, each written as
 * {@code length:text} with the length in Unicode characters, or {@code ~} if it is null; numbers in decimal. No two
 * different rows have the same form. {@code prev_hash} of the first step is {@link #GENESIS}. The same form can be had from
 * the database in one expression, so an auditor needs no more than its command line and an SM3 tool.
 */
final class Chain {
    /** SM3 of {@code liandong.trace/1}. */
    static final String GENESIS = Sm3.hex("liandong.trace/1");

    /** Stands for the hash before in a step written after a break: SM3 of {@code liandong.trace/1 broken}. */
    static final String BROKEN = Sm3.hex("liandong.trace/1 broken");

    /** All columns of the trace that the hash covers, in its order. */
    static final List<String> COLUMNS = List.of(
            "prev_hash",
            "seq",
            "case_no",
            "case_seq",
            "task_no",
            "stage",
            "action",
            "lead_dept",
            "handler",
            "opinion",
            "evaluation",
            "action_time",
            "received_at",
            "actor_type",
            "actor_id",
            "level",
            "from_state",
            "to_state",
            "implied",
            "source_message",
            "event");

    private static final Set<String> NUMBERS = Set.of("seq", "case_seq", "action_time", "received_at", "implied");

    private Chain() {}

    /** The canonical form of a row as an SQL expression. */
    static String expression() {
        return COLUMNS.stream()
                .map(column -> "CAST(" + column + " AS TEXT)")
                .map(text -> "coalesce(CAST(length(" + text + ") AS TEXT) || ':' || " + text + ", '~')")
                .collect(Collectors.joining(" || "));
    }

    /**
     * On SQLite, whether a row holds a value of a kind that the hub never writes there: bytes for a text or a number, text
     * for a number. Its form and hash would be the same, yet queries would pass it by. Whatever is compared, SQLite puts
     * numbers before texts and texts before bytes. May be null, which is no.
     */
    static String oddOnSqlite() {
        return Stream.concat(COLUMNS.stream(), Stream.of("hash"))
                .map(column -> column + (NUMBERS.contains(column) ? " >= ''" : " >= x''"))
                .collect(Collectors.joining(" OR "));
    }

    /** The values of {@link #COLUMNS}; texts as the database will hold them. */
    static @Nullable Object[] values(String prevHash, long seq, StageRecord step) {
        @Nullable
        Object[] values = {
            prevHash,
            seq,
            step.caseNo().value(),
            step.caseSeq(),
            step.taskNo() == null ? null : step.taskNo().value(),
            step.stage(),
            step.action(),
            step.handling().leadDept(),
            step.handling().handler(),
            step.handling().opinion(),
            step.handling().evaluation(),
            step.actionTime().toEpochMilli(),
            step.receivedAt().toEpochMilli(),
            step.actor().type(),
            step.actor().id(),
            step.level() == null ? null : step.level().name(),
            step.move().from(),
            step.move().to(),
            step.implied() ? 1 : 0,
            step.sourceMessage(),
            step.event()
        };
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof String text) {
                values[i] = StorableText.of(text);
            }
        }
        return values;
    }

    static String hash(@Nullable Object[] values) {
        StringBuilder form = new StringBuilder(1024);
        for (Object value : values) {
            if (value == null) {
                form.append('~');
            } else {
                String text = value.toString();
                form.append(text.codePointCount(0, text.length())).append(':').append(text);
            }
        }
        return Sm3.hex(form.toString());
    }

    /** A keyed seal on the end of the chain: without the key nobody can cut the end off or write the chain anew. */
    static String seal(KeyRing keys, long seq, String hash) {
        return keys.digest("trace-head", seq + ":" + hash);
    }
}

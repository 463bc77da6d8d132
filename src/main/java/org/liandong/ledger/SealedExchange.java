package org.liandong.ledger;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.liandong.ledger.Exchange.Said;
import org.liandong.security.crypto.KeyRing;

/** An exchange with its texts already encrypted: done in the caller's thread, for the writer has better to do. */
public final class SealedExchange {
    final Exchange exchange;
    final byte @Nullable [] sent;
    final byte @Nullable [] answer;

    SealedExchange(KeyRing keys, Exchange exchange) {
        this.exchange = exchange;
        this.sent = sealed(keys, exchange.sent());
        this.answer = sealed(keys, exchange.answer());
    }

    private static byte @Nullable [] sealed(KeyRing keys, @Nullable Said said) {
        return said == null || said.text() == null
                ? null
                : keys.seal(said.text().getBytes(StandardCharsets.UTF_8), context(said.digest()));
    }

    static String context(String digest) {
        return "exchange " + digest;
    }
}

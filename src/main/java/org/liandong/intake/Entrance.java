package org.liandong.intake;

import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Channel;

/** One way in, as its connector describes it. Safe for any thread. */
public interface Entrance {
    /** The connector's name; for channels also where outcomes go back to. */
    String connector();

    /** Which of the connector's entries. */
    String name();

    /** Who may come in here. */
    String sender();

    Proof proof();

    Form form();

    /** Name and password out of the message, for {@link Proof#LOGIN}; empty if they are not there. */
    Optional<Account> account(String text);

    /** Below which address receipts go that a sender at a queue asks for; empty if none do. */
    Optional<String> replies();

    /** Whose key signs, for {@link Proof#SIGNATURE}; empty for every other. */
    Optional<X509Certificate> certificate();

    /** The channel; null for a department. */
    @Nullable
    Channel channel();

    /** The department's code; null for a channel. */
    @Nullable
    String department();

    /**
     * The message in the hub's own shape, as JSON.
     *
     * @throws NotMapped if the mapping cannot make sense of it
     */
    String map(String text);

    /** The receipt, JSON, in the form the sender speaks; empty if it takes the receipt as it is. */
    Optional<String> answer(String receipt);

    /** From a canonical path to the sender's own name of the field. */
    UnaryOperator<String> fieldNames();

    /** How a sender proves itself. */
    enum Proof {
        HEADERS,
        HEAD,
        BROKER,
        /** Name and password stand in the message. */
        LOGIN,
        /** WS-Security in the envelope's header. */
        USERNAME_TOKEN,
        /** WS-Security signature by the key of the sender's certificate. */
        SIGNATURE,
        /** The hub fetched it itself where only this sender may write. */
        FETCHED
    }

    /** What the bytes are. */
    enum Form {
        JSON,
        XML,
        SOAP,
        SOAP_1_2;

        boolean isSoap() {
            return this == SOAP || this == SOAP_1_2;
        }
    }

    /** Who says he sends, and what shall prove it. */
    record Account(String user, String password) {}

    /** The mapping cannot make sense of a message. */
    final class NotMapped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NotMapped(String message, Throwable cause) {
            super(message, cause);
        }
    }
}

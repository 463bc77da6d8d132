package org.liandong.connectors;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.liandong.soap.SoapVersion;

/**
 * How messages reach a system and what is done when they do not (reference §3.6).
 *
 * @param protocol name of the Kamelet that carries them: {@code rest}, {@code soap}, {@code queue}, {@code jdbc}, {@code sftp},
 *     {@code ferry}; {@code pull} when the system fetches them itself
 * @param endpoint address, queue, JDBC address, {@code sftp://host:port/folder} or {@code file:///folder}, with placeholders of the hub's configuration; empty
 *     for {@code pull}
 * @param table how the exchange tables (前置库) are entered; absent for every other protocol
 * @param files how the server with the exchanged files is entered; absent for every other protocol
 * @param ferry how files cross a security boundary; absent for every other protocol
 * @param oauth where access tokens come from; absent for every other proof
 * @param login with what name and password the hub logs in; there for {@link Proof#LOGIN} and {@link Proof#USERNAME_TOKEN} only
 * @param soap which envelope; of no meaning for other protocols
 * @param proof how the hub proves who it is
 * @param charset of the bytes on the wire
 * @param gbkTarget whether the system stores GBK, so that characters beyond it must be transliterated before mapping
 * @param concurrency how many messages may be on the way at once
 */
public record Delivery(
        String protocol,
        String endpoint,
        Optional<Table> table,
        Optional<Files> files,
        Optional<Ferry> ferry,
        Optional<OAuth> oauth,
        Optional<Login> login,
        SoapVersion soap,
        Proof proof,
        Charset charset,
        boolean gbkTarget,
        Timeouts timeouts,
        Retry retry,
        Breaker breaker,
        int concurrency) {

    /**
     * How exchange tables are entered.
     *
     * @param user may be empty or hold placeholders, like {@code password}
     * @param key the columns that are equal only in one and the same row
     */
    public record Table(String user, String password, List<String> key) {
        public Table {
            key = List.copyOf(key);
        }
    }

    /**
     * How a server with exchanged files is entered. Of password and private key one is needed.
     *
     * @param user may hold placeholders, like what follows
     * @param password empty if there is a private key
     * @param privateKey file with the key; empty if there is a password
     * @param hostKey fingerprint of the server's public key, as {@code SHA256:…}
     * @param layout of the files that the hub writes
     */
    public record Files(String user, String password, String privateKey, String hostKey, Layout layout) {}

    /**
     * How files cross a security boundary (网闸摆渡, reference §2.8): nothing but files is carried, in minutes, sometimes twice or
     * out of order.
     *
     * @param layout of the files that the hub writes
     * @param largest bytes of a file that the ferry still carries
     * @param again how long an acknowledgement may stay away before the file is handed over again, and how long a number may be
     *     missing before it is asked for
     */
    public record Ferry(Layout layout, int largest, Duration again) {}

    /**
     * Where access tokens come from.
     *
     * @param token the address; may hold placeholders, like what follows
     * @param scope empty if the system asks for none
     */
    public record OAuth(String token, String client, String secret, String scope) {}

    /** The hub's account at the system; both may hold placeholders. */
    public record Login(String user, String password) {}

    /** How long to wait for the connection and, after sending, for the answer. */
    public record Timeouts(Duration connect, Duration answer) {}

    /**
     * Back-off between attempts.
     *
     * @param factor by which the pause grows, up to {@code longest}
     */
    public record Retry(Duration first, double factor, Duration longest, Duration giveUpAfter) {

        /**
         * The pause before the next attempt.
         *
         * @param attempts made so far, at least 1
         */
        public Duration pauseAfter(int attempts) {
            double millis = first.toMillis() * Math.pow(factor, Math.max(attempts, 1) - 1.0);
            return millis >= longest.toMillis() ? longest : Duration.ofMillis((long) millis);
        }
    }

    /** After so many failures in a row nothing is sent for a while. */
    public record Breaker(int failures, Duration open) {}
}

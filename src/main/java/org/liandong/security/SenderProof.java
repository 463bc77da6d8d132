package org.liandong.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.liandong.security.crypto.CanonicalJson;
import org.liandong.security.crypto.Hmac;

/**
 * Who sends is proven by a keyed digest over what is sent, the time and a number used once (docs/contracts/proof.md). A
 * message repeated within the time window changes nothing: it finds its inbox key. Safe for any thread.
 */
public final class SenderProof {
    private static final DateTimeFormatter COMPACT = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Credentials credentials;
    private final Map<String, Skew> skews = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Duration tolerance;
    private final UsernameTokens tokens;
    private final EnvelopeSignatures signatures;

    /**
     * @param key the hub's own, for envelopes that must be signed
     * @param tolerance by which a sender's clock may differ
     */
    public SenderProof(Credentials credentials, SigningKey key, Clock clock, Duration tolerance) {
        this.credentials = credentials;
        this.clock = clock;
        this.tolerance = tolerance;
        this.tokens = new UsernameTokens(credentials, clock, tolerance);
        this.signatures = new EnvelopeSignatures(key, clock, tolerance);
    }

    /** The sender is not proven; the message says what to correct and gives nothing away. */
    public static final class Unproven extends Exception {
        private static final long serialVersionUID = 1L;
        private final String code;
        private final String field;

        Unproven(String code, String field, String message) {
            super(message);
            this.code = code;
            this.field = field;
        }

        public String code() {
            return code;
        }

        public String field() {
            return field;
        }
    }

    /** How a keyed digest is made. */
    public enum Algorithm {
        SM3,
        SHA256;

        static Algorithm named(@Nullable String name) throws Unproven {
            String bare = name == null ? "" : name.toUpperCase(Locale.ROOT).replace("HMAC-", "");
            return switch (bare) {
                case "SM3" -> SM3;
                case "SHA256", "SHA-256" -> SHA256;
                default -> throw new Unproven("SIGN_TYPE", "signType", "签名算法须为HMAC-SM3或HMAC-SHA256");
            };
        }

        String hex(byte[] key, byte[] text) {
            return this == SM3 ? Hmac.sm3Hex(key, text) : Hmac.sha256Hex(key, text);
        }
    }

    /**
     * Proof by headers {@code X-App-Id, X-Timestamp, X-Nonce, X-Sign-Type, X-Sign} over the bytes as sent.
     *
     * @param headers names in lower case
     * @return the proven sender
     */
    public String byHeaders(Map<String, String> headers, byte[] body) throws Unproven {
        String sender = required(headers, "x-app-id");
        String timestamp = required(headers, "x-timestamp");
        String nonce = required(headers, "x-nonce");
        Algorithm algorithm = Algorithm.named(headers.get("x-sign-type"));
        Instant sent = epochMillis(timestamp);
        inTime(sent);
        same(sender, algorithm, bytes(timestamp, nonce, body), required(headers, "x-sign"));
        skewed(sender, sent);
        return sender;
    }

    /**
     * Proof inside the message: {@code head.sign} over {@code head.timestamp}, {@code head.msgId} and the canonical form of
     * {@code body} (reference §3.4, channel 01).
     */
    public String byHead(JsonNode message) throws Unproven {
        JsonNode head = message.path("head");
        String sender = required(head, "appId");
        String timestamp = required(head, "timestamp");
        Algorithm algorithm = Algorithm.named(head.path("signType").asText(null));
        Instant sent = compactTime(timestamp);
        inTime(sent);
        byte[] body = CanonicalJson.write(message.path("body")).getBytes(StandardCharsets.UTF_8);
        same(sender, algorithm, bytes(timestamp, required(head, "msgId"), body), required(head, "sign"));
        skewed(sender, sent);
        return sender;
    }

    /** Name and password as old systems write them into a message: known to whoever sees the message once. */
    public String byAccount(String user, String password) throws Unproven {
        boolean known = credentials.knows(user);
        // an unknown name costs the same work and gets the same answer as a wrong password
        String secret = known ? credentials.secret(user) : "no such sender";
        boolean same = MessageDigest.isEqual(
                secret.getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8));
        if (!known || !same) {
            throw new Unproven("LOGIN_WRONG", "login", "账号未登记或口令不符,请核对");
        }
        return user;
    }

    /** Proof by a WS-Security UsernameToken with password digest (OASIS WSS UsernameToken Profile 1.1), good once. */
    public String byUsernameToken(String envelope) throws Unproven {
        return tokens.read(envelope);
    }

    /** The envelope with the hub's own token in its header. */
    public String withUsernameToken(String envelope, String user, String password) {
        return tokens.write(envelope, user, password);
    }

    /** Proof by a WS-Security signature over body and timestamp, made with the key of this certificate. */
    public void bySignature(String envelope, X509Certificate certificate) throws Unproven {
        signatures.check(envelope, certificate);
    }

    /** @throws IllegalStateException if there is no key to sign with, naming the file and what is wrong */
    public void readyToSign() {
        signatures.ready();
    }

    /** The envelope with the hub's signature over its body and the time of now. */
    public String withSignature(String envelope) {
        return signatures.write(envelope);
    }

    /** The headers that prove the hub to a peer, by the same rule. */
    public Map<String, String> headersFor(String peer, byte[] body) {
        return headersAs("JN-HUB", peer, body);
    }

    /** Such headers as somebody else sends them, with the secret of this sender. */
    public Map<String, String> headersAs(String appId, String sender, byte[] body) {
        String timestamp = Long.toString(clock.millis());
        String nonce = UUID.randomUUID().toString();
        return Map.of(
                "X-App-Id",
                appId,
                "X-Timestamp",
                timestamp,
                "X-Nonce",
                nonce,
                "X-Sign-Type",
                "HMAC-SM3",
                "X-Sign",
                Algorithm.SM3.hex(credentials.key(sender), bytes(timestamp, nonce, body)));
    }

    /** Puts the hub's own proof into {@code head}, by the same rule as {@link #byHead}. */
    public ObjectNode signHead(ObjectNode message, String peer) {
        ObjectNode head = message.withObjectProperty("head");
        String timestamp = COMPACT.format(clock.instant().atZone(ZONE));
        String id = head.path("msgId").asText(UUID.randomUUID().toString());
        byte[] body = CanonicalJson.write(message.path("body")).getBytes(StandardCharsets.UTF_8);
        head.put("msgId", id)
                .put("timestamp", timestamp)
                .put("signType", "SM3")
                .put("sign", Algorithm.SM3.hex(credentials.key(peer), bytes(timestamp, id, body)));
        return message;
    }

    private void same(String sender, Algorithm algorithm, byte[] text, String given) throws Unproven {
        // an unknown sender costs the same work and gets the same answer as a wrong signature
        boolean known = credentials.knows(sender);
        byte[] key = known ? credentials.key(sender) : new byte[32];
        boolean same = Hmac.sameHex(algorithm.hex(key, text), given);
        if (!known || !same) {
            throw new Unproven("SIGN_WRONG", "sign", "签名不符或发送方未登记,请核对appId、密钥和签名原文");
        }
    }

    /**
     * By how much a sender's clock differs.
     *
     * @param by positive if it is ahead; the way of the message counts, too
     */
    public record Skew(Duration by, Instant seenAt) {}

    /** As last seen, by sender. */
    public Map<String, Skew> skews() {
        return Map.copyOf(skews);
    }

    private void skewed(String sender, Instant sent) {
        Instant now = clock.instant();
        skews.put(sender, new Skew(Duration.between(now, sent), now));
    }

    private void inTime(Instant sent) throws Unproven {
        if (Duration.between(sent, clock.instant()).abs().compareTo(tolerance) > 0) {
            throw new Unproven("TIME_WINDOW", "timestamp", "时间戳与枢纽时间相差超过%d秒,请校准时钟后重发".formatted(tolerance.toSeconds()));
        }
    }

    private static Instant epochMillis(String text) throws Unproven {
        try {
            return Instant.ofEpochMilli(Long.parseLong(text));
        } catch (NumberFormatException | DateTimeException e) {
            throw new Unproven("TIMESTAMP_FORM", "timestamp", "时间戳须为毫秒数");
        }
    }

    private static Instant compactTime(String text) throws Unproven {
        try {
            return LocalDateTime.parse(text, COMPACT).atZone(ZONE).toInstant();
        } catch (DateTimeException e) {
            throw new Unproven("TIMESTAMP_FORM", "head.timestamp", "时间戳须为yyyyMMddHHmmss");
        }
    }

    private static String required(Map<String, String> headers, String name) throws Unproven {
        String value = headers.get(name);
        if (value == null || value.isBlank()) {
            throw new Unproven("PROOF_MISSING", name, "缺少请求头" + name + ",请按接口说明签名");
        }
        return value;
    }

    private static String required(JsonNode head, String name) throws Unproven {
        String value = head.path(name).asText("");
        if (value.isBlank()) {
            throw new Unproven("PROOF_MISSING", "head." + name, "报文缺少head." + name + ",请按接口说明签名");
        }
        return value;
    }

    private static byte[] bytes(String timestamp, String nonce, byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + 64);
        out.writeBytes(timestamp.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
        out.writeBytes(nonce.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
        out.writeBytes(body);
        return out.toByteArray();
    }
}

package org.liandong.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.jms.JmsMessage;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseNumber;
import org.liandong.health.Heard;
import org.liandong.health.RouteHealth;
import org.liandong.ledger.InboxOutcome;
import org.liandong.ledger.LedgerUnavailable;
import org.liandong.security.SenderProof;
import org.liandong.soap.PhotoPackage;
import org.liandong.soap.SoapVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of routes/intake.camel.yaml: receive, prove, read, take, answer. Safe for any thread. */
public final class Reception {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
    private static final Set<String> HEADERS =
            Set.of("x-app-id", "x-timestamp", "x-nonce", "x-sign-type", "x-sign", "x-file-name", "content-type");
    private static final String ARRIVAL = "arrival";
    private static final String READ = "read";
    private static final String RECEIPT = "receipt";
    private static final String STATUS = "status";
    private static final Set<String> UNWANTED = Set.of(InboxOutcome.REFUSED.name(), InboxOutcome.QUARANTINED.name());
    private static final int NOT_NOW = 503;
    /** Long enough for a database to change over, short enough for a queue of senders not to pile up. */
    private static final String RETRY_SECONDS = "5";

    private final Map<String, Entrance> entrances;
    private final SenderProof proof;
    private final Reading reading = new Reading();
    private final Intake intake;
    private final Runnable afterCommit;
    private final RouteHealth health;
    private final Clock clock;
    private final int maxBytes;

    /**
     * @param entrances by {@code connector/entry}, as they are at any time
     * @param afterCommit wakes who sends what was written down
     */
    public Reception(
            Map<String, Entrance> entrances,
            SenderProof proof,
            Intake intake,
            Runnable afterCommit,
            RouteHealth health,
            Clock clock,
            int maxBytes) {
        this.entrances = entrances;
        this.proof = proof;
        this.intake = intake;
        this.afterCommit = afterCommit;
        this.health = health;
        this.clock = clock;
        this.maxBytes = maxBytes;
    }

    /** The message is not taken; the receipt says why. */
    public static final class Rejected extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final transient Receipt receipt;

        Rejected(int status, String code, String field, String message) {
            super(message);
            this.status = status;
            this.receipt = Receipt.refused(code, field, message);
        }
    }

    /** Takes the bytes as they are, and of the headers only those it knows. */
    public void receive(Exchange exchange) throws Rejected {
        Message message = exchange.getMessage();
        Map<String, String> headers = new HashMap<>();
        message.getHeaders().forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (HEADERS.contains(lower) && value != null) {
                headers.put(lower, value.toString());
            }
        });
        byte[] body = bytes(message);
        whole(body, headers.get("content-type"));
        Arrival arrival = new Arrival(
                exchange.getProperty("connector", String.class),
                exchange.getProperty("entry", String.class),
                body,
                headers.get("content-type"),
                headers,
                clock.instant(),
                login(message));
        message.removeHeaders("*");
        exchange.setProperty(ARRIVAL, arrival);
    }

    /** The user whom the broker has logged in; the broker itself wrote it on the message. */
    private static @Nullable String login(Message message) {
        try {
            return message instanceof JmsMessage jms && jms.getJmsMessage() != null
                    ? jms.getJmsMessage().getStringProperty("JMSXUserID")
                    : null;
        } catch (JMSException e) {
            throw new IllegalStateException("消息代理未能给出发送方: " + e.getMessage(), e);
        }
    }

    private byte[] bytes(Message message) throws Rejected {
        try (InputStream in = message.getBody(InputStream.class)) {
            byte[] body = in == null ? new byte[0] : in.readNBytes(maxBytes + 1);
            if (body.length > maxBytes) {
                throw new Rejected(413, "TOO_LARGE", "body", "报文超过%d字节,附件请用附件接口上传".formatted(maxBytes));
            }
            if (body.length == 0) {
                throw new Rejected(400, "EMPTY", "body", "报文为空");
            }
            return body;
        } catch (IOException e) {
            throw new Rejected(400, "CUT", "body", "报文未收完整,请重发");
        }
    }

    private static void whole(byte[] body, @Nullable String contentType) throws Rejected {
        if (contentType != null && PhotoPackage.isOne(contentType)) {
            try {
                PhotoPackage.read(body, contentType);
            } catch (PhotoPackage.Damaged e) {
                throw cut(e);
            }
        }
    }

    private static Rejected cut(PhotoPackage.Damaged damage) {
        return new Rejected(400, "CUT", "body", String.valueOf(damage.getMessage()));
    }

    /** Who sends must be who may come in here. */
    public void prove(Exchange exchange) throws Rejected {
        Arrival arrival = arrival(exchange);
        Entrance entrance = entrance(arrival);
        String sender = sender(arrival, entrance);
        if (sender == null || !entrance.sender().equals(sender)) {
            throw new Rejected(403, "SENDER_WRONG", "appId", "发送方无权使用此接口");
        }
        exchange.setProperty(ARRIVAL, arrival.from(sender));
    }

    private @Nullable String sender(Arrival arrival, Entrance entrance) throws Rejected {
        try {
            return switch (entrance.proof()) {
                case HEADERS -> proof.byHeaders(arrival.headers(), arrival.body());
                case HEAD -> proof.byHead(json(arrival));
                case LOGIN -> {
                    Entrance.Account account = entrance.account(reading.text(arrival))
                            .orElseThrow(() -> new Rejected(401, "PROOF_MISSING", "login", "报文缺少账号或口令,请按接口说明填写"));
                    yield proof.byAccount(account.user(), account.password());
                }
                case USERNAME_TOKEN -> proof.byUsernameToken(reading.text(arrival));
                case SIGNATURE -> {
                    proof.bySignature(
                            reading.text(arrival), entrance.certificate().orElseThrow());
                    yield entrance.sender();
                }
                case BROKER -> arrival.sender();
                case FETCHED -> entrance.sender();
            };
        } catch (PhotoPackage.Damaged e) {
            throw cut(e);
        } catch (SenderProof.Unproven e) {
            throw new Rejected(401, e.code(), e.field(), String.valueOf(e.getMessage()));
        }
    }

    private static JsonNode json(Arrival arrival) throws Rejected {
        try {
            return Reading.JSON.readTree(new String(arrival.body(), StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new Rejected(400, "NOT_JSON", "body", "报文不是合法的JSON,无法验明发送方");
        }
    }

    /** Finds out what it says. */
    public void read(Exchange exchange) {
        Arrival arrival = arrival(exchange);
        exchange.setProperty(READ, reading.read(arrival, entrance(arrival)));
    }

    /** Enters it into the ledger. */
    public void take(Exchange exchange) {
        Arrival arrival = arrival(exchange);
        Receipt receipt = intake.take(arrival, entrance(arrival), exchange.getProperty(READ, Reading.Read.class));
        exchange.setProperty(RECEIPT, receipt);
        exchange.setProperty(STATUS, "REFUSED".equals(receipt.outcome()) ? 422 : 200);
        afterCommit.run();
        String caseNo = receipt.caseNo();
        hear(
                exchange,
                UNWANTED.contains(receipt.outcome()) ? Heard.Sort.REFUSED : Heard.Sort.WELL,
                receipt.message(),
                caseNo == null
                        ? null
                        : new Heard.About(new CaseNumber(caseNo), arrival.entry(), "CASE".equals(receipt.outcome())));
    }

    private void hear(Exchange exchange, Heard.Sort sort, @Nullable String why, Heard.@Nullable About about) {
        Arrival arrival = exchange.getProperty(ARRIVAL, Arrival.class);
        Duration took = arrival == null ? Duration.ZERO : Duration.between(arrival.receivedAt(), clock.instant());
        health.hear(
                RouteHealth.in(exchange.getProperty("connector", String.class)),
                new Heard(sort, sort == Heard.Sort.WELL ? null : why, took, about));
    }

    /** It could not be taken. Nothing was acknowledged, so the sender will send it again. */
    public void reject(Exchange exchange) {
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        hear(exchange, Heard.Sort.ILL, cause instanceof Rejected ? cause.getMessage() : "枢纽没能登记", null);
        if (cause instanceof Rejected rejected) {
            exchange.setProperty(RECEIPT, rejected.receipt);
            exchange.setProperty(STATUS, rejected.status);
            return;
        }
        boolean unavailable = isUnavailable(cause);
        if (!unavailable) {
            LOG.error("来件处理出错", cause);
        }
        exchange.setProperty(
                RECEIPT, unavailable ? unavailable() : Receipt.refused("INTERNAL", null, "枢纽内部出错,来件未登记,请稍后重发"));
        exchange.setProperty(STATUS, unavailable ? NOT_NOW : 500);
    }

    /** Whether the ledger could not confirm, however the failure came out of it. */
    static boolean isUnavailable(@Nullable Throwable cause) {
        return cause instanceof LedgerUnavailable
                || (cause instanceof CompletionException && cause.getCause() instanceof LedgerUnavailable);
    }

    static Receipt unavailable() {
        return Receipt.refused("UNAVAILABLE", null, "枢纽暂时不能登记,请稍后用原编号重发");
    }

    /** The status, and when to come again if not now. */
    static void status(Message message, int status) {
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        if (status == NOT_NOW) {
            message.setHeader("Retry-After", RETRY_SECONDS);
        }
    }

    /** A queue takes no answer: what the ledger cannot take now goes back, to come again. */
    public void putBack(Exchange exchange) {
        LOG.warn("枢纽暂时不能登记,{}的来件已退回队列,将再次收取", exchange.getProperty("connector", String.class));
    }

    /** A queue takes no answer: what cannot be taken in is said in the log, and the message goes to the dead letters. */
    public void setAside(Exchange exchange) {
        Receipt receipt = exchange.getProperty(RECEIPT, Receipt.class);
        LOG.warn("{}的队列来件不能登记,已移入死信队列: {}", exchange.getProperty("connector", String.class), receipt.message());
        exchange.getMessage().removeHeaders("*");
    }

    /** Answers in the form the sender speaks. */
    public void answer(Exchange exchange) throws JsonProcessingException {
        String connector = exchange.getProperty("connector", String.class);
        Entrance entrance = entrances.get(connector + "/" + exchange.getProperty("entry", String.class));
        Receipt receipt = exchange.getProperty(RECEIPT, Receipt.class);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        String own = Reading.JSON.writeValueAsString(receipt);
        Optional<String> foreign = entrance == null ? Optional.empty() : entrance.answer(own);
        boolean soap = entrance != null && entrance.form().isSoap();
        if (!soap) {
            status(message, exchange.getProperty(STATUS, 200, Integer.class));
        }
        SoapVersion version =
                entrance != null && entrance.form() == Entrance.Form.SOAP_1_2 ? SoapVersion.V1_2 : SoapVersion.V1_1;
        message.setHeader(
                Exchange.CONTENT_TYPE,
                soap ? version.contentType(StandardCharsets.UTF_8, "") : "application/json;charset=UTF-8");
        message.setBody(foreign.map(body -> soap ? version.envelope(body, StandardCharsets.UTF_8) : body)
                .orElse(own)
                .getBytes(StandardCharsets.UTF_8));
    }

    private static Arrival arrival(Exchange exchange) {
        return exchange.getProperty(ARRIVAL, Arrival.class);
    }

    private Entrance entrance(Arrival arrival) {
        Entrance entrance = entrances.get(arrival.connector() + "/" + arrival.entry());
        if (entrance == null) {
            throw new IllegalStateException("no entrance " + arrival.connector() + "/" + arrival.entry());
        }
        return entrance;
    }
}

package org.liandong.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpMethods;
import org.jspecify.annotations.Nullable;
import org.liandong.delivery.Receiver.Answer;
import org.liandong.delivery.Receiver.Request;
import org.liandong.delivery.Receiver.Result;
import org.liandong.health.Heard;
import org.liandong.health.RouteHealth;
import org.liandong.ledger.AttemptOutcome;
import org.liandong.ledger.Entry;
import org.liandong.ledger.Exchange.Said;
import org.liandong.ledger.Hold;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.OutboxMessage;
import org.liandong.ledger.SealedExchange;
import org.liandong.ledger.Turn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The steps of routes/delivery.camel.yaml. An attempt is on record before the call; what is not known to have arrived is
 * asked about before anything is sent again. Safe for any thread.
 */
public final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** By it whoever reads the log finds all that happened to a case; every step of a delivery is in one thread. */
    private static final String CASE = "caseNo";

    private static final String CALL = "call";
    private static final String REQUEST = "request";
    private static final String REPLY = "reply";
    private static final String ANSWER = "answer";

    private final Ledger ledger;
    private final Map<String, Receiver> receivers;
    private final Consequences consequences;
    private final Fuses fuses;
    private final Relay relay;
    private final RouteHealth health;
    private final Predicate<String> keepsTexts;
    private final Clock clock;

    public Delivery(
            Ledger ledger,
            Map<String, Receiver> receivers,
            Consequences consequences,
            Fuses fuses,
            Relay relay,
            RouteHealth health,
            Predicate<String> keepsTexts,
            Clock clock) {
        this.keepsTexts = keepsTexts;
        this.ledger = ledger;
        this.receivers = receivers;
        this.consequences = consequences;
        this.fuses = fuses;
        this.relay = relay;
        this.health = health;
        this.clock = clock;
    }

    /** Asks for the letter's turn and writes the attempt down. Leaves no call if there is nothing to do. */
    public void begin(Exchange exchange) {
        // the one before may have ended in an error
        MDC.remove(CASE);
        long id = Long.parseLong(exchange.getMessage().getBody(String.class).strip());
        Integer round = exchange.getMessage().getHeader(Relay.ROUND, Integer.class);
        Call call = ledger.write(entry -> begin(entry, id, round)).join();
        if (call != null) {
            MDC.put(CASE, call.message().caseNo().value());
        }
        exchange.setProperty(CALL, call);
    }

    private @Nullable Call begin(Entry entry, long id, @Nullable Integer round) {
        OutboxMessage message = entry.outbox().find(id).orElse(null);
        Receiver present = message == null ? null : receivers.get(message.receiver());
        if (message == null || present == null) {
            LOG.warn("消息代理里的 {} 在办件运行库中没有对应的待发消息或接收方,已略过", id);
            return null;
        }
        if (round != null && round < message.round()) {
            // a crash came between our commit and the broker's: its successor is under way or will be
            return null;
        }
        // a case keeps the version it was sent with
        Receiver receiver = present.hasFormer()
                ? entry.deliveries()
                        .versionFor(message)
                        .map(version -> present.asOf(version, message.operation()))
                        .orElse(present)
                : present;
        Instant now = clock.instant();
        Turn turn = entry.deliveries().begin(id, now);
        if (turn instanceof Turn.Go go) {
            return new Call(message, receiver, letter(entry, message), go.attemptNo(), now, false);
        }
        if (!(turn instanceof Turn.InDoubt doubt)) {
            return null;
        }
        ObjectNode letter = letter(entry, message);
        if (receiver.lookUp(letter).isPresent()) {
            return new Call(message, receiver, letter, doubt.last().attemptNo(), now, true);
        }
        if (receiver.recognisesRepetition()) {
            return new Call(message, receiver, letter, entry.deliveries().beginAgain(id, now), now, false);
        }
        bury(entry, message, letter, "已发出、未收到回执,对方不能查询,请人工核对");
        return null;
    }

    private static ObjectNode letter(Entry entry, OutboxMessage message) {
        return letter(message, entry.outbox().payload(message.id()).orElseThrow());
    }

    /** The letter as mappings see it, but for the moment of sending. */
    public static ObjectNode letter(OutboxMessage message, String payload) {
        try {
            ObjectNode letter = (ObjectNode) JSON.readTree(payload);
            return letter.put("seq", message.seq())
                    .put("letterNo", message.id())
                    .put("writtenAt", org.liandong.casework.Times.text(message.createdAt()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("待发消息%d的内容不是JSON".formatted(message.id()), e);
        }
    }

    /** Puts the letter into the receiver's form. */
    public void compose(Exchange exchange) {
        Call call = call(exchange);
        ObjectNode letter = call.letter().put("sentAt", org.liandong.casework.Times.text(clock.instant()));
        Optional<Request> composed = call.lookUp()
                ? call.receiver().lookUp(letter)
                : call.receiver().compose(call.message().operation(), letter);
        if (composed.isEmpty()) {
            exchange.setProperty(ANSWER, Answer.of(Result.DELIVERED, "该状态无需告知对方"));
            return;
        }
        Request request = composed.get();
        exchange.setProperty(REQUEST, request);
        exchange.setProperty("address", request.address());
        exchange.setProperty("method", HttpMethods.valueOf(request.method()));
        exchange.setProperty("contentType", request.contentType());
        exchange.setProperty("operationKey", Objects.requireNonNullElse(Receiver.text(letter, "operationKey"), ""));
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        request.headers().forEach(message::setHeader);
        message.setBody(request.body());
    }

    /** Reads the business result out of the answer. */
    public void understand(Exchange exchange) {
        Message message = exchange.getMessage();
        Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        byte[] body = message.getBody(byte[].class);
        Receiver.Reply reply = new Receiver.Reply(
                status == null ? 200 : status,
                message.getHeader(Exchange.CONTENT_TYPE, String.class),
                body == null ? new byte[0] : body);
        exchange.setProperty(REPLY, reply);
        exchange.setProperty(ANSWER, understood(call(exchange), exchange.getProperty(REQUEST, Request.class), reply));
    }

    private static Answer understood(Call call, Request request, Receiver.Reply reply) {
        int status = reply.status();
        if (status >= 500 && status != 503) {
            return Answer.of(Result.UNKNOWN, "对方系统出错(HTTP %d),正在核对".formatted(status));
        }
        if (status == 503 || status == 429) {
            return Answer.of(Result.RETRY, "对方系统繁忙(HTTP %d)".formatted(status));
        }
        try {
            return call.receiver().understand(request, reply);
        } catch (RuntimeException e) {
            return Answer.of(Result.UNKNOWN, "对方应答无法理解(HTTP %d): %s".formatted(status, e.getMessage()));
        }
    }

    /** The call failed on its way; whether anything arrived decides how it goes on. */
    public void troubled(Exchange exchange) {
        Exception trouble = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        boolean written = exchange.getProperty(REQUEST) != null;
        exchange.setProperty(ANSWER, troubled(trouble, written));
    }

    private static Answer troubled(Exception trouble, boolean written) {
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof Receiver.CannotCompose) {
                return new Answer(Result.REFUSED, null, "CANNOT_COMPOSE", cause.getMessage());
            }
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException) {
                return Answer.of(Result.RETRY, "连不上对方系统: " + cause.getMessage());
            }
            if (cause instanceof CertificateException || cause instanceof CertPathValidatorException) {
                // found before anything was sent
                return Answer.of(Result.RETRY, "对方的证书过期、不受信任或不是它的,没有发送: " + cause.getMessage());
            }
        }
        return written
                ? Answer.of(Result.UNKNOWN, "已发出、未收到回执: " + trouble.getMessage())
                : Answer.of(Result.RETRY, "报文没有写成,没有发送: " + trouble.getMessage());
    }

    /** Writes down how it ended, and what follows for the case. */
    public void conclude(Exchange exchange) {
        Call call = call(exchange);
        Answer answer = exchange.getProperty(ANSWER, Answer.class);
        Optional<SealedExchange> said = said(exchange, call, answer).map(ledger::seal);
        ledger.write(entry -> {
                    said.ifPresent(entry.exchanges()::keep);
                    conclude(entry, call, answer);
                    return true;
                })
                .join();
        fuses.heard(call.receiver(), answer.result() != Result.RETRY && answer.result() != Result.UNKNOWN);
        heard(answer)
                .ifPresent(sort -> health.hear(
                        call.receiver().name(),
                        new Heard(
                                sort,
                                answer.message(),
                                Duration.between(call.begun(), clock.instant()),
                                new Heard.About(
                                        call.message().caseNo(),
                                        call.lookUp()
                                                ? "LOOK_UP"
                                                : call.message().operation(),
                                        false))));
        relay.wake();
        MDC.remove(CASE);
    }

    /** What went out and came back; empty if nothing can have gone out. */
    private Optional<org.liandong.ledger.Exchange> said(Exchange exchange, Call call, Answer answer) {
        Request request = exchange.getProperty(REQUEST, Request.class);
        Receiver.Reply reply = exchange.getProperty(REPLY, Receiver.Reply.class);
        if (request == null || (reply == null && answer.result() == Result.RETRY)) {
            return Optional.empty();
        }
        Receiver receiver = call.receiver();
        boolean whole = keepsTexts.test(receiver.name());
        return Optional.of(new org.liandong.ledger.Exchange(
                call.message().id(),
                call.attemptNo(),
                call.lookUp(),
                clock.instant(),
                Said.of(request.body(), whole ? receiver.legible(request) : null),
                reply == null ? null : Said.of(reply.body(), whole ? receiver.legible(reply) : null)));
    }

    /** What it says about the route; empty if nothing. */
    private static Optional<Heard.Sort> heard(Answer answer) {
        return switch (answer.result()) {
            case DELIVERED -> Optional.of(Heard.Sort.WELL);
            case REFUSED -> Optional.of(Heard.Sort.REFUSED);
            case RETRY, UNKNOWN -> Optional.of(Heard.Sort.ILL);
            case NOT_FOUND, AWAITED -> Optional.empty();
        };
    }

    private void conclude(Entry entry, Call call, Answer answer) {
        Instant now = clock.instant();
        String detail = Optional.ofNullable(answer.message()).orElse("");
        switch (answer.result()) {
            case DELIVERED -> {
                end(entry, call, AttemptOutcome.DELIVERED, answer, now);
                if (setsTheVersion(call.message()) && !call.receiver().version().isEmpty()) {
                    entry.deliveries()
                            .wentBy(call.message().id(), call.receiver().version());
                }
                consequences.delivered(entry, call.message(), call.letter(), answer.foreignNo());
            }
            case REFUSED -> {
                if ("CANNOT_COMPOSE".equals(answer.code())) {
                    end(entry, call, AttemptOutcome.FAILED, answer, now);
                    bury(entry, call.message(), call.letter(), detail);
                } else {
                    end(entry, call, AttemptOutcome.REFUSED, answer, now);
                    consequences.failed(entry, call.message(), call.letter(), "对方拒收: " + detail);
                }
            }
            case NOT_FOUND -> {
                end(entry, call, AttemptOutcome.FAILED, answer, now);
                if (call.lookUp()) {
                    entry.deliveries().postpone(call.message().id(), now);
                } else {
                    // it was sent and not accepted: sending again at once would only ask the same again
                    tryLater(entry, call, detail, now);
                }
            }
            case RETRY -> {
                if (!call.lookUp()) {
                    end(entry, call, AttemptOutcome.FAILED, answer, now);
                }
                tryLater(entry, call, detail, now);
            }
            case AWAITED -> {
                if (!call.lookUp()) {
                    end(entry, call, AttemptOutcome.UNKNOWN, answer, now);
                }
                tryLater(entry, call, detail, now);
            }
            case UNKNOWN -> {
                if (!call.lookUp()) {
                    end(entry, call, AttemptOutcome.UNKNOWN, answer, now);
                    consequences.unknown(entry, call.message(), call.letter(), detail);
                }
                tryLater(entry, call, detail, now);
            }
        }
    }

    /** What follows about the case goes as this went. */
    private static boolean setsTheVersion(OutboxMessage message) {
        return message.seq() == 1 || message.operation().equals("DISPATCH");
    }

    private static void end(Entry entry, Call call, AttemptOutcome outcome, Answer answer, Instant now) {
        entry.deliveries()
                .end(call.message().id(), call.attemptNo(), outcome, answer.message(), answer.foreignNo(), now);
    }

    private void tryLater(Entry entry, Call call, String detail, Instant now) {
        Receiver.Patience patience = call.receiver().patience();
        OutboxMessage message = call.message();
        // as long as a person held it back, nobody lost patience
        Instant since = entry.routes()
                .hold(message.receiver())
                .map(Hold::releasedAt)
                .filter(released -> released.isAfter(message.createdAt()))
                .orElse(message.createdAt());
        if (now.isAfter(since.plus(patience.giveUpAfter()))) {
            bury(entry, message, call.letter(), "重试已超过%s仍未成功: %s".formatted(patience.giveUpAfter(), detail));
        } else {
            entry.deliveries().postpone(message.id(), now.plus(patience.after(message.round())));
        }
    }

    private void bury(Entry entry, OutboxMessage message, ObjectNode letter, String reason) {
        entry.deliveries().bury(message.id(), reason);
        consequences.failed(entry, message, letter, reason);
    }

    private static Call call(Exchange exchange) {
        return exchange.getProperty(CALL, Call.class);
    }
}

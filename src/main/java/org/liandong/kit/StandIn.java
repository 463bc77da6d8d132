package org.liandong.kit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.liandong.connectors.Connector;
import org.liandong.connectors.DepartmentConnector;
import org.liandong.connectors.LookUp;
import org.liandong.delivery.Receiver.Reply;
import org.liandong.delivery.Receiver.Result;

/**
 * Plays a connector's system over HTTPS on the loopback: answers as the samples do, once for each letter does what its mishap
 * says, and keeps a book of what it has taken. Safe for any thread.
 */
final class StandIn implements AutoCloseable {
    /** Stands in every letter's text; questions about a letter do not have it. */
    static final String MARK = "KITREHEARSAL";

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;
    private static final int BUSY_TIMES = 3;
    private static final int REFUSED_TIMES = 2;
    private static final Duration DROP = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TOKEN =
            "{\"access_token\":\"rehearsal\",\"token_type\":\"Bearer\",\"expires_in\":7200}";
    private static final String FAULT = "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\">"
            + "<soapenv:Body><soapenv:Fault><faultcode>soapenv:Server</faultcode><faultstring>java.lang."
            + "NullPointerException</faultstring></soapenv:Fault></soapenv:Body></soapenv:Envelope>";

    private final Connector connector;
    private final Reply taken;
    private final Optional<Reply> found;
    private final Optional<Reply> notFound;
    private final Map<String, Page> book = new ConcurrentHashMap<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "stand-in");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean holding;
    private int port;
    private @Nullable HttpsServer server;

    /** What it knows of one letter. */
    static final class Page {
        private final Mishap mishap;
        private final CountDownLatch arrived = new CountDownLatch(1);
        private int sent;
        private int taken;
        private boolean whole;

        private Page(Mishap mishap) {
            this.mishap = mishap;
        }

        /** How often it came after the first time that it was taken, without the hub having had to send it again. */
        synchronized int repeated() {
            return Math.max(taken - 1, 0);
        }

        synchronized boolean isTaken() {
            return taken > 0;
        }

        /** Whether the text stood in it to its end. */
        synchronized boolean isWhole() {
            return whole;
        }

        /** Waits until it has come and is not yet answered; whether it has in this time. */
        boolean awaitArrival(Duration time) throws InterruptedException {
            return arrived.await(time.toMillis(), TimeUnit.MILLISECONDS);
        }

        private synchronized int come() {
            sent++;
            return sent;
        }

        private synchronized void take(String text) {
            taken++;
            whole = text.contains(Letter.END);
        }
    }

    /** @throws IllegalArgumentException if no sample shows what is needed to answer */
    StandIn(Connector connector, SampleAnswers answers) {
        this.connector = connector;
        String operation = connector instanceof DepartmentConnector ? "DISPATCH" : "STATUS";
        this.taken = first(answers, "answer", operation, Result.DELIVERED)
                .orElseThrow(() -> new IllegalArgumentException("samples/answer 里没有收下的样例"));
        boolean asks = look().isPresent();
        this.found = asks ? first(answers, "lookUp-answer", "LOOK_UP", Result.DELIVERED) : Optional.empty();
        this.notFound = asks ? first(answers, "lookUp-answer", "LOOK_UP", Result.NOT_FOUND) : Optional.empty();
        if (asks && (found.isEmpty() || notFound.isEmpty())) {
            throw new IllegalArgumentException(
                    "samples/lookUp-answer 里没有%s的样例".formatted(found.isEmpty() ? "『有这件』" : "『没有这件』"));
        }
    }

    /** Samples of the answer to a dispatch may show how the look-up is answered, where both are the same. */
    private static Optional<Reply> first(SampleAnswers answers, String step, String operation, Result wanted) {
        List<Reply> own = answers.of(step);
        return (own.isEmpty() ? answers.of("answer") : own)
                .stream()
                        .filter(reply -> answers.result(operation, reply) == wanted)
                        .findFirst();
    }

    /** @throws UncheckedIOException if it cannot listen */
    void open(SSLContext certificate) {
        try {
            HttpsServer fresh = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            fresh.setHttpsConfigurator(new HttpsConfigurator(certificate));
            fresh.setExecutor(threads);
            fresh.createContext("/", this::handle);
            fresh.start();
            port = fresh.getAddress().getPort();
            server = fresh;
        } catch (IOException e) {
            throw new UncheckedIOException("替身不能监听: " + e.getMessage(), e);
        }
    }

    /** Nobody is there any more; {@link #open} begins again at the same address. */
    void shut() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    @Override
    public void close() {
        over.countDown();
        shut();
        threads.shutdownNow();
    }

    String address() {
        return "https://127.0.0.1:" + port;
    }

    /** @param number stands in the letter and in the questions about it, and in no other's */
    Page expect(String number, Mishap mishap) {
        return book.computeIfAbsent(number, any -> new Page(mishap));
    }

    /** Takes and holds the letter at which the hub dies, when the others are over; until now it was too busy for it. */
    void hold() {
        holding = true;
    }

    private Optional<LookUp> look() {
        return connector instanceof DepartmentConnector department ? department.lookUp() : Optional.empty();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String text = exchange.getRequestURI() + "\n"
                    + new String(body, connector.delivery().charset());
            if (text.contains("grant_type=")) {
                answer(exchange, new Reply(OK, "application/json", TOKEN.getBytes(StandardCharsets.UTF_8)));
                return;
            }
            Page page = book.entrySet().stream()
                    .filter(known -> text.contains(known.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
            if (page == null) {
                answer(exchange, new Reply(NOT_FOUND, "text/plain", new byte[0]));
            } else if (look().isPresent() && !text.contains(MARK)) {
                answer(exchange, (page.isTaken() ? found : notFound).orElseThrow());
            } else {
                letter(exchange, page, text);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void letter(HttpExchange exchange, Page page, String text) throws IOException, InterruptedException {
        if (page.mishap == Mishap.HUB_KILLED && !holding) {
            answer(exchange, new Reply(UNAVAILABLE, null, new byte[0]));
            return;
        }
        int time = page.come();
        boolean first = time == 1;
        switch (page.mishap) {
            case BUSY -> {
                if (time <= BUSY_TIMES) {
                    answer(exchange, new Reply(UNAVAILABLE, null, new byte[0]));
                    return;
                }
            }
            case UNAUTHORIZED -> {
                if (time <= REFUSED_TIMES) {
                    answer(exchange, new Reply(UNAUTHORIZED, null, new byte[0]));
                    return;
                }
            }
            case LOGIN_PAGE -> {
                if (first) {
                    answer(
                            exchange,
                            new Reply(
                                    OK,
                                    "text/html",
                                    "<!DOCTYPE html><html><head><title>统一认证</title></head><body>请登录</body></html>"
                                            .getBytes(StandardCharsets.UTF_8)));
                    return;
                }
            }
            case NOT_READ -> {
                if (first) {
                    return;
                }
            }
            default -> {}
        }
        page.take(text);
        page.arrived.countDown();
        if (!first) {
            answer(exchange, taken);
            return;
        }
        switch (page.mishap) {
            case HUNG_UP -> {}
            case HALF_ANSWER -> {
                exchange.getResponseHeaders().set("Content-Type", contentType());
                exchange.sendResponseHeaders(OK, taken.body().length);
                OutputStream out = exchange.getResponseBody();
                out.write(Arrays.copyOf(taken.body(), taken.body().length / 2));
                out.flush();
            }
            case LATE -> {
                pause(connector.delivery().timeouts().answer().plusSeconds(1));
                answer(exchange, taken);
            }
            case DRIP -> drip(exchange);
            case ERROR_AFTERWARDS ->
                answer(exchange, new Reply(SERVER_ERROR, "text/xml", FAULT.getBytes(StandardCharsets.UTF_8)));
            case HUB_KILLED -> pause(PATIENCE);
            default -> answer(exchange, taken);
        }
    }

    private void drip(HttpExchange exchange) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", contentType());
        exchange.sendResponseHeaders(OK, Math.max(taken.body().length, PATIENCE.dividedBy(DROP)));
        OutputStream out = exchange.getResponseBody();
        for (byte drop : taken.body()) {
            out.write(drop);
            out.flush();
            pause(DROP);
        }
        pause(PATIENCE);
    }

    private void pause(Duration time) throws InterruptedException {
        if (over.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException();
        }
    }

    private void answer(HttpExchange exchange, Reply reply) throws IOException {
        exchange.getResponseHeaders()
                .set("Content-Type", Objects.requireNonNullElseGet(reply.contentType(), this::contentType));
        exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
        exchange.getResponseBody().write(reply.body());
    }

    private String contentType() {
        return connector.delivery().protocol().equals("soap")
                ? connector.delivery().soap().contentType(connector.delivery().charset(), "")
                : "application/json;charset=" + connector.delivery().charset();
    }
}

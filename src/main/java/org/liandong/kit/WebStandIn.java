package org.liandong.kit;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.liandong.connectors.Connector;
import org.liandong.connectors.DepartmentConnector;
import org.liandong.connectors.LookUp;
import org.liandong.delivery.Receiver.Reply;
import org.liandong.delivery.Receiver.Result;

/** Plays a system over HTTPS on the loopback and answers as the samples do. */
final class WebStandIn implements StandIn {
    private static final Map<Mishap, Play> PLAYS = new EnumMap<>(Map.ofEntries(
            entry(Mishap.LONG_TEXT, new Play("四千字、带表情与生僻字,一字不少地送到", "charset、gbkTarget 照对方实际的写,映射里不要截短")),
            entry(Mishap.HUNG_UP, new Play("对方收下以后断线,没有应答", "答不上来的凭 lookUp 核对;没有查询的,对方要凭任务号认出重复")),
            entry(Mishap.HALF_ANSWER, new Play("对方收下,应答到一半断线", "只到一半的应答要成为UNKNOWN,再凭 lookUp 核对")),
            entry(Mishap.LATE, new Play("对方收下,应答过了超时才来", "timeouts.answer 照对方的慢来写;过了的凭 lookUp 核对")),
            entry(Mishap.DRIP, new Play("对方收下,应答一个字节一个字节地滴", "不要换掉 Kamelet 里的总时限")),
            entry(Mishap.ERROR_AFTERWARDS, new Play("对方收下以后报错(HTTP 500,SOAP错误)", "报错不等于没有收下:成为UNKNOWN,再凭 lookUp 核对")),
            entry(Mishap.NOT_READ, new Play("报文没有读完就断线", "lookUp 的应答映射要认得出『没有这件』,再送一次")),
            entry(Mishap.LOGIN_PAGE, new Play("HTTP 200,是一张登录网页,没有收下", "只有认得的成功代码才算收下")),
            entry(Mishap.BUSY, new Play("对方繁忙,503三次", "不要把繁忙写成拒收")),
            entry(Mishap.UNAUTHORIZED, new Play("凭据一时不对,401两次,没有收下", "没有业务代码的4xx写成RETRY:修好以后再送")),
            entry(Mishap.HUB_KILLED, new Play("送到一半枢纽被杀,再起", "答不上来的凭 lookUp 核对;没有查询的,对方要凭任务号认出重复")),
            entry(Mishap.LOCKED_OUT, new Play("对方的证书过期:不送;对方停机、换好证书再起:送到", "不要在 Kamelet 里关掉证书的检查"))));

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
    private final Certificates certificates;
    private final Book book = new Book();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "stand-in");
        thread.setDaemon(true);
        return thread;
    });
    private int port;
    private @Nullable HttpsServer server;

    /** @throws IllegalArgumentException if no sample shows what is needed to answer */
    WebStandIn(Connector connector, SampleAnswers answers, Certificates certificates) {
        this.connector = connector;
        this.certificates = certificates;
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

    @Override
    public Map<Mishap, Play> plays() {
        return PLAYS;
    }

    @Override
    public void leadHere(ObjectNode settings) {
        settings.put("endpoint", address());
        if (settings.path("oauth") instanceof ObjectNode oauth) {
            oauth.put("token", address() + "/token");
        }
    }

    private String address() {
        return "https://127.0.0.1:" + port;
    }

    @Override
    public void open() throws IOException {
        open(certificates.good());
    }

    @Override
    public void lockOut() throws IOException {
        shut();
        open(certificates.expired());
    }

    @Override
    public void letIn() throws IOException {
        shut();
        open();
    }

    private void open(SSLContext certificate) throws IOException {
        HttpsServer fresh = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        fresh.setHttpsConfigurator(new HttpsConfigurator(certificate));
        fresh.setExecutor(threads);
        fresh.createContext("/", this::handle);
        fresh.start();
        port = fresh.getAddress().getPort();
        server = fresh;
    }

    private void shut() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    @Override
    public void close() {
        book.close();
        shut();
        threads.shutdownNow();
    }

    @Override
    public Book book() {
        return book;
    }

    @Override
    public boolean knowsRepetitions() {
        return look().isPresent();
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
            Page page = book.pageFor(text).orElse(null);
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
        if (book.isTooEarlyFor(page)) {
            answer(exchange, new Reply(UNAVAILABLE, null, new byte[0]));
            return;
        }
        int time = page.come();
        boolean first = time == 1;
        switch (page.mishap()) {
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
        page.arrive();
        if (!first) {
            answer(exchange, taken);
            return;
        }
        switch (page.mishap()) {
            case HUNG_UP -> {}
            case HALF_ANSWER -> {
                exchange.getResponseHeaders().set("Content-Type", contentType());
                exchange.sendResponseHeaders(OK, taken.body().length);
                OutputStream out = exchange.getResponseBody();
                out.write(Arrays.copyOf(taken.body(), taken.body().length / 2));
                out.flush();
            }
            case LATE -> {
                book.pause(connector.delivery().timeouts().answer().plusSeconds(1));
                answer(exchange, taken);
            }
            case DRIP -> drip(exchange);
            case ERROR_AFTERWARDS ->
                answer(exchange, new Reply(SERVER_ERROR, "text/xml", FAULT.getBytes(StandardCharsets.UTF_8)));
            case HUB_KILLED -> book.pause(PATIENCE);
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
            book.pause(DROP);
        }
        book.pause(PATIENCE);
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

package org.liandong.kit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Delivery;
import org.liandong.connectors.DepartmentConnector;
import org.liandong.connectors.Proof;
import org.liandong.connectors.Samples;
import org.liandong.delivery.Receiver;
import org.liandong.delivery.Receiver.Answer;
import org.liandong.delivery.Receiver.Reply;
import org.liandong.delivery.Receiver.Request;
import org.liandong.delivery.Receiver.Result;
import org.liandong.hub.ConnectorReceiver;
import org.liandong.security.Credentials;
import org.liandong.security.SenderProof;
import org.liandong.security.SigningKey;

/**
 * What the system itself does when the hub calls it: one task is really dispatched, twice, and asked about. For a system's
 * place for tests, over HTTP. A second dispatch must be the first one again, or every cut line makes two tasks of one.
 */
final class WireTrials {
    static final String STAGE = "对方";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd", java.util.Locale.ROOT);
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String WRONG = "not-the-password";
    private static final int SERVER_ERROR = 500;
    private static final Set<Result> NOT_TAKEN = Set.of(Result.REFUSED, Result.RETRY, Result.NOT_FOUND, Result.UNKNOWN);

    private final Connector connector;
    private final Path folder;
    private final ConnectorKit.Target target;
    private final Clock clock;
    private final HttpClient http;
    private final String caseNo;

    WireTrials(Connector connector, Path folder, ConnectorKit.Target target, Clock clock) {
        this.connector = connector;
        this.folder = folder;
        this.target = target;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connector.delivery().timeouts().connect())
                .build();
        Instant now = clock.instant();
        // a number that no case has: the channel is none, and the moment makes it new
        this.caseNo = "JN%s99%07d"
                .formatted(
                        DAY.withZone(ZoneId.of("Asia/Shanghai")).format(now),
                        Math.floorMod(now.toEpochMilli(), 10_000_000));
    }

    List<Trial> all() {
        Delivery delivery = connector.delivery();
        boolean http = Set.of("rest", "soap").contains(delivery.protocol()) && delivery.proof() != Proof.OAUTH2;
        if (!http || !(connector instanceof DepartmentConnector)) {
            return List.of(Trial.failed(STAGE, "对着地址试", "只会试用rest或soap、不凭访问令牌的部门", "去掉 --against"));
        }
        Set<String> missing = missing();
        if (!missing.isEmpty()) {
            return List.of(
                    Trial.failed(STAGE, "对着地址试", "没有值: " + String.join("、", missing), "写在枢纽的配置文件里,以 --config 指明"));
        }
        ObjectNode letter = dispatch();
        Receiver right = receiver(target.credentials(), login());
        List<Trial> trials = new ArrayList<>();
        trials.add(trial(
                "凭据不对的派遣不收",
                letter,
                receiver(
                        Credentials.madeUp(connector.sender()),
                        login().map(account -> new Delivery.Login(account.user(), WRONG))),
                NOT_TAKEN));
        trials.add(half(letter, right));
        trials.add(asked("没有派过的任务,查询说没有", letter, right, Result.NOT_FOUND));
        String first = null;
        try {
            Answer answer = sent(right, compose(right, letter));
            first = answer.foreignNo();
            trials.add(verdict("派遣收下", answer, Set.of(Result.DELIVERED)));
        } catch (IOException e) {
            trials.add(unreached("派遣收下", e));
        }
        trials.add(again(letter, right, first));
        trials.add(asked("派过的任务,查询说有", letter, right, Result.DELIVERED));
        trials.add(trial(
                "四千字、带表情与生僻字的派遣收下",
                Letter.of(renumbered(letter, "02").toString()).atLength(),
                right,
                Set.of(Result.DELIVERED)));
        return trials.stream().filter(Objects::nonNull).toList();
    }

    private ObjectNode dispatch() {
        try {
            String sample = Samples.inputsOf("DISPATCH", folder).stream()
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("samples/DISPATCH 里没有样例"));
            return renumbered(Letter.of(sample).copy(), "01");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode renumbered(ObjectNode letter, String task) {
        String now = clock.instant()
                .atZone(ZoneId.of("Asia/Shanghai"))
                .toOffsetDateTime()
                .toString();
        return letter.deepCopy()
                .put("caseNo", caseNo)
                .put("taskNo", caseNo + "-" + task)
                .put("operationKey", caseNo + "-" + task + "#1")
                .put("title", "联调测试,请勿处置")
                .put("sentAt", now)
                .put("writtenAt", now);
    }

    /** The placeholders in the hub's account there that nobody has said the value of. */
    private Set<String> missing() {
        return connector.delivery().login().stream()
                .flatMap(account -> Stream.of(account.user(), account.password()))
                .flatMap(text -> Rehearsal.PLACEHOLDER.matcher(text).results())
                .map(found -> found.group(1))
                .filter(name -> !target.settings().containsKey(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Optional<Delivery.Login> login() {
        return connector
                .delivery()
                .login()
                .map(account -> new Delivery.Login(resolved(account.user()), resolved(account.password())));
    }

    private String resolved(String text) {
        return Rehearsal.PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        Objects.requireNonNull(target.settings().get(found.group(1)))));
    }

    private Receiver receiver(Credentials whose, Optional<Delivery.Login> login) {
        return new ConnectorReceiver(
                connector.name(),
                "",
                target.address(),
                login,
                connector,
                new SenderProof(whose, SigningKey.madeUp(), clock, TOLERANCE),
                ConnectorKit::photo);
    }

    private static Request compose(Receiver receiver, ObjectNode letter) {
        return receiver.compose("DISPATCH", letter.deepCopy()).orElseThrow();
    }

    private Trial trial(String name, ObjectNode letter, Receiver receiver, Set<Result> right) {
        try {
            return verdict(name, sent(receiver, compose(receiver, letter)), right);
        } catch (IOException e) {
            return unreached(name, e);
        }
    }

    /** The head says how much comes; the rest never does. */
    private Trial half(ObjectNode letter, Receiver receiver) {
        String name = "只到了一半的派遣不收";
        Request whole = compose(receiver, letter);
        byte[] part = Arrays.copyOf(whole.body(), whole.body().length / 2);
        try {
            Request cut = new Request(
                    whole.address(), whole.method(), whole.contentType(), part, whole.headers(), whole.operation());
            return verdict(name, sent(receiver, cut), NOT_TAKEN);
        } catch (IOException e) {
            return Trial.passed(STAGE, name);
        }
    }

    private Trial again(ObjectNode letter, Receiver receiver, @Nullable String first) {
        String name = "同一件再派一次,还是那一件";
        try {
            Answer answer = sent(receiver, compose(receiver, letter));
            if (answer.result() != Result.DELIVERED) {
                return verdict(name, answer, Set.of(Result.DELIVERED));
            }
            boolean other = first != null && answer.foreignNo() != null && !first.equals(answer.foreignNo());
            return other
                    ? Trial.failed(
                            STAGE,
                            name,
                            "第一次的编号是%s,第二次是%s".formatted(first, answer.foreignNo()),
                            "对方要凭任务号(或Idempotency-Key)认出重复,断线重发才不会成为两件")
                    : Trial.passed(STAGE, name);
        } catch (IOException e) {
            return unreached(name, e);
        }
    }

    private @Nullable Trial asked(String name, ObjectNode letter, Receiver receiver, Result right) {
        Optional<Request> question = receiver.lookUp(letter.deepCopy());
        if (question.isEmpty()) {
            return null;
        }
        try {
            return verdict(name, sent(receiver, question.get()), Set.of(right));
        } catch (IOException e) {
            return unreached(name, e);
        }
    }

    private Answer sent(Receiver receiver, Request request) throws IOException {
        HttpRequest.Builder call = HttpRequest.newBuilder(URI.create(request.address()))
                .timeout(connector.delivery().timeouts().answer())
                .header("Content-Type", request.contentType())
                .method(
                        request.method(),
                        request.body().length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach(call::header);
        try {
            HttpResponse<byte[]> response = http.send(call.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() >= SERVER_ERROR) {
                // as the hub takes it, whatever the body says
                return new Answer(Result.UNKNOWN, null, "HTTP" + response.statusCode(), null);
            }
            return receiver.understand(
                    request,
                    new Reply(
                            response.statusCode(),
                            response.headers().firstValue("Content-Type").orElse(null),
                            response.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("被中断", e);
        }
    }

    private static Trial verdict(String name, Answer answer, Set<Result> right) {
        return right.contains(answer.result())
                ? Trial.passed(STAGE, name)
                : Trial.failed(
                        STAGE,
                        name,
                        "当作了%s%s"
                                .formatted(
                                        AnswerTrials.WORDS.get(answer.result()),
                                        answer.message() == null ? "" : ": " + answer.message()),
                        right.equals(NOT_TAKEN) ? "请对方改:不该收的收下了" : "看对方的应答是不是与样例一样,再改应答映射或请对方改");
    }

    private static Trial unreached(String name, IOException e) {
        return Trial.failed(STAGE, name, "没有应答: " + e, "看地址、网络与超时");
    }
}

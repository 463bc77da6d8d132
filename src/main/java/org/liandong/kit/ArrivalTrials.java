package org.liandong.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseNumber;
import org.liandong.connectors.Connector;
import org.liandong.connectors.DepartmentConnector;
import org.liandong.connectors.Entry;
import org.liandong.connectors.MappingException;
import org.liandong.connectors.Proof;
import org.liandong.connectors.Samples;
import org.liandong.hub.SenderVoice;
import org.liandong.hub.SenderVoice.Spoken;
import org.liandong.ledger.View;
import org.liandong.security.Credentials;
import org.liandong.security.SenderProof;
import org.liandong.security.SigningKey;
import org.liandong.soap.PhotoPackage;

/**
 * Reports to a rehearsing hub as a connector's system does, by its own way and with its proof, also as such systems do when something
 * is wrong with them. What counts is what the hub's ledger holds afterwards. Safe for threads that each have a system of their own.
 */
final class ArrivalTrials {
    private static final String STAGE = "来件";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern TASK = Pattern.compile("JN\\d{17}-\\d{2}");
    private static final Set<Proof> PROVABLE =
            Set.of(Proof.HEADERS, Proof.BODY_HMAC, Proof.LOGIN, Proof.USERNAME_TOKEN);
    private static final Set<Proof> TIMED = Set.of(Proof.HEADERS, Proof.BODY_HMAC, Proof.USERNAME_TOKEN);
    private static final int PHOTO = 8_000;
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private final URI hub;
    private final Credentials credentials;
    private final Ledger ledger;
    private final Clock clock;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /** Looks into the hub's ledger. */
    interface Ledger {
        <T> T look(Function<View, T> question);
    }

    /**
     * @param hub its address
     * @param credentials of the hub, which those who report have from it
     */
    ArrivalTrials(URI hub, Credentials credentials, Ledger ledger, Clock clock) {
        this.hub = hub;
        this.credentials = credentials;
        this.ledger = ledger;
        this.clock = clock;
    }

    @SuppressWarnings("ArrayRecordComponent") // sent and compared by nobody
    private record Answer(int status, String text) {}

    List<Trial> of(RehearsalPart part) throws IOException, InterruptedException {
        List<Trial> trials = new ArrayList<>();
        for (Entry entry : part.connector().receives()) {
            boolean http = entry.kind() == Entry.Kind.HTTP || entry.kind() == Entry.Kind.SOAP;
            if (http && PROVABLE.contains(entry.proof())) {
                trials.addAll(at(part, entry));
            } else if (part.standIn() instanceof ReportingStandIn reporter && reporter.reaches(entry)) {
                trials.addAll(without(part, entry, reporter));
            }
        }
        return trials;
    }

    /**
     * What is reported.
     *
     * @param text the first: of the task if there is one, that it is done
     * @param sign that the same task was signed for; empty if there is no such task
     * @param unknown something that has a code that nobody knows
     */
    private record Material(String text, Optional<String> task, Optional<String> sign, Optional<String> unknown) {}

    /** Empty if there are no samples. */
    private Optional<Material> material(RehearsalPart part, Entry entry) throws IOException, InterruptedException {
        Map<String, String> samples = samples(part, entry);
        Optional<String> task = part.connector() instanceof DepartmentConnector department
                ? dispatched(department.department())
                : Optional.empty();
        String done = samples.get("done");
        String sign = samples.get("sign");
        boolean ordered = task.isPresent() && done != null && sign != null;
        Optional<String> sample = ordered
                ? Optional.ofNullable(done)
                : samples.entrySet().stream()
                        .filter(one -> !one.getKey().equals("unknown"))
                        .map(Map.Entry::getValue)
                        .findFirst();
        return sample.map(text -> new Material(
                of(task, text),
                task,
                ordered ? Optional.ofNullable(sign).map(signed -> of(task, signed)) : Optional.empty(),
                Optional.ofNullable(samples.get("unknown"))));
    }

    /** A sample as one of that task. */
    private static String of(Optional<String> task, String sample) {
        return task.map(number -> TASK.matcher(sample).replaceAll(number)).orElse(sample);
    }

    private List<Trial> at(RehearsalPart part, Entry entry) throws IOException, InterruptedException {
        Optional<Material> there = material(part, entry);
        if (there.isEmpty()) {
            return List.of();
        }
        Material material = there.get();
        String text = material.text();
        String stage = STAGE + " " + entry.name();
        Connector connector = part.connector();
        List<Trial> trials = new ArrayList<>();
        Spoken right = message(connector, entry, text, credentials, clock);
        trials.add(refused(
                stage,
                "凭据不对",
                connector,
                entry,
                () -> send(message(connector, entry, text, Credentials.madeUp(connector.sender()), clock))));
        if (TIMED.contains(entry.proof())) {
            trials.add(refused(
                    stage,
                    "时钟慢一小时",
                    connector,
                    entry,
                    () -> send(
                            message(connector, entry, text, credentials, Clock.offset(clock, Duration.ofHours(-1))))));
        }
        trials.add(refused(stage, "发到一半断线", connector, entry, () -> half(right)));
        if (entry.kind() == Entry.Kind.SOAP) {
            trials.add(refused(stage, "附件只到一半", connector, entry, () -> send(halfAttachment(connector, right))));
        }
        trials.add(twice(stage, connector, entry, text));
        if (material.sign().isPresent()) {
            send(message(connector, entry, material.sign().get(), credentials, clock));
            trials.add(outOfOrder(stage, material.task().orElseThrow()));
        }
        if (material.unknown().isPresent()) {
            trials.add(unknown(stage, connector, entry, material.unknown().get()));
        }
        return trials;
    }

    /** The same where nobody is answered, and what can be wrong there. */
    private List<Trial> without(RehearsalPart part, Entry entry, ReportingStandIn reporter)
            throws IOException, InterruptedException {
        Optional<Material> there = material(part, entry);
        if (there.isEmpty()) {
            return List.of();
        }
        Material material = there.get();
        String stage = STAGE + " " + entry.name();
        Desk desk = new Desk(part.connector(), entry, reporter);
        List<Trial> trials = new ArrayList<>();
        for (ReportingStandIn.Manner manner : reporter.wrong(entry)) {
            trials.add(
                    desk.isHeard(material.text(), manner)
                            ? Trial.failed(stage, manner.chinese(), "枢纽登记了", manner.why())
                            : Trial.passed(stage, manner.chinese()));
        }
        trials.add(twice(stage, desk, material));
        if (material.sign().isPresent()) {
            desk.isHeard(material.sign().get(), ReportingStandIn.Manner.RIGHT);
            trials.add(outOfOrder(stage, material.task().orElseThrow()));
        }
        if (material.unknown().isPresent()) {
            String name = "没见过的代码";
            trials.add(
                    desk.isHeard(material.unknown().get(), ReportingStandIn.Manner.RIGHT)
                            ? Trial.passed(stage, name)
                            : Trial.failed(stage, name, "没有留存", "这是枢纽的缺陷,请报告"));
        }
        return trials;
    }

    /** Where reports are put down and found. */
    private final class Desk {
        private final Connector connector;
        private final Entry entry;
        private final ReportingStandIn reporter;

        Desk(Connector connector, Entry entry, ReportingStandIn reporter) {
            this.connector = connector;
            this.entry = entry;
            this.reporter = reporter;
        }

        /** Whether the hub has kept something of it by the time that it is through with it. */
        boolean isHeard(String text, ReportingStandIn.Manner manner) throws IOException, InterruptedException {
            Optional<Instant> before = last(connector, entry);
            ReportingStandIn.Laid laid = reporter.report(entry, text, manner);
            Instant end = clock.instant().plus(PATIENCE);
            while (clock.instant().isBefore(end) && !laid.isDealtWith()) {
                TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            }
            return !before.equals(last(connector, entry));
        }
    }

    private Trial twice(String stage, Desk desk, Material material) throws IOException, InterruptedException {
        String name = "同一报文来两次,只算一次";
        if (!desk.isHeard(material.text(), ReportingStandIn.Manner.RIGHT)) {
            return Trial.failed(stage, name, "第一次就没有登记", "让样例说得通:照与对方约定的写");
        }
        int steps = steps(material);
        desk.isHeard(material.text(), ReportingStandIn.Manner.RIGHT);
        return steps == steps(material)
                ? Trial.passed(stage, name)
                : Trial.failed(stage, name, "第二次又办了一次", "映射里给eventNo,或让同一报文读出来一样");
    }

    /** How far the task's case has come. */
    private int steps(Material material) {
        return material.task()
                .map(task -> ledger.look(view -> view.trace().of(new CaseNumber(caseOf(task)))))
                .map(List::size)
                .orElse(0);
    }

    private static String caseOf(String task) {
        return task.substring(0, task.lastIndexOf('-'));
    }

    /** Something that is done at the hub's door; null if nothing was answered. */
    private interface Knock {
        @Nullable
        Answer knock() throws IOException, InterruptedException;
    }

    private Trial refused(String stage, String name, Connector connector, Entry entry, Knock knock)
            throws IOException, InterruptedException {
        Optional<Instant> before = last(connector, entry);
        Answer answer = knock.knock();
        if (!before.equals(last(connector, entry))) {
            return Trial.failed(stage, name, "枢纽登记了", "这是枢纽的缺陷,请报告");
        }
        if (answer == null || entry.kind() == Entry.Kind.SOAP || answer.status() >= CLIENT_ERROR) {
            return Trial.passed(stage, name);
        }
        return Trial.failed(stage, name, "答了HTTP " + answer.status(), "答复的映射不要把拒收写成成功");
    }

    private Trial twice(String stage, Connector connector, Entry entry, String text)
            throws IOException, InterruptedException {
        String name = "同一报文来两次,答复一样";
        Optional<Instant> before = last(connector, entry);
        Answer first = send(message(connector, entry, text, credentials, clock));
        if (before.equals(last(connector, entry))) {
            return Trial.failed(
                    stage, name, "第一次就没有登记: HTTP %d %s".formatted(first.status(), beginning(first)), "让样例说得通:照与对方约定的写");
        }
        Answer second = send(message(connector, entry, text, credentials, clock));
        return first.equals(second)
                ? Trial.passed(stage, name)
                : Trial.failed(stage, name, "两次答复不同: " + beginning(second), "答复的映射里不要用当前时间或随机数");
    }

    /** After it was said that the task is done, and then that it was signed for. */
    private Trial outOfOrder(String stage, String task) throws IOException, InterruptedException {
        String name = "先报办结,后报签收";
        JsonNode there = read(asOperator("/api/cases/" + caseOf(task), null));
        boolean whole = there.findValuesAsText("signedAt").stream().anyMatch(ArrivalTrials::isSaid)
                && there.findValuesAsText("doneAt").stream().anyMatch(ArrivalTrials::isSaid);
        return whole ? Trial.passed(stage, name) : Trial.failed(stage, name, "任务没有办结", "办结的样例要有任务号、承办人、办理结果与是否解决");
    }

    private Trial unknown(String stage, Connector connector, Entry entry, String sample)
            throws IOException, InterruptedException {
        String name = "没见过的代码";
        Optional<Instant> before = last(connector, entry);
        Answer answer = send(message(connector, entry, sample, credentials, clock));
        return answer.status() < SERVER_ERROR && !before.equals(last(connector, entry))
                ? Trial.passed(stage, name)
                : Trial.failed(
                        stage, name, "没有留存: HTTP %d %s".formatted(answer.status(), beginning(answer)), "这是枢纽的缺陷,请报告");
    }

    /** When the hub last kept something that came in there. */
    private Optional<Instant> last(Connector connector, Entry entry) {
        return ledger.look(view -> view.raw().lastAt(connector.name() + "/" + entry.name()));
    }

    /** One for each kind of message, the first. */
    private static Map<String, String> samples(RehearsalPart part, Entry entry) {
        Map<String, String> samples = new HashMap<>();
        try {
            for (String sample : Samples.inputsOf(entry.name(), part.folder())) {
                samples.putIfAbsent(kind(entry, sample), sample);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return samples;
    }

    private static String kind(Entry entry, String sample) {
        try {
            return JSON.readTree(entry.mapping().apply(sample)).path("kind").asText();
        } catch (MappingException | JsonProcessingException e) {
            // the sample itself has failed and says so
            return "unknown";
        }
    }

    private static Spoken message(Connector connector, Entry entry, String text, Credentials whose, Clock when) {
        return new SenderVoice(whose, new SenderProof(whose, SigningKey.madeUp(), when, TOLERANCE))
                .says(connector, entry, text);
    }

    /** The message as it was, with a photograph beside it of which the second half is missing. */
    private static Spoken halfAttachment(Connector connector, Spoken message) {
        PhotoPackage.Packed packed = PhotoPackage.packed(
                new String(message.body(), StandardCharsets.UTF_8),
                Map.of("photo@kit", new byte[PHOTO]),
                connector.delivery().soap(),
                StandardCharsets.UTF_8,
                "");
        Map<String, String> headers = new HashMap<>(message.headers());
        headers.put("Content-Type", packed.contentType());
        return new Spoken(message.path(), headers, Arrays.copyOf(packed.body(), packed.body().length - PHOTO / 2));
    }

    private Answer send(Spoken message) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(hub.resolve(message.path()))
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(message.body()));
        message.headers().forEach(request::header);
        return answer(request);
    }

    private Answer answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Answer(response.statusCode(), response.body());
    }

    /** Promises all of it and breaks off half way. */
    private @Nullable Answer half(Spoken message) throws IOException {
        StringBuilder head = new StringBuilder("POST %s HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\n"
                .formatted(message.path(), hub.getAuthority(), message.body().length));
        message.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        try (Socket line = new Socket(hub.getHost(), hub.getPort())) {
            line.setSoTimeout((int) PATIENCE.toMillis());
            line.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            line.getOutputStream().write(message.body(), 0, message.body().length / 2);
            line.shutdownOutput();
            // until the hub has dealt with it
            line.getInputStream().readAllBytes();
        } catch (SocketTimeoutException e) {
            // it waits for the rest, and has dealt with nothing
            return null;
        }
        return null;
    }

    /** A case of one's own with the department, reported by a grid terminal; empty if this hub knows no such department. */
    private Optional<String> dispatched(String department) throws IOException, InterruptedException {
        String now = clock.instant()
                .atZone(ZONE)
                .truncatedTo(ChronoUnit.SECONDS)
                .toOffsetDateTime()
                .toString();
        String report = JSON.createObjectNode()
                .put("deviceNo", "KIT")
                .put("userId", "kit")
                .put("eventLocalId", "kit-" + department + "-" + clock.millis())
                .put("title", "联调测试,请勿处置")
                .put("desc", "检验连接器" + department)
                .put("discoverTime", now)
                .put("submitTime", now)
                .put("handleMode", "REPORT")
                .put("urgency", "N")
                .toString();
        byte[] body = report.getBytes(StandardCharsets.UTF_8);
        if (!credentials.knows("WGT")) {
            return Optional.empty();
        }
        Map<String, String> headers = new HashMap<>(
                new SenderProof(credentials, SigningKey.madeUp(), clock, TOLERANCE).headersAs("WGT", "WGT", body));
        headers.put("Content-Type", "application/json;charset=UTF-8");
        String caseNo = read(send(new Spoken("/channels/grid/events", headers, body)))
                .path("caseNo")
                .asText();
        if (caseNo.isEmpty()) {
            return Optional.empty();
        }
        command(caseNo, JSON.createObjectNode().put("command", "ACCEPT"));
        Answer given = command(
                caseNo, JSON.createObjectNode().put("command", "DISPATCH").put("lead", department));
        return given.status() < CLIENT_ERROR ? Optional.of(caseNo + "-01") : Optional.empty();
    }

    private static boolean isSaid(String text) {
        return !text.isEmpty() && !text.equals("null");
    }

    private Answer command(String caseNo, ObjectNode command) throws IOException, InterruptedException {
        return asOperator("/api/cases/" + caseNo + "/commands", command);
    }

    /** @param body null to ask */
    private Answer asOperator(String path, @Nullable ObjectNode body) throws IOException, InterruptedException {
        Credentials.Operator operator = credentials.operator();
        String account = operator.user() + ":" + operator.password();
        HttpRequest.Builder request = HttpRequest.newBuilder(hub.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json;charset=UTF-8")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(account.getBytes(StandardCharsets.UTF_8)));
        return answer(
                body == null ? request.GET() : request.POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private static JsonNode read(Answer answer) {
        try {
            return JSON.readTree(answer.text());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String beginning(Answer answer) {
        return answer.text().substring(0, Math.min(200, answer.text().length()));
    }
}

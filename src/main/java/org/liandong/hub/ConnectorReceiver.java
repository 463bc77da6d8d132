package org.liandong.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Delivery;
import org.liandong.connectors.DepartmentConnector;
import org.liandong.connectors.LookUp;
import org.liandong.connectors.Mapping;
import org.liandong.connectors.MappingException;
import org.liandong.connectors.Proof;
import org.liandong.connectors.Send;
import org.liandong.delivery.Receiver;
import org.liandong.intake.cleaning.Decoder;
import org.liandong.intake.cleaning.Transliteration;
import org.liandong.security.SenderProof;
import org.liandong.soap.PhotoPackage;
import org.liandong.soap.SoapVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A receiver as its connector folder describes it. */
public final class ConnectorReceiver implements Receiver {
    private static final int LONGEST = 100_000;
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorReceiver.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Charset GBK = Charset.forName("GBK");
    private static final Pattern FAULT = Pattern.compile("<(?:\\w+:)?Fault[\\s>]");
    private static final Pattern DECLARATION = Pattern.compile("^\\s*<\\?xml[^>]*\\?>");

    private final Decoder decoder = new Decoder();
    private final String name;
    private final String call;
    private final String endpoint;
    private final Connector connector;
    private final SenderProof proof;
    private final Photos photos;
    private final Optional<Delivery.Login> login;
    private final Optional<SecretWords> password;
    private final Optional<FormerVersions> former;

    /**
     * @param name the queue
     * @param call the Kamelet with its settings
     * @param endpoint with every placeholder resolved
     * @param login likewise; empty if the hub does not log in
     */
    public ConnectorReceiver(
            String name,
            String call,
            String endpoint,
            Optional<Delivery.Login> login,
            Connector connector,
            SenderProof proof,
            Photos photos) {
        this(name, call, endpoint, login, connector, proof, photos, Optional.empty());
    }

    /** Whence photographs come that go with a letter. */
    public interface Photos {
        /** @return the content; empty if it is not there any more */
        Optional<byte[]> find(String sm3);
    }

    /** @param former whence the versions of the connector come that it had before */
    ConnectorReceiver(
            String name,
            String call,
            String endpoint,
            Optional<Delivery.Login> login,
            Connector connector,
            SenderProof proof,
            Photos photos,
            Optional<FormerVersions> former) {
        this.photos = photos;
        this.former = former;
        this.name = name;
        this.call = call;
        this.endpoint = endpoint;
        this.login = login;
        this.password = login.map(Delivery.Login::password)
                .filter(word -> !word.isBlank())
                .map(SecretWords::new);
        this.connector = connector;
        this.proof = proof;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String title() {
        return connector.title();
    }

    @Override
    public String call() {
        return call;
    }

    @Override
    public String version() {
        return connector.version();
    }

    @Override
    public boolean hasFormer() {
        return former.isPresent() && former.get().hasOther(connector);
    }

    @Override
    public Receiver asOf(String version, String operation) {
        if (version.equals(connector.version())) {
            return this;
        }
        // it goes over the line of today; only what is said is as it was
        return former.flatMap(versions -> versions.find(connector.name(), version))
                .filter(then -> then.operations().containsKey(operation))
                .filter(then -> fitsTheLine(then.delivery(), connector.delivery()))
                .<Receiver>map(then -> new ConnectorReceiver(name, call, endpoint, login, then, proof, photos))
                .orElse(this);
    }

    private static boolean fitsTheLine(Delivery then, Delivery now) {
        return then.protocol().equals(now.protocol()) && then.proof() == now.proof() && then.soap() == now.soap();
    }

    @Override
    public int concurrency() {
        return connector.delivery().concurrency();
    }

    /** The operation key goes with every message, and a contract of ours is that it is honoured. */
    @Override
    public boolean recognisesRepetition() {
        return true;
    }

    @Override
    public Patience patience() {
        Delivery.Retry retry = connector.delivery().retry();
        return new Patience(retry.first(), retry.factor(), retry.longest(), retry.giveUpAfter());
    }

    @Override
    public Fuse fuse() {
        Delivery.Breaker breaker = connector.delivery().breaker();
        return new Fuse(breaker.failures(), breaker.open());
    }

    @Override
    public Optional<Request> compose(String operation, ObjectNode letter) {
        Send send = connector.operations().get(operation);
        if (send == null) {
            throw new CannotCompose("连接器%s没有%s的映射,请在sends中补上".formatted(connector.name(), operation), null);
        }
        String body = mapped(send.mapping(), legible(letter));
        return Mapping.saysNothing(body)
                ? Optional.empty()
                : Optional.of(request(
                        operation,
                        send.method(),
                        send.pathFor(task(letter), letterNo(letter)),
                        send.action(),
                        body,
                        key(letter)));
    }

    /**
     * Of a system's tasks only a dispatch can be asked about: that the task is there says nothing about what was said of it
     * later. A ferry knows of each file.
     */
    @Override
    public Optional<Request> lookUp(ObjectNode letter) {
        if (connector.delivery().ferry().isPresent()) {
            return Optional.ofNullable(connector.operations().get(Receiver.text(letter, "operation")))
                    .map(send -> request(
                            "LOOK_UP",
                            "GET",
                            send.pathFor(task(letter), letterNo(letter)),
                            send.action(),
                            "",
                            Optional.empty()));
        }
        if (!"DISPATCH".equals(Receiver.text(letter, "operation"))) {
            return Optional.empty();
        }
        return look().map(asking -> request(
                "LOOK_UP",
                asking.method(),
                asking.pathFor(task(letter)),
                asking.action(),
                asking.mapping()
                        .map(mapping -> mapped(mapping, legible(letter)))
                        .orElse(""),
                Optional.empty()));
    }

    /**
     * The letter as it goes out, for people to read: without the hub's password, and with the time and proof of now.
     *
     * @throws CannotCompose if there is no such form
     */
    Optional<String> shown(String operation, ObjectNode letter) {
        return compose(operation, letter).map(this::legible);
    }

    @Override
    public String legible(Request request) {
        String body = PhotoPackage.shown(
                request.body(), request.contentType(), connector.delivery().charset());
        return "%s %s\n%s\n\n%s"
                .formatted(
                        request.method(), request.address(), request.contentType(), beginning(withoutPassword(body)));
    }

    @Override
    public String legible(Reply reply) {
        return "%d %s\n\n%s"
                .formatted(
                        reply.status(),
                        Objects.requireNonNullElse(reply.contentType(), ""),
                        // there are systems that repeat what they were told
                        beginning(withoutPassword(
                                decoder.decode(reply.body(), null).text())));
    }

    private String withoutPassword(String text) {
        return password.map(words -> words.hiddenIn(text)).orElse(text);
    }

    /** Photographs written into a message are long and say nothing to people. */
    private static String beginning(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST) + "\n……共%d字,只留前%d字".formatted(text.length(), LONGEST);
    }

    /** The same for a letter however often it is sent; by it the receiver knows a repetition (reference §4.8, outbound). */
    private static Optional<String> key(ObjectNode letter) {
        return Optional.ofNullable(Receiver.text(letter, "operationKey"));
    }

    private Optional<LookUp> look() {
        return connector instanceof DepartmentConnector department ? department.lookUp() : Optional.empty();
    }

    private static String task(ObjectNode letter) {
        return Optional.ofNullable(Receiver.text(letter, "taskNo")).orElse("");
    }

    private static String letterNo(ObjectNode letter) {
        return Optional.ofNullable(Receiver.text(letter, "letterNo")).orElse("");
    }

    /** The letter as the mapping sees it: where it must write name and password, it finds them there. */
    private String legible(ObjectNode letter) {
        if (connector.delivery().proof() != Proof.LOGIN || login.isEmpty()) {
            return letter.toString();
        }
        ObjectNode shown = letter.deepCopy();
        shown.putObject("login")
                .put("user", login.get().user())
                .put("password", login.get().password());
        return shown.toString();
    }

    private String mapped(Mapping mapping, String letter) {
        // what the wire can carry an old system may still not be able to keep
        Charset kept =
                connector.delivery().gbkTarget() ? GBK : connector.delivery().charset();
        String text = Transliteration.forTarget(letter, kept);
        try {
            return mapping.apply(text);
        } catch (MappingException e) {
            throw new CannotCompose(String.valueOf(e.getMessage()), e);
        }
    }

    private Request request(
            String operation, String method, String path, String action, String body, Optional<String> key) {
        Map<String, String> headers = new HashMap<>();
        key.ifPresent(value -> headers.put("Idempotency-Key", value));
        boolean soap = connector.delivery().protocol().equals("soap");
        Charset charset = connector.delivery().charset();
        SoapVersion version = connector.delivery().soap();
        String text = soap ? version.envelope(body, charset) : inFile(body, charset);
        if (soap && connector.delivery().proof() == Proof.USERNAME_TOKEN) {
            Delivery.Login account = login.orElseThrow();
            text = proof.withUsernameToken(text, account.user(), account.password());
        }
        if (connector.delivery().proof() == Proof.BODY_HMAC) {
            text = signed(text);
        }
        String contentType = soap ? version.contentType(charset, action) : "application/json;charset=" + charset;
        Map<String, byte[]> beside = soap ? beside(text) : Map.of();
        byte[] content;
        if (soap && connector.delivery().proof() == Proof.SIGNATURE) {
            // not every receiver can check a signature over what stands beside the envelope
            content = proof.withSignature(inlined(text, beside)).getBytes(charset);
        } else if (!beside.isEmpty()) {
            PhotoPackage.Packed packed = PhotoPackage.packed(text, beside, version, charset, action);
            contentType = packed.contentType();
            content = packed.body();
        } else {
            content = text.getBytes(charset);
        }
        if (connector.delivery().proof() == Proof.HEADERS) {
            headers.putAll(proof.headersFor(connector.sender(), content));
        }
        if (soap && version == SoapVersion.V1_1) {
            headers.put("SOAPAction", "\"" + action + "\"");
        }
        return new Request(endpoint + path, method, contentType, content, headers, operation);
    }

    /** The photographs that the envelope names. */
    private Map<String, byte[]> beside(String envelope) {
        Map<String, byte[]> found = new LinkedHashMap<>();
        PhotoPackage.named(envelope)
                .forEach(sm3 -> found.put(sm3, photos.find(sm3).orElseGet(() -> gone(sm3))));
        return found;
    }

    private static String inlined(String envelope, Map<String, byte[]> photos) {
        try {
            return PhotoPackage.inlined(envelope, photos);
        } catch (PhotoPackage.Damaged e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] gone(String sm3) {
        LOG.warn("附件{}已不在枢纽,发给{}的报文里它是空的", sm3, connector.name());
        return new byte[0];
    }

    private String inFile(String body, Charset charset) {
        try {
            Delivery delivery = connector.delivery();
            return delivery.files()
                    .map(Delivery.Files::layout)
                    .or(() -> delivery.ferry().map(Delivery.Ferry::layout))
                    .filter(layout -> !body.isEmpty())
                    .map(layout -> layout.write(body, charset))
                    .orElse(body);
        } catch (IllegalArgumentException e) {
            throw new CannotCompose("连接器%s:%s".formatted(connector.name(), e.getMessage()), e);
        }
    }

    private String signed(String content) {
        try {
            return proof.signHead((ObjectNode) JSON.readTree(content), connector.sender())
                    .toString();
        } catch (JsonProcessingException | ClassCastException e) {
            throw new CannotCompose("连接器%s的映射结果不是带head的JSON,无法签名".formatted(connector.name()), e);
        }
    }

    @Override
    public Answer understand(Request request, Reply reply) {
        Mapping mapping = request.operation().equals("LOOK_UP")
                ? look().map(LookUp::answer).orElse(null)
                : connector.answer().orElse(null);
        if (mapping == null) {
            // there is no business answer: the Kamelet has said itself how it went
            return answer(new String(reply.body(), StandardCharsets.UTF_8));
        }
        // old systems say one character set and write another
        String text = decoder.decode(envelope(reply), null).text();
        if (!connector.delivery().protocol().equals("soap")) {
            return answer(mapping.apply(input(request, reply.status(), text)));
        }
        if (FAULT.matcher(text).find()) {
            return new Answer(Result.UNKNOWN, null, null, "对方返回SOAP错误,是否已收下不明");
        }
        return answer(mapping.apply(DECLARATION.matcher(text).replaceFirst("")));
    }

    /** A service that may answer with photographs packs even an answer without any. */
    private static byte[] envelope(Reply reply) {
        String contentType = reply.contentType();
        if (contentType == null || !PhotoPackage.isOne(contentType)) {
            return reply.body();
        }
        try {
            return PhotoPackage.read(reply.body(), contentType).envelope();
        } catch (PhotoPackage.Damaged e) {
            throw new IllegalStateException("应答不完整: " + e.getMessage(), e);
        }
    }

    private static String input(Request request, int status, String body) {
        ObjectNode input = JSON.createObjectNode().put("status", status).put("operation", request.operation());
        try {
            input.set("body", body.isBlank() ? JSON.nullNode() : JSON.readTree(body));
        } catch (JsonProcessingException e) {
            input.put("body", body);
        }
        return input.toString();
    }

    private static Answer answer(String mapped) {
        try {
            ObjectNode answer = (ObjectNode) JSON.readTree(mapped);
            return new Answer(
                    Result.valueOf(answer.path("result").asText()),
                    text(answer, "foreignNo"),
                    text(answer, "code"),
                    text(answer, "message"));
        } catch (JsonProcessingException | ClassCastException | IllegalArgumentException e) {
            throw new IllegalStateException("应答映射的结果无法理解: " + mapped, e);
        }
    }

    private static @Nullable String text(ObjectNode node, String name) {
        String value = Receiver.text(node, name);
        return value == null || value.isBlank() ? null : value;
    }
}

package org.liandong.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.liandong.soap.SoapVersion;

/** Builds a connector from its checked settings and compiles everything they name. The defaults are those of §3.6. */
final class ConnectorReader {
    /** As a database takes a name without quotes, with its schema or without. */
    private static final Pattern TABLE = Pattern.compile("[A-Za-z][A-Za-z0-9_$#]*(\\.[A-Za-z][A-Za-z0-9_$#]*)?");

    /** Below the server's folder and never above it. */
    private static final Pattern FOLDER =
            Pattern.compile("(?:[A-Za-z0-9_][A-Za-z0-9_.-]*/)*[A-Za-z0-9_][A-Za-z0-9_.-]*");

    private static final Pattern FILE =
            Pattern.compile("(?:[A-Za-z0-9_][A-Za-z0-9_.-]*/)*(?:[A-Za-z0-9_.-]|\\{taskNo})*\\{letterNo}\\.[A-Za-z]+");

    private final ConnectorFile file;
    private final JsonNode settings;
    private final Mappings mappings;
    private final Path folder;

    private ConnectorReader(ConnectorFile file, Mappings mappings, Path folder) {
        this.file = file;
        this.settings = file.settings();
        this.mappings = mappings;
        this.folder = folder;
    }

    /**
     * @param group {@code channels} or {@code departments}
     * @throws FaultyConnectorException naming file, line and cure
     */
    static Connector read(Path folder, String group) {
        ConnectorFile file = ConnectorFile.read(folder);
        boolean channel = file.settings().has("channel");
        if (channel != group.equals("channels")) {
            throw file.fault(channel ? "/channel" : "/department", "渠道须放在channels下,部门须放在departments下:请移动目录");
        }
        return read(folder, file);
    }

    /** The same wherever the folder lies. */
    static Connector read(Path folder) {
        return read(folder, ConnectorFile.read(folder));
    }

    private static Connector read(Path folder, ConnectorFile file) {
        String name = String.valueOf(folder.getFileName());
        String version = ContentVersion.of(folder);
        CodeTables codes = CodeTables.read(folder, texts(file.settings().path("codes")));
        ConnectorReader reader = new ConnectorReader(file, new Mappings(folder, codes), folder);
        return file.settings().has("channel")
                ? reader.channel(name, codes, version)
                : reader.department(name, codes, version);
    }

    private ChannelConnector channel(String name, CodeTables codes, String version) {
        List<Entry> entries = entries();
        return new ChannelConnector(
                name,
                text("channel"),
                text("system"),
                text("title"),
                text("sender"),
                delivery(),
                operations("tells"),
                mapping(settings, "answer"),
                entries,
                texts(settings.path("fields")),
                codes,
                channelCanary(entries),
                version);
    }

    private DepartmentConnector department(String name, CodeTables codes, String version) {
        return new DepartmentConnector(
                name,
                text("department"),
                text("title"),
                text("sender"),
                delivery(),
                operations("sends"),
                mapping(settings, "answer"),
                lookUp(),
                entries(),
                texts(settings.path("fields")),
                codes,
                departmentCanary(),
                version);
    }

    private Optional<ChannelCanary> channelCanary(List<Entry> entries) {
        JsonNode canary = settings.path("canary");
        if (canary.isMissingNode()) {
            return Optional.empty();
        }
        String name = canary.path("entry").asText();
        Entry entry = entries.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> file.fault("/canary", "没有名为 %s 的入口:请写 receives 中的一个".formatted(name)));
        boolean byWeb = entry.kind() == Entry.Kind.HTTP || entry.kind() == Entry.Kind.SOAP;
        if (!byWeb || entry.proof() == Proof.SIGNATURE) {
            throw file.fault("/canary", "入口 %s 不能用:探测件只走http与soap入口,且枢纽没有对方的签名私钥(signature)".formatted(name));
        }
        return Optional.of(
                new ChannelCanary(entry, mappings.compile(canary.path("mapping").asText())));
    }

    private Optional<DepartmentCanary> departmentCanary() {
        JsonNode canary = settings.path("canary");
        return canary.isMissingNode()
                ? Optional.empty()
                : Optional.of(new DepartmentCanary(
                        canary.path("item").asText(),
                        DepartmentCanary.Answers.of(canary.path("answers").asText("done")),
                        duration(canary, "within", "5m")));
    }

    private Delivery delivery() {
        String protocol = text("protocol");
        if (!Set.of("pull", "inbox").contains(protocol) && text("endpoint").isBlank()) {
            throw file.fault("/protocol", "缺少 endpoint:协议 %s 须写明地址或队列".formatted(protocol));
        }
        if ((protocol.equals("rest") || protocol.equals("soap")) && !settings.has("answer")) {
            throw file.fault("/protocol", "缺少 answer:协议 %s 的成功以业务应答为准,须写明应答映射".formatted(protocol));
        }
        Proof proof = Proof.of(settings.path("proof").asText("headers"));
        Optional<Delivery.Table> table = table(protocol);
        Optional<Delivery.Files> files = files(protocol);
        if (Set.of("jdbc", "sftp", "ferry", "inbox").contains(protocol) != (proof == Proof.ACCOUNT)) {
            throw file.fault("/proof", "协议 jdbc、sftp、ferry 与 inbox 的 proof 为 account,别的协议不能用它:请改正");
        }
        JsonNode timeouts = settings.path("timeouts");
        JsonNode retry = settings.path("retry");
        JsonNode breaker = settings.path("breaker");
        return new Delivery(
                protocol,
                text("endpoint"),
                table,
                files,
                ferry(protocol),
                oauth(protocol, proof),
                login(proof),
                soap(protocol),
                proof,
                Charset.forName(settings.path("charset").asText("UTF-8")),
                settings.path("gbkTarget").asBoolean(false),
                new Delivery.Timeouts(duration(timeouts, "connect", "3s"), duration(timeouts, "answer", "10s")),
                new Delivery.Retry(
                        duration(retry, "first", "5s"),
                        retry.path("factor").asDouble(2),
                        duration(retry, "longest", "15m"),
                        duration(retry, "giveUpAfter", "24h")),
                new Delivery.Breaker(breaker.path("failures").asInt(5), duration(breaker, "open", "30s")),
                settings.path("concurrency").asInt(2));
    }

    /** A key that must be there in one case and nowhere else; @return whether this is the case. */
    private boolean goesWith(boolean wanted, String key, String place, String missing, String superfluous) {
        if (wanted != settings.has(key)) {
            throw file.fault(place, wanted ? missing : superfluous);
        }
        return wanted;
    }

    private Optional<Delivery.Table> table(String protocol) {
        boolean jdbc = goesWith(
                protocol.equals("jdbc"), "table", "/protocol", "缺少 table:协议 jdbc 须写明凭哪些列认出同一行", "table 只用于协议 jdbc:请删去");
        JsonNode table = settings.path("table");
        return jdbc
                ? Optional.of(new Delivery.Table(
                        table.path("user").asText(),
                        table.path("password").asText(),
                        StreamSupport.stream(table.path("key").spliterator(), false)
                                .map(JsonNode::asText)
                                .toList()))
                : Optional.empty();
    }

    private Optional<Delivery.Files> files(String protocol) {
        boolean sftp = goesWith(
                protocol.equals("sftp"), "files", "/protocol", "缺少 files:协议 sftp 须写明账号与文件的样式", "files 只用于协议 sftp:请删去");
        JsonNode files = settings.path("files");
        if (sftp
                && files.path("password").asText().isEmpty()
                && files.path("privateKey").asText().isEmpty()) {
            throw file.fault("/files", "password 与 privateKey 须写一个");
        }
        return sftp
                ? Optional.of(new Delivery.Files(
                        files.path("user").asText(),
                        files.path("password").asText(),
                        files.path("privateKey").asText(),
                        files.path("hostKey").asText(),
                        Layout.of(files.path("layout").asText())))
                : Optional.empty();
    }

    private Optional<Delivery.Ferry> ferry(String protocol) {
        boolean ferry = goesWith(
                protocol.equals("ferry"), "ferry", "/protocol", "缺少 ferry:协议 ferry 须写明文件的样式", "ferry 只用于协议 ferry:请删去");
        JsonNode settled = settings.path("ferry");
        return ferry
                ? Optional.of(new Delivery.Ferry(
                        Layout.of(settled.path("layout").asText()),
                        settled.path("largest").asInt(5_000_000),
                        duration(settled, "again", "15m")))
                : Optional.empty();
    }

    private Optional<Delivery.OAuth> oauth(String protocol, Proof proof) {
        boolean tokens = goesWith(
                proof == Proof.OAUTH2,
                "oauth",
                "/proof",
                "缺少 oauth:proof 为 oauth2 须写明令牌从哪里取",
                "oauth 只用于 proof: oauth2,请删去");
        if (tokens && !protocol.equals("rest")) {
            throw file.fault("/proof", "oauth2 只用于协议 rest");
        }
        JsonNode oauth = settings.path("oauth");
        return tokens
                ? Optional.of(new Delivery.OAuth(
                        oauth.path("token").asText(),
                        oauth.path("client").asText(),
                        oauth.path("secret").asText(),
                        oauth.path("scope").asText()))
                : Optional.empty();
    }

    private Optional<Delivery.Login> login(Proof proof) {
        boolean logsIn = goesWith(
                proof == Proof.LOGIN || proof == Proof.USERNAME_TOKEN,
                "login",
                "/proof",
                "缺少 login:proof 为 %s 须写明账号与口令".formatted(proof.word()),
                "login 只用于 proof: login 与 username-token,请删去");
        if (Set.of(Proof.USERNAME_TOKEN, Proof.SIGNATURE).contains(proof)
                && !text("protocol").equals("soap")) {
            throw file.fault("/proof", "%s 只用于协议 soap".formatted(proof.word()));
        }
        JsonNode login = settings.path("login");
        return logsIn
                ? Optional.of(new Delivery.Login(
                        login.path("user").asText(), login.path("password").asText()))
                : Optional.empty();
    }

    private SoapVersion soap(String protocol) {
        if (settings.has("soap") && !protocol.equals("soap")) {
            throw file.fault("/protocol", "soap 只用于协议 soap:请删去");
        }
        return SoapVersion.of(settings.path("soap").asText("1.1"));
    }

    private Map<String, Send> operations(String key) {
        Map<String, Send> operations = new LinkedHashMap<>();
        settings.path(key)
                .properties()
                .forEach(property -> operations.put(property.getKey(), send(property.getKey(), property.getValue())));
        return operations;
    }

    private Send send(String operation, JsonNode node) {
        String path = node.path("path").asText();
        String place = "/" + (settings.has("sends") ? "sends" : "tells") + "/" + operation;
        if (text("protocol").equals("jdbc") && !TABLE.matcher(path).matches()) {
            throw file.fault(place, "path 须是表名");
        }
        if (text("protocol").equals("sftp") && !FILE.matcher(path).matches()) {
            throw file.fault(place, "path 须是服务器上的文件名,并含 {letterNo}:一份报文一个文件,如 in/dispatch_{taskNo}_{letterNo}.csv");
        }
        if (text("protocol").equals("ferry") && !(FILE.matcher(path).matches() && path.indexOf('/') < 0)) {
            throw file.fault(place, "path 须是不带文件夹的文件名,并含 {letterNo},枢纽再添上流水号:如 HUB_{taskNo}_{letterNo}.xml");
        }
        return new Send(
                operation,
                mappings.compile(node.path("mapping").asText()),
                node.path("method").asText("POST"),
                path,
                node.path("action").asText());
    }

    private Optional<LookUp> lookUp() {
        JsonNode node = settings.path("lookUp");
        return node.isMissingNode()
                ? Optional.empty()
                : Optional.of(new LookUp(
                        node.path("method").asText("GET"),
                        node.path("path").asText(),
                        node.path("action").asText(),
                        mapping(node, "mapping"),
                        mappings.compile(node.path("answer").asText())));
    }

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode node : settings.path("receives")) {
            String name = node.path("name").asText();
            if (!names.add(name)) {
                throw file.fault("/receives", "入口名称 %s 重复:请改名".formatted(name));
            }
            Entry.Kind kind = Entry.Kind.of(node.path("entry").asText());
            boolean account = kind == Entry.Kind.TABLE || kind == Entry.Kind.FILE || is(node, "page", Set.of("inbox"));
            if (!account && node.path("proof").asText().equals("account")) {
                throw file.fault("/receives", "入口 %s:只有table、file与page入口的 proof 可以是 account".formatted(name));
            }
            entries.add(new Entry(
                    name,
                    kind,
                    node.path("path").asText(),
                    Proof.of(node.path("proof").asText()),
                    Entry.Format.of(node.path("format").asText()),
                    mappings.compile(node.path("mapping").asText()),
                    mapping(node, "answer"),
                    rows(node),
                    batches(node),
                    login(node),
                    replies(node),
                    certificate(node),
                    contract(node)));
        }
        return entries;
    }

    /** Whether the entry is of this kind, which only these protocols have, and which comes with this key and an account. */
    private boolean kept(JsonNode node, String entry, Set<String> protocols, String key) {
        boolean isOne = is(node, entry, protocols);
        if (isOne != node.has(key)) {
            String name = node.path("name").asText();
            throw file.fault(
                    "/receives",
                    isOne
                            ? "%s入口 %s 缺少 %s".formatted(entry, name, key)
                            : "只有%s入口可以有 %s:请从入口 %s 删去".formatted(entry, key, name));
        }
        return isOne;
    }

    private boolean is(JsonNode node, String entry, Set<String> protocols) {
        if (!node.path("entry").asText().equals(entry)) {
            return false;
        }
        String name = node.path("name").asText();
        if (!node.path("proof").asText().equals("account")) {
            throw file.fault("/receives", "入口 %s:%s入口的 proof 为 account".formatted(name, entry));
        }
        if (!protocols.contains(text("protocol"))) {
            throw file.fault(
                    "/receives",
                    "入口 %s 是%s,协议须是 %s"
                            .formatted(
                                    name,
                                    entry,
                                    String.join("或", protocols.stream().sorted().toList())));
        }
        return true;
    }

    private Optional<Rows> rows(JsonNode node) {
        if (!kept(node, "table", Set.of("jdbc"), "rows")) {
            return Optional.empty();
        }
        if (!TABLE.matcher(node.path("path").asText()).matches()) {
            throw file.fault(
                    "/receives", "入口 %s 的 path 须是表名".formatted(node.path("name").asText()));
        }
        JsonNode rows = node.path("rows");
        return Optional.of(new Rows(
                rows.path("time").asText(),
                rows.path("id").asText(),
                duration(rows, "every", "30s"),
                duration(rows, "lookBack", "30m"),
                duration(rows, "reach", "168h"),
                flag(rows.path("flag"))));
    }

    private Optional<Batches> batches(JsonNode node) {
        if (!kept(node, "file", Set.of("sftp", "ferry"), "batches")) {
            return Optional.empty();
        }
        String name = node.path("name").asText();
        if (!FOLDER.matcher(node.path("path").asText()).matches()) {
            throw file.fault("/receives", "入口 %s 的 path 须是服务器上的文件夹,写在 endpoint 之下".formatted(name));
        }
        if (text("protocol").equals("ferry") && !node.path("path").asText().equals("in")) {
            throw file.fault("/receives", "入口 %s 的 path 须是 in:摆渡来的文件都在那里".formatted(name));
        }
        JsonNode batches = node.path("batches");
        Layout layout = Layout.of(batches.path("layout").asText());
        boolean xml = layout == Layout.XML;
        if (xml != batches.has("record")) {
            throw file.fault("/receives", "入口 %s:record 是XML里一条记录的元素名,xml须写,csv与tsv不能写".formatted(name));
        }
        if (xml != node.path("format").asText().equals("xml")) {
            throw file.fault("/receives", "入口 %s:xml文件的 format 为 xml,csv与tsv文件一行成一份 json".formatted(name));
        }
        return Optional.of(new Batches(
                batches.path("name").asText(),
                layout,
                batches.path("record").asText(),
                duration(batches, "every", "60s")));
    }

    private Optional<Entry.Login> login(JsonNode node) {
        String name = node.path("name").asText();
        String proof = node.path("proof").asText();
        boolean logsIn = proof.equals(Proof.LOGIN.word());
        if (logsIn != node.has("login")) {
            throw file.fault(
                    "/receives",
                    logsIn
                            ? "入口 %s 缺少 login:写明账号与口令在哪两个元素里".formatted(name)
                            : "入口 %s:login 只用于 proof: login,请删去".formatted(name));
        }
        boolean token = proof.equals(Proof.USERNAME_TOKEN.word());
        if ((logsIn || token) && !node.path("format").asText().equals("xml")) {
            throw file.fault("/receives", "入口 %s:proof 为 %s 的报文须是 xml".formatted(name, proof));
        }
        JsonNode login = node.path("login");
        return logsIn
                ? Optional.of(new Entry.Login(
                        login.path("user").asText(), login.path("password").asText()))
                : Optional.empty();
    }

    private Optional<String> replies(JsonNode node) {
        String replies = node.path("replies").asText();
        if (!replies.isEmpty() && !node.path("entry").asText().equals("queue")) {
            throw file.fault(
                    "/receives",
                    "入口 %s:replies 只用于queue入口,请删去".formatted(node.path("name").asText()));
        }
        return Optional.of(replies).filter(place -> !place.isEmpty());
    }

    private Optional<X509Certificate> certificate(JsonNode node) {
        String name = node.path("name").asText();
        boolean signed = node.path("proof").asText().equals(Proof.SIGNATURE.word());
        if (signed != node.has("certificate")) {
            throw file.fault(
                    "/receives",
                    signed
                            ? "入口 %s 缺少 certificate:写明对方签名证书的文件".formatted(name)
                            : "入口 %s:certificate 只用于 proof: signature,请删去".formatted(name));
        }
        if (signed && !node.path("entry").asText().equals("soap")) {
            throw file.fault("/receives", "入口 %s:signature 只用于soap入口".formatted(name));
        }
        return signed
                ? Optional.of(
                        FolderFile.certificate(folder, node.path("certificate").asText()))
                : Optional.empty();
    }

    private static Optional<Rows.Flag> flag(JsonNode flag) {
        return flag.isMissingNode()
                ? Optional.empty()
                : Optional.of(new Rows.Flag(
                        flag.path("column").asText(),
                        flag.path("open").asText(),
                        flag.path("taken").asText(),
                        flag.path("failed").asText(),
                        flag.path("reason").asText()));
    }

    private Optional<PublishedContract> contract(JsonNode node) {
        String wsdl = node.path("wsdl").asText();
        if (wsdl.isEmpty()) {
            return Optional.empty();
        }
        if (!node.path("entry").asText().equals("soap")) {
            throw file.fault(
                    "/receives",
                    "入口 %s 不是soap,不能有 wsdl:请删去".formatted(node.path("name").asText()));
        }
        return Optional.of(PublishedContract.read(folder, wsdl));
    }

    private Optional<Mapping> mapping(JsonNode node, String key) {
        return node.has(key) ? Optional.of(mappings.compile(node.path(key).asText())) : Optional.empty();
    }

    private String text(String key) {
        return settings.path(key).asText();
    }

    private static Duration duration(JsonNode node, String key, String otherwise) {
        String text = node.path(key).asText(otherwise);
        return text.endsWith("ms")
                ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                : Duration.parse("PT" + text);
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        node.properties()
                .forEach(property ->
                        texts.put(property.getKey(), property.getValue().asText()));
        return texts;
    }
}

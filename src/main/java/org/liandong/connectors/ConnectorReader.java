package org.liandong.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.file.Path;
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

/** Builds a connector from its checked settings and compiles everything they name. The defaults are those of §3.6. */
final class ConnectorReader {
    /** As a database takes a name without quotes, with its schema or without. */
    private static final Pattern TABLE = Pattern.compile("[A-Za-z][A-Za-z0-9_$#]*(\\.[A-Za-z][A-Za-z0-9_$#]*)?");

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
        return new ChannelConnector(
                name,
                text("channel"),
                text("system"),
                text("title"),
                text("sender"),
                delivery(),
                operations("tells"),
                mapping(settings, "answer"),
                entries(),
                texts(settings.path("fields")),
                codes,
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
                version);
    }

    private Delivery delivery() {
        String protocol = text("protocol");
        if (!protocol.equals("pull") && text("endpoint").isBlank()) {
            throw file.fault("/protocol", "缺少 endpoint:协议 %s 须写明地址或队列".formatted(protocol));
        }
        if ((protocol.equals("rest") || protocol.equals("soap")) && !settings.has("answer")) {
            throw file.fault("/protocol", "缺少 answer:协议 %s 的成功以业务应答为准,须写明应答映射".formatted(protocol));
        }
        Proof proof = Proof.of(settings.path("proof").asText("headers"));
        Optional<Delivery.Table> table = table(protocol, proof);
        JsonNode timeouts = settings.path("timeouts");
        JsonNode retry = settings.path("retry");
        JsonNode breaker = settings.path("breaker");
        return new Delivery(
                protocol,
                text("endpoint"),
                table,
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

    private Optional<Delivery.Table> table(String protocol, Proof proof) {
        boolean jdbc = protocol.equals("jdbc");
        if (jdbc != settings.has("table")) {
            throw file.fault("/protocol", jdbc ? "缺少 table:协议 jdbc 须写明凭哪些列认出同一行" : "table 只用于协议 jdbc:请删去");
        }
        if (jdbc != (proof == Proof.ACCOUNT)) {
            throw file.fault("/proof", "协议 jdbc 的 proof 为 account,别的协议不能用它:请改正");
        }
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

    private Map<String, Send> operations(String key) {
        Map<String, Send> operations = new LinkedHashMap<>();
        settings.path(key)
                .properties()
                .forEach(property -> operations.put(property.getKey(), send(property.getKey(), property.getValue())));
        return operations;
    }

    private Send send(String operation, JsonNode node) {
        if (text("protocol").equals("jdbc")
                && !TABLE.matcher(node.path("path").asText()).matches()) {
            throw file.fault("/" + (settings.has("sends") ? "sends" : "tells") + "/" + operation, "path 须是表名");
        }
        return new Send(
                operation,
                mappings.compile(node.path("mapping").asText()),
                node.path("method").asText("POST"),
                node.path("path").asText(),
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
            entries.add(new Entry(
                    name,
                    Entry.Kind.of(node.path("entry").asText()),
                    node.path("path").asText(),
                    Proof.of(node.path("proof").asText()),
                    Entry.Format.of(node.path("format").asText()),
                    mappings.compile(node.path("mapping").asText()),
                    mapping(node, "answer"),
                    rows(node),
                    contract(node)));
        }
        return entries;
    }

    private Optional<Rows> rows(JsonNode node) {
        String name = node.path("name").asText();
        boolean table = node.path("entry").asText().equals("table");
        if (table != node.has("rows")) {
            throw file.fault(
                    "/receives",
                    (table ? "入口 %s 缺少 rows:须写明哪一列是时间、哪一列是编号" : "入口 %s 不是table,不能有 rows:请删去").formatted(name));
        }
        if (table != node.path("proof").asText().equals("account")) {
            throw file.fault("/receives", "入口 %s:table入口的 proof 为 account,别的入口不能用它".formatted(name));
        }
        if (!table) {
            return Optional.empty();
        }
        if (!text("protocol").equals("jdbc")) {
            throw file.fault("/receives", "入口 %s 读前置库,协议须是 jdbc".formatted(name));
        }
        if (!TABLE.matcher(node.path("path").asText()).matches()) {
            throw file.fault("/receives", "入口 %s 的 path 须是表名".formatted(name));
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

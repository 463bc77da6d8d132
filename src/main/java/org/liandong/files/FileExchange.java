package org.liandong.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.jspecify.annotations.Nullable;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Delivery;
import org.liandong.connectors.Entry;
import org.liandong.connectors.Layout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of the Kamelets sftp and ferry in connectors/kamelets and of the files' route in routes/intake.camel.yaml. Safe for any thread,
 * as long as one at a time reads a folder.
 */
public final class FileExchange implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileExchange.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String BATCH = "batch";
    private static final String RECORD = "record";
    private static final int REGISTERED = 200;
    private static final int OUR_FAULT = 500;
    private static final int NOT_NOW = 503;

    private final InstantSource clock;
    private final ZoneId zone;
    private final Map<String, Place> places = new ConcurrentHashMap<>();
    private final Map<String, FerryWriter> ferries = new ConcurrentHashMap<>();
    private final Map<String, FileWriter> writers = new ConcurrentHashMap<>();
    private final Map<String, FileReader> readers = new ConcurrentHashMap<>();
    private final Set<String> troubled = ConcurrentHashMap.newKeySet();
    private @Nullable SshClient ssh;

    /** @param zone of the days by which files are put away */
    public FileExchange(InstantSource clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Where a server is and how it is entered.
     *
     * @param address {@code sftp://host:port/folder}
     * @param privateKey file with the key; empty if the password counts
     * @param hostKey fingerprint of the server's key
     */
    public record Access(URI address, String user, String password, String privateKey, String hostKey) {
        public Access {
            if (!"sftp".equals(address.getScheme()) || address.getHost() == null) {
                throw new IllegalArgumentException("文件服务器地址 %s 不对:写成 sftp://主机:端口/文件夹".formatted(address));
            }
        }
    }

    /** The ledger does not answer now: the look ends, the files are looked at again next time. */
    public static final class NotNow extends Exception {
        private static final long serialVersionUID = 1L;

        NotNow() {
            super("枢纽暂时不能登记,留待下次再取");
        }
    }

    /** From now on files are written to the connector's server and fetched from it. */
    public void add(Connector connector, Access access) {
        FileServer server = new FileServer(ssh(), access, connector.delivery().timeouts());
        Optional.ofNullable(places.put(connector.name(), server)).ifPresent(Place::close);
        writers.put(connector.name(), new FileWriter(server));
        read(connector, server, Completion.Form.COUNTED, Receipts.NONE);
    }

    /** From now on files go to and come from the folder that a ferry serves. */
    public void addFerry(Connector connector, Delivery.Ferry ferry, Path folder) {
        Place place = new FerryFolder(folder);
        places.put(connector.name(), place);
        ferries.put(connector.name(), new FerryWriter(place, ferry, clock, zone));
        read(
                connector,
                place,
                Completion.Form.DIGEST,
                new FerryReceipts(connector.name(), place, ferry.again(), clock));
    }

    private void read(Connector connector, Place place, Completion.Form form, Receipts receipts) {
        for (Entry entry : connector.receives()) {
            entry.batches()
                    .ifPresent(batches -> readers.put(
                            connector.name() + "/" + entry.name(),
                            new FileReader(place, entry.path(), form, receipts, batches, clock, zone)));
        }
    }

    /** The connector's server is of no interest any more. */
    public void remove(String connector) {
        writers.remove(connector);
        ferries.remove(connector);
        readers.keySet().removeIf(entry -> entry.startsWith(connector + "/"));
        Optional.ofNullable(places.remove(connector)).ifPresent(Place::close);
    }

    /**
     * Looks into the connector's folder as for a message.
     *
     * @throws IOException if it cannot be entered
     */
    public void probe(String connector) throws IOException {
        Place place = places.get(connector);
        if (place == null) {
            throw new IOException("还没有接上");
        }
        Path folder = place.path(".");
        if (!Files.isDirectory(folder)) {
            throw new IOException("没有文件夹 " + folder);
        }
    }

    private synchronized SshClient ssh() {
        SshClient client = ssh;
        if (client == null) {
            client = SshClient.setUpDefaultClient();
            client.setNioWorkers(1);
            // nothing of the account that the hub runs under
            client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
            client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
            client.start();
            ssh = client;
        }
        return client;
    }

    /** Writes the message into the file that the address names. */
    public void write(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        FileWriter writer = Objects.requireNonNull(writers.get(exchange.getProperty("connector", String.class)));
        answer(message, writer.write(address(exchange), message.getBody(byte[].class)));
    }

    /** Hands the message over to the ferry as the file that the address names. */
    public void ferry(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        answer(message, writer(exchange).put(address(exchange), message.getBody(byte[].class)));
    }

    /** What the other side of the ferry has said of the file that the address names. */
    public void ask(Exchange exchange) throws IOException {
        answer(exchange.getMessage(), writer(exchange).ask(address(exchange)));
    }

    private FerryWriter writer(Exchange exchange) {
        return Objects.requireNonNull(ferries.get(exchange.getProperty("connector", String.class)));
    }

    private static String address(Exchange exchange) {
        return exchange.getProperty("address", String.class);
    }

    private static void answer(Message message, JsonNode answer) {
        message.removeHeaders("*");
        message.setBody(answer.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Leaves the files that lie there in {@code files}. */
    public void look(Exchange exchange) throws IOException {
        exchange.setProperty("files", reader(exchange).look());
        if (troubled.remove(name(exchange))) {
            LOG.info("{}的文件服务器已恢复", name(exchange));
        }
    }

    /** Leaves the records of a file in {@code records}; none if it is not whole yet, or of no use. */
    public void open(Exchange exchange) throws IOException {
        Batch batch = reader(exchange).open(exchange.getMessage().getBody(Path.class));
        exchange.setProperty(BATCH, batch);
        exchange.setProperty("records", batch.records());
    }

    /** Makes a message of a record. */
    public void message(Exchange exchange) {
        Layout.Part record = exchange.getMessage().getBody(Layout.Part.class);
        exchange.setProperty(RECORD, record);
        exchange.getMessage().setBody(record.message().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Notes what became of a record.
     *
     * @throws NotNow if the following records would fare no better
     */
    public void note(Exchange exchange) throws IOException, NotNow {
        Batch batch = exchange.getProperty(BATCH, Batch.class);
        int status = exchange.getProperty("status", REGISTERED, Integer.class);
        if (status == NOT_NOW) {
            throw new NotNow();
        }
        if (status >= OUR_FAULT) {
            batch.leave();
            return;
        }
        JsonNode receipt = JSON.readTree(exchange.getMessage().getBody(byte[].class));
        if (!receipt.path("code").asText().equals("0")) {
            batch.troubled(
                    exchange.getProperty(RECORD, Layout.Part.class),
                    receipt.path("message").asText());
        }
    }

    /** Puts the file away. */
    public void finish(Exchange exchange) throws IOException {
        Batch batch = exchange.getProperty(BATCH, Batch.class);
        if (!batch.isFinished()) {
            return;
        }
        reader(exchange).finish(batch);
        if (!batch.reasons().isEmpty()) {
            LOG.warn("{}的文件{}有误,已移入error: {}", name(exchange), batch.file().getFileName(), batch.reasons());
        }
    }

    /** Says once that the server cannot be reached; the next look tries again. */
    public void fail(Exchange exchange) {
        Exception trouble = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Objects.requireNonNull(places.get(exchange.getProperty("connector", String.class)))
                .close();
        if (troubled.add(name(exchange))) {
            LOG.warn("{}的文件取不了,将自动重试: {}", name(exchange), trouble.getMessage());
        }
        LOG.debug("原因", trouble);
    }

    private FileReader reader(Exchange exchange) {
        return Objects.requireNonNull(readers.get(name(exchange)));
    }

    private static String name(Exchange exchange) {
        return exchange.getProperty("connector", String.class) + "/" + exchange.getProperty("entry", String.class);
    }

    @Override
    public synchronized void close() {
        places.values().forEach(Place::close);
        SshClient client = ssh;
        if (client != null) {
            client.stop();
        }
    }
}

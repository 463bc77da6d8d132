package org.liandong.bench;

import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/**
 * The hub's records and letters without the hub: for each message the rows that the hub writes, about as long and at the same
 * moments, its two letters by the same broker, each attempt on record before its call. Nothing is understood, checked, mapped,
 * encrypted, chained, routed or compared, nobody signs in, and many an index is left out. What this reaches is the most that a hub which
 * keeps its records so can reach.
 */
final class BareRecords {
    private static final String BUREAU = "bureau";
    private static final String HOTLINE = "hotline";

    private static final List<String> TABLES = List.of(
            "CREATE TABLE raw_message (id INTEGER PRIMARY KEY, bytes BLOB)",
            "CREATE TABLE person (ref TEXT PRIMARY KEY, sealed TEXT)",
            "CREATE TABLE person_phone (digest TEXT PRIMARY KEY, ref TEXT)",
            "CREATE TABLE case_file (id INTEGER PRIMARY KEY, state TEXT, received_at INTEGER, doc TEXT)",
            "CREATE INDEX case_file_state ON case_file (state, received_at)",
            "CREATE TABLE case_reference (external_no TEXT PRIMARY KEY, case_id INTEGER)",
            "CREATE TABLE trace (case_id INTEGER, seq INTEGER, hash TEXT, event TEXT, UNIQUE (case_id, seq))",
            "CREATE TABLE outbox (id INTEGER PRIMARY KEY, receiver TEXT, state TEXT, sent_at INTEGER, payload TEXT)",
            "CREATE INDEX outbox_unsent ON outbox (id) WHERE sent_at IS NULL",
            "CREATE TABLE inbox (key TEXT PRIMARY KEY, answer TEXT, case_id INTEGER)",
            "CREATE TABLE delivery_attempt (outbox_id INTEGER PRIMARY KEY, started_at INTEGER, ended_at INTEGER)",
            "CREATE TABLE exchange (outbox_id INTEGER PRIMARY KEY, said TEXT, heard BLOB)");

    // as long as the ledger's own are on average
    private static final String DOCUMENT = "d".repeat(3_600);
    private static final String FIRST_EVENT = "e".repeat(1_800);
    private static final String EVENT = "e".repeat(700);
    private static final String PAYLOAD = "{\"content\":\"%s\"}".formatted("p".repeat(900));
    private static final String SAID = "s".repeat(900);
    private static final String SEALED = "s".repeat(240);
    private static final String HASH = "0123456789abcdef".repeat(8);

    private static final int BATCH = 500;

    private final SharedCommits commits;
    private final boolean dispatches;
    private final Semaphore unsent = new Semaphore(0);
    /** Known to the writing thread alone. */
    private long lastCase;

    /** @param dispatches whether each message goes to a department and not to a person first */
    private BareRecords(SharedCommits commits, boolean dispatches) {
        this.commits = commits;
        this.dispatches = dispatches;
    }

    /** Arguments: port, folder, addresses of the department and the hotline; without these nobody is told and no task given. */
    public static void main(String[] arguments) throws Exception {
        Bench.sayLittle();
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        boolean dispatches = arguments.length > 2;
        BareRecords records = new BareRecords(SharedCommits.in(folder.resolve("records.db"), TABLES), dispatches);
        PlainCamel.broker(folder).start();
        if (dispatches) {
            records.deliver(arguments[2], arguments[3]);
        }
        Desk.daemon("relay", records::relay);
        RawStore.serve(Integer.parseInt(arguments[0]), folder.resolve("tomcat"), records::take);
    }

    private byte[] take(byte[] body) {
        commits.write(() -> {
            long id = ++lastCase;
            String ref = UUID.randomUUID().toString();
            commits.update("INSERT INTO raw_message VALUES (?, ?)", id, body);
            commits.update("INSERT INTO person VALUES (?, ?)", ref, SEALED);
            commits.update("INSERT INTO person_phone VALUES (?, ?)", UUID.randomUUID(), ref);
            commits.update("INSERT INTO case_file VALUES (?, 'A', ?, ?)", id, System.currentTimeMillis(), DOCUMENT);
            commits.update("INSERT INTO case_reference VALUES (?, ?)", "NJ" + id, id);
            commits.update("INSERT INTO trace VALUES (?, 1, ?, ?)", id, HASH, FIRST_EVENT);
            commits.update("INSERT INTO trace VALUES (?, 2, ?, ?)", id, HASH, EVENT);
            if (dispatches) {
                commits.update("INSERT INTO outbox VALUES (?, 'bureau', 'PENDING', NULL, ?)", 2 * id, PAYLOAD);
            }
            commits.update("INSERT INTO outbox VALUES (?, 'hotline', 'PENDING', NULL, ?)", 2 * id + 1, PAYLOAD);
            commits.update("INSERT INTO inbox VALUES (?, ?, ?)", ref, SEALED, id);
        });
        if (unsent.availablePermits() == 0) {
            unsent.release();
        }
        return RawStore.TAKEN;
    }

    private void relay() {
        try (jakarta.jms.Connection broker = PlainCamel.connections().createConnection();
                Session session = broker.createSession(true, Session.SESSION_TRANSACTED);
                MessageProducer bureau = session.createProducer(session.createQueue(BUREAU));
                MessageProducer hotline = session.createProducer(session.createQueue(HOTLINE));
                Connection reader = commits.reader();
                PreparedStatement question = reader.prepareStatement(
                        "SELECT id, receiver FROM outbox WHERE sent_at IS NULL ORDER BY id LIMIT " + BATCH)) {
            while (true) {
                List<Long> sent = new ArrayList<>();
                try (ResultSet rows = question.executeQuery()) {
                    while (rows.next()) {
                        sent.add(rows.getLong(1));
                        (rows.getString(2).equals(BUREAU) ? bureau : hotline)
                                .send(session.createTextMessage(rows.getString(1)));
                    }
                }
                if (sent.isEmpty()) {
                    if (unsent.tryAcquire(200, TimeUnit.MILLISECONDS)) {
                        unsent.drainPermits();
                    }
                    continue;
                }
                session.commit();
                commits.write(() -> {
                    for (long id : sent) {
                        commits.update("UPDATE outbox SET sent_at = ? WHERE id = ?", System.currentTimeMillis(), id);
                    }
                });
            }
        } catch (JMSException | SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(String department, String channel) throws Exception {
        CamelContext camel = PlainCamel.context();
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("in:queue:bureau?concurrentConsumers=16").to("direct:call-bureau");
                from("in:queue:hotline?concurrentConsumers=8").to("direct:call-hotline");
                call("direct:call-bureau", department);
                call("direct:call-hotline", channel);
            }

            private void call(String from, String to) {
                from(from)
                        .process(BareRecords.this::begin)
                        .removeHeaders("*")
                        .setHeader(Exchange.HTTP_METHOD, constant("POST"))
                        .setHeader(Exchange.CONTENT_TYPE, constant("application/json;charset=UTF-8"))
                        .to(to + "?maxTotalConnections=200&connectionsPerRoute=100&copyHeaders=false")
                        .process(BareRecords.this::conclude);
            }
        });
        camel.start();
    }

    private void begin(Exchange exchange) {
        long id = Long.parseLong(exchange.getMessage().getBody(String.class));
        String[] payload = new String[1];
        commits.write(() -> {
            payload[0] = commits.text("SELECT payload FROM outbox WHERE id = ?", id);
            commits.update(
                    "INSERT INTO delivery_attempt (outbox_id, started_at) VALUES (?, ?)",
                    id,
                    System.currentTimeMillis());
        });
        exchange.setProperty("id", id);
        exchange.getMessage().setBody(payload[0].getBytes(StandardCharsets.UTF_8));
    }

    private void conclude(Exchange exchange) {
        long id = exchange.getProperty("id", Long.class);
        byte[] heard = exchange.getMessage().getBody(byte[].class);
        commits.write(() -> {
            commits.update("INSERT INTO exchange VALUES (?, ?, ?)", id, SAID, heard);
            commits.update(
                    "UPDATE delivery_attempt SET ended_at = ? WHERE outbox_id = ?", System.currentTimeMillis(), id);
            commits.update("UPDATE outbox SET state = 'DONE' WHERE id = ?", id);
            if (id % 2 == 0) {
                long caseId = id / 2;
                String document = commits.text("SELECT doc FROM case_file WHERE id = ?", caseId);
                commits.update("UPDATE case_file SET state = 'B', doc = ? WHERE id = ?", document + '+', caseId);
                commits.update("INSERT INTO trace VALUES (?, 3, ?, ?)", caseId, HASH, EVENT);
                commits.update("INSERT INTO case_reference VALUES (?, ?)", "HB" + caseId, caseId);
            }
        });
    }
}

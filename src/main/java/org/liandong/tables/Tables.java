package org.liandong.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Entry;
import org.liandong.connectors.Rows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of connectors/kamelets/jdbc.kamelet.yaml and of the tables' route in routes/intake.camel.yaml. Safe for any
 * thread, as long as one at a time reads a table.
 */
public final class Tables implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tables.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ROW = "row";
    private static final int REGISTERED = 200;
    private static final int REFUSED = 422;
    private static final int OUR_FAULT = 500;
    private static final int NOT_NOW = 503;

    private final ExchangeDatabases databases;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Function<String, Optional<Instant>> lastTaken;
    private final Map<String, RowWriter> writers = new ConcurrentHashMap<>();
    private final Map<String, RowReader> readers = new ConcurrentHashMap<>();
    private final Set<String> troubled = ConcurrentHashMap.newKeySet();

    /**
     * @param drivers folder with the drivers of databases that the hub does not bring
     * @param zone of the wall clocks of those who write the tables
     * @param lastTaken by {@code connector/entry}, when the ledger last took something in there
     */
    public Tables(Path drivers, InstantSource clock, ZoneId zone, Function<String, Optional<Instant>> lastTaken) {
        this.databases = new ExchangeDatabases(drivers);
        this.clock = clock;
        this.zone = zone;
        this.lastTaken = lastTaken;
    }

    /** Where a database is and by what account it is entered. */
    public record Access(String url, String user, String password) {}

    /** The ledger does not answer now: the look ends, the rows are looked at again next time. */
    public static final class NotNow extends Exception {
        private static final long serialVersionUID = 1L;

        NotNow() {
            super("枢纽暂时不能登记,留待下次再取");
        }
    }

    /**
     * From now on the connector's tables are written and read.
     *
     * @throws IllegalArgumentException if there is no driver for the address
     */
    public void add(Connector connector, Access access) {
        List<Entry> entries = connector.receives().stream()
                .filter(entry -> entry.rows().isPresent())
                .toList();
        ExchangeDatabase database = databases.open(connector.name(), access, connector.delivery(), entries.size());
        List<String> key = connector.delivery().table().orElseThrow().key();
        writers.put(connector.name(), new RowWriter(database, key));
        for (Entry entry : entries) {
            String name = connector.name() + "/" + entry.name();
            Rows rows = entry.rows().orElseThrow();
            readers.put(name, new RowReader(database, entry.path(), rows, clock, zone, () -> lastTaken.apply(name)));
        }
    }

    /** The connector's tables are of no interest any more. */
    public void remove(String connector) {
        writers.remove(connector);
        readers.keySet().removeIf(entry -> entry.startsWith(connector + "/"));
        databases.close(connector);
    }

    /**
     * Enters the connector's database as for a message, and leaves again.
     *
     * @throws SQLException if it cannot be entered
     */
    public void probe(String connector) throws SQLException {
        databases.probe(connector);
    }

    /** Writes the message, one JSON object with the columns of a row, into the table that the address names. */
    public void write(Exchange exchange) throws IOException, SQLException {
        Message message = exchange.getMessage();
        ObjectNode row = (ObjectNode) JSON.readTree(message.getBody(byte[].class));
        RowWriter writer = Objects.requireNonNull(writers.get(exchange.getProperty("connector", String.class)));
        ObjectNode answer = writer.write(exchange.getProperty("address", String.class), row);
        message.removeHeaders("*");
        message.setBody(answer.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Leaves rows not taken yet in {@code rows}; false if there is none. */
    public boolean look(Exchange exchange) throws SQLException {
        List<Row> rows = reader(exchange).next();
        if (troubled.remove(name(exchange))) {
            LOG.info("{}的前置库已恢复", name(exchange));
        }
        exchange.setProperty("rows", rows);
        return !rows.isEmpty();
    }

    /** Makes a message of a row. */
    public void message(Exchange exchange) {
        Row row = exchange.getMessage().getBody(Row.class);
        exchange.setProperty(ROW, row);
        exchange.getMessage().setBody(row.message());
    }

    /**
     * Notes what became of a row. One that the hub failed to register stays as it is and comes again; one that it can never
     * register, since it is too large, is like one that makes no sense.
     *
     * @throws NotNow if the following rows would fare no better
     */
    public void mark(Exchange exchange) throws IOException, SQLException, NotNow {
        int status = exchange.getProperty("status", REGISTERED, Integer.class);
        if (status == NOT_NOW) {
            throw new NotNow();
        }
        if (status >= OUR_FAULT) {
            return;
        }
        JsonNode receipt = JSON.readTree(exchange.getMessage().getBody(byte[].class));
        Row row = exchange.getProperty(ROW, Row.class);
        boolean understood = receipt.path("code").asText().equals("0");
        String trouble = understood ? null : receipt.path("message").asText();
        if (status != REGISTERED && status != REFUSED) {
            LOG.warn("{}的第{}行未登记: {}", name(exchange), row.id(), trouble);
        }
        reader(exchange).taken(row, trouble);
    }

    /** Says once that the system cannot be reached; the next look tries again. */
    public void fail(Exchange exchange) {
        reader(exchange).restart();
        Exception trouble = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (troubled.add(name(exchange))) {
            LOG.warn("{}的前置库读不了,将自动重试: {}", name(exchange), trouble.getMessage());
        }
        LOG.debug("原因", trouble);
    }

    private RowReader reader(Exchange exchange) {
        return Objects.requireNonNull(readers.get(name(exchange)));
    }

    private static String name(Exchange exchange) {
        return exchange.getProperty("connector", String.class) + "/" + exchange.getProperty("entry", String.class);
    }

    @Override
    public void close() {
        databases.close();
    }
}

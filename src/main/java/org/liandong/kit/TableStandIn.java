package org.liandong.kit;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.h2.api.Trigger;
import org.h2.tools.Server;
import org.jspecify.annotations.Nullable;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Entry;
import org.liandong.connectors.Rows;
import org.liandong.connectors.Samples;
import org.liandong.connectors.Send;
import org.liandong.delivery.Receiver;
import org.liandong.delivery.Receiver.Request;

/**
 * Plays an exchange database (前置库): a server of its own with the tables that the connector's mappings write and read, as wide
 * as they need. What befalls a row befalls it while it is being inserted.
 */
final class TableStandIn implements ReportingStandIn {
    private static final Map<Mishap, Play> PLAYS = new EnumMap<>(Map.ofEntries(
            entry(Mishap.LONG_TEXT, new Play("四千字、带表情与生僻字,一字不少地写进去", "对方的列放不下时,先与对方商定其余放在哪里")),
            entry(Mishap.HUNG_UP, new Play("行已写进,应答之前断线", "table.key 写全:同一行凭它认出,不写第二次")),
            entry(Mishap.ERROR_AFTERWARDS, new Play("行已写进,数据库却报错", "table.key 写全:同一行凭它认出,不写第二次")),
            entry(Mishap.LATE, new Play("写得太慢,过了超时", "timeouts.answer 照对方的慢来写;table.key 写全")),
            entry(Mishap.NOT_READ, new Play("没有写进就断线", "断了的由枢纽再写")),
            entry(Mishap.BUSY, new Play("表被锁住,三次写不进", "锁住不是拒收")),
            entry(Mishap.HUB_KILLED, new Play("行已写进,枢纽还没记下就被杀,再起", "table.key 写全:同一行凭它认出,不写第二次")),
            entry(Mishap.LOCKED_OUT, new Play("对方换了口令:进不去,不写;口令改回:写进", "口令写在配置里,用占位符"))));
    private static final String USER = "REHEARSAL";
    private static final String KEEPER = "KEEPER";
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int BUSY_TIMES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Words of the standard that databases of departments have as names of columns. */
    private static final String NAMES = "KEY,VALUE,DAY,MONTH,YEAR,HOUR,MINUTE,SECOND,USER,CONDITION,END,CASE,CHECK";

    private static final Map<String, TableStandIn> OPEN = new ConcurrentHashMap<>();

    private final Connector connector;
    private final String database =
            ("REHEARSAL" + UUID.randomUUID()).replace("-", "").toUpperCase(Locale.ROOT);
    private final Map<String, Map<String, String>> tables = new LinkedHashMap<>();
    private final Book book = new Book();
    private final Set<Long> counted = new HashSet<>();
    private int port;
    private @Nullable Server server;

    /** @throws IllegalArgumentException if the samples do not show what stands in the tables */
    TableStandIn(Connector connector, Path folder, Receiver receiver) {
        this.connector = connector;
        connector.operations().forEach((operation, send) -> {
            Map<String, String> columns = columns(send.path());
            for (String sample : samples(operation, folder)) {
                receiver.compose(operation, Letter.of(sample).copy())
                        .map(Request::body)
                        .ifPresent(body -> row(new String(
                                        body, connector.delivery().charset()))
                                .fieldNames()
                                .forEachRemaining(name -> columns.put(name.toUpperCase(Locale.ROOT), "VARCHAR")));
            }
        });
        for (Entry entry : connector.receives()) {
            entry.rows().ifPresent(rows -> addReports(entry, rows, folder));
        }
    }

    private void addReports(Entry entry, Rows rows, Path folder) {
        Map<String, String> columns = columns(entry.path());
        for (String sample : samples(entry.name(), folder)) {
            row(sample)
                    .properties()
                    .forEach(field -> columns.merge(
                            field.getKey().toUpperCase(Locale.ROOT),
                            field.getValue().isIntegralNumber() ? "BIGINT" : "VARCHAR",
                            (before, now) -> before.equals(now) ? now : "VARCHAR"));
        }
        columns.put(rows.time().toUpperCase(Locale.ROOT), "TIMESTAMP(6)");
        columns.putIfAbsent(rows.id().toUpperCase(Locale.ROOT), "BIGINT");
        rows.flag().ifPresent(flag -> {
            columns.put(flag.column().toUpperCase(Locale.ROOT), "VARCHAR");
            if (!flag.reason().isEmpty()) {
                columns.put(flag.reason().toUpperCase(Locale.ROOT), "VARCHAR");
            }
        });
    }

    /** The tables that the hub writes. */
    private Set<String> written() {
        return connector.operations().values().stream().map(Send::path).collect(Collectors.toSet());
    }

    private Map<String, String> columns(String table) {
        return tables.computeIfAbsent(table, any -> new LinkedHashMap<>());
    }

    private static List<String> samples(String step, Path folder) {
        try {
            return Samples.inputsOf(step, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode row(String text) {
        try {
            if (JSON.readTree(text) instanceof ObjectNode row) {
                return row;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("样例不是一行:" + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("样例不是一行:要写列名到值的JSON对象");
    }

    @Override
    public Map<Mishap, Play> plays() {
        return PLAYS;
    }

    @Override
    public void leadHere(ObjectNode settings) {
        settings.put(
                "endpoint",
                "jdbc:h2:tcp://127.0.0.1:%d/mem:%s;NON_KEYWORDS=%s;NETWORK_TIMEOUT=5000"
                        .formatted(port, database, NAMES));
        settings.withObjectProperty("table").put("user", USER).put("password", PLACEHOLDER);
    }

    @Override
    public void open() throws IOException {
        OPEN.put(database, this);
        try {
            say("CREATE USER %s PASSWORD '%s'".formatted(USER, SECRET));
            for (Map.Entry<String, Map<String, String>> table : tables.entrySet()) {
                create(table.getKey(), table.getValue());
            }
            String key =
                    String.join(", ", connector.delivery().table().orElseThrow().key());
            for (String table : written()) {
                say("CREATE UNIQUE INDEX %1$s_KEY ON %1$s (%2$s)".formatted(table, key));
            }
            listen();
        } catch (SQLException e) {
            throw new IOException("替身的前置库建不起来: " + e.getMessage(), e);
        }
    }

    private void create(String table, Map<String, String> columns) throws SQLException {
        int dot = table.lastIndexOf('.');
        String schema = dot < 0 ? "PUBLIC" : table.substring(0, dot);
        say("CREATE SCHEMA IF NOT EXISTS " + schema);
        say("CREATE TABLE %s (%s)"
                .formatted(
                        table,
                        columns.entrySet().stream()
                                .map(column -> column.getKey() + " " + column.getValue())
                                .collect(Collectors.joining(", "))));
        say("CREATE TRIGGER %s BEFORE INSERT ON %s FOR EACH ROW CALL '%s'"
                .formatted(table + "_INSERTED", table, Insertion.class.getName()));
        say("GRANT ALL ON SCHEMA %s TO %s".formatted(schema, USER));
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1;NON_KEYWORDS=%s".formatted(database, NAMES), KEEPER, KEEPER);
    }

    private void say(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void listen() throws SQLException {
        List<String> options = new ArrayList<>(List.of("-tcpPort", Integer.toString(port)));
        options.addAll(List.of("-tcpPassword", KEEPER));
        System.setProperty("h2.bindAddress", InetAddress.getLoopbackAddress().getHostAddress());
        Server fresh = Server.createTcpServer(options.toArray(String[]::new)).start();
        port = fresh.getPort();
        server = fresh;
    }

    /** Everybody's connections end. */
    private synchronized void cut() throws SQLException {
        if (server != null) {
            server.stop();
        }
        listen();
    }

    @Override
    public void lockOut() throws IOException {
        password("another");
    }

    @Override
    public void letIn() throws IOException {
        password(SECRET);
    }

    private void password(String word) throws IOException {
        try {
            say("ALTER USER %s SET PASSWORD '%s'".formatted(USER, word));
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    @Override
    public Book book() {
        return book;
    }

    @Override
    public synchronized void balance() throws IOException {
        for (String table : written()) {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT _ROWID_, T.* FROM %s T".formatted(table))) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    if (counted.add(rows.getLong(1))) {
                        StringBuilder text = new StringBuilder();
                        for (int i = 2; i <= columns; i++) {
                            text.append(rows.getString(i)).append('\n');
                        }
                        book.pageFor(text.toString()).ifPresent(page -> page.take(text.toString()));
                    }
                }
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }
    }

    @Override
    public void close() {
        OPEN.remove(database);
        book.close();
        try {
            if (server != null) {
                server.stop();
            }
            say("SHUTDOWN IMMEDIATELY");
        } catch (SQLException e) {
            // it is gone as it is
        }
    }

    /** What befalls a row on its way in. Public for the database. */
    public static final class Insertion implements Trigger {
        private @Nullable TableStandIn home;
        private String table = "";

        @Override
        public void init(Connection connection, String schema, String trigger, String table, boolean before, int type)
                throws SQLException {
            this.home = OPEN.get(connection.getCatalog());
            this.table = schema + "." + table;
        }

        @Override
        public void fire(Connection connection, @Nullable Object @Nullable [] before, @Nullable Object @Nullable [] row)
                throws SQLException {
            TableStandIn standIn = home;
            if (standIn != null
                    && row != null
                    && !connection.getMetaData().getUserName().equals(KEEPER)) {
                standIn.inserting(table, row);
            }
        }
    }

    private void inserting(String table, @Nullable Object[] row) throws SQLException {
        Page page = book.pageFor(Arrays.toString(row)).orElse(null);
        if (page == null) {
            return;
        }
        if (book.isTooEarlyFor(page)) {
            throw new SQLException("表被锁住", "HYT00");
        }
        int time = page.come();
        try {
            if (page.mishap() == Mishap.BUSY && time <= BUSY_TIMES) {
                throw new SQLException("表被锁住", "HYT00");
            }
            if (time > 1) {
                return;
            }
            switch (page.mishap()) {
                case HUNG_UP -> {
                    insert(table, row);
                    breakOff();
                }
                case NOT_READ -> breakOff();
                case ERROR_AFTERWARDS -> {
                    insert(table, row);
                    throw new SQLException("内部错误", "XX000");
                }
                case LATE -> book.pause(connector.delivery().timeouts().answer().plusSeconds(1));
                case HUB_KILLED -> {
                    insert(table, row);
                    page.arrive();
                    book.pause(PATIENCE);
                    throw new SQLException("没有人等了", "08006");
                }
                default -> {}
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("演练结束", "08006");
        }
    }

    /** The row as another one's: the statement that is under way has its own to write, or to fail with. */
    private void insert(String table, @Nullable Object[] row) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement("INSERT INTO %s VALUES (%s)"
                        .formatted(table, String.join(", ", Collections.nCopies(row.length, "?"))))) {
            for (int i = 0; i < row.length; i++) {
                statement.setObject(i + 1, row[i]);
            }
            statement.executeUpdate();
        }
    }

    /** From outside, since the thread that is here belongs to what is cut. */
    private void breakOff() throws SQLException, InterruptedException {
        Thread cutting = new Thread(
                () -> {
                    try {
                        cut();
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                },
                "stand-in");
        cutting.start();
        cutting.join(PATIENCE.toMillis());
        throw new SQLException("断线", "08006");
    }

    @Override
    public boolean reaches(Entry entry) {
        return entry.kind() == Entry.Kind.TABLE;
    }

    @Override
    public List<Manner> wrong(Entry entry) {
        return List.of();
    }

    @Override
    public Laid report(Entry entry, String message, Manner manner) throws IOException {
        Rows rows = entry.rows().orElseThrow();
        Map<String, Object> values = new LinkedHashMap<>();
        row(message).properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (!value.isNull()) {
                values.put(
                        field.getKey().toUpperCase(Locale.ROOT),
                        value.isIntegralNumber() ? (Object) value.longValue() : value.asText());
            }
        });
        values.put(rows.time().toUpperCase(Locale.ROOT), Timestamp.valueOf(LocalDateTime.now(ZONE)));
        rows.flag().ifPresent(flag -> values.put(flag.column().toUpperCase(Locale.ROOT), flag.open()));
        String sql = "MERGE INTO %s (%s) KEY (%s) VALUES (%s)"
                .formatted(
                        entry.path(),
                        String.join(", ", values.keySet()),
                        rows.id(),
                        String.join(", ", Collections.nCopies(values.size(), "?")));
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            int at = 1;
            for (Object value : values.values()) {
                statement.setObject(at++, value);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IOException("表 %s 写不进: %s".formatted(entry.path(), e.getMessage()), e);
        }
        return new Later();
    }
}

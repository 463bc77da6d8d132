package org.liandong.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.sqlite.SQLiteConfig;

/**
 * The least that takes a message in for good: the hub's web server and the hub's embedded database with the hub's settings,
 * the body stored as it came by one insert, answered after the commit. Waiting inserts share a commit as the ledger's do;
 * with one connection each has its own.
 */
final class RawStore {
    private static final byte[] TAKEN = "{\"code\":\"0\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    private static final int MOST_TOGETHER = 256;

    private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
    private final Connection database;

    @SuppressWarnings("ArrayRecordComponent") // handed over once and compared by nobody
    private record Waiting(byte[] body, CompletableFuture<Boolean> stored) {}

    private RawStore(Connection database) {
        this.database = database;
    }

    /** Arguments: port, file. */
    public static void main(String[] arguments) throws SQLException, LifecycleException {
        Bench.sayLittle();
        RawStore store = new RawStore(database(Path.of(arguments[1])));
        Desk.daemon("writer", store::write);
        serve(Integer.parseInt(arguments[0]), Path.of(arguments[1] + ".tomcat"), new HttpServlet() {
            @Override
            protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
                store.store(request.getInputStream().readAllBytes());
                response.setContentType("application/json;charset=UTF-8");
                response.setContentLength(TAKEN.length);
                response.getOutputStream().write(TAKEN);
            }
        });
    }

    /** Tomcat as the hub runs it, with nothing but the servlet. */
    static void serve(int port, Path folder, HttpServlet servlet) throws LifecycleException {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        Connector connector = new Connector();
        connector.setPort(port);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxThreads", "200");
        connector.setProperty("maxKeepAliveRequests", "-1");
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "only", servlet);
        context.addServletMappingDecoded("/*", "only");
        tomcat.start();
        tomcat.getServer().await();
    }

    private static Connection database(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        Connection database = config.createConnection("jdbc:sqlite:" + file);
        try (Statement statement = database.createStatement()) {
            statement.execute("PRAGMA wal_autocheckpoint = 4000");
            statement.execute("PRAGMA cache_size = -65536");
            statement.execute("CREATE TABLE message (id INTEGER PRIMARY KEY, body BLOB NOT NULL)");
        }
        database.setAutoCommit(false);
        return database;
    }

    private void store(byte[] body) {
        CompletableFuture<Boolean> stored = new CompletableFuture<>();
        waiting.add(new Waiting(body, stored));
        stored.join();
    }

    private void write() {
        List<Waiting> batch = new ArrayList<>();
        try (PreparedStatement insert = database.prepareStatement("INSERT INTO message (body) VALUES (?)")) {
            while (true) {
                batch.add(waiting.take());
                waiting.drainTo(batch, MOST_TOGETHER - 1);
                for (Waiting one : batch) {
                    insert.setBytes(1, one.body());
                    insert.executeUpdate();
                }
                database.commit();
                batch.forEach(one -> one.stored().complete(true));
                batch.clear();
            }
        } catch (SQLException e) {
            batch.forEach(one -> one.stored().completeExceptionally(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

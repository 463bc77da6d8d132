package org.liandong.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/**
 * The least that takes a message in for good: the hub's web server and the hub's embedded database with the hub's settings,
 * the body stored as it came by one insert, answered after the commit. Waiting inserts share a commit as the ledger's do;
 * with one connection each has its own.
 */
final class RawStore {
    static final byte[] TAKEN = "{\"code\":\"0\"}".getBytes(StandardCharsets.UTF_8);

    private RawStore() {}

    /** Arguments: port, file. */
    public static void main(String[] arguments) throws SQLException, LifecycleException {
        Bench.sayLittle();
        Path file = Path.of(arguments[1]);
        SharedCommits commits =
                SharedCommits.in(file, List.of("CREATE TABLE message (id INTEGER PRIMARY KEY, body BLOB NOT NULL)"));
        serve(Integer.parseInt(arguments[0]), Path.of(file + ".tomcat"), body -> {
            commits.write(() -> commits.update("INSERT INTO message (body) VALUES (?)", (Object) body));
            return TAKEN;
        });
    }

    /** Tomcat as the hub runs it, with nothing but the servlet. */
    static void serve(int port, Path folder, UnaryOperator<byte[]> answer) throws LifecycleException {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        Connector connector = new Connector();
        connector.setPort(port);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxThreads", "200");
        connector.setProperty("maxKeepAliveRequests", "-1");
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "only", new HttpServlet() {
            @Override
            protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
                byte[] said = answer.apply(request.getInputStream().readAllBytes());
                response.setContentType("application/json;charset=UTF-8");
                response.setContentLength(said.length);
                response.getOutputStream().write(said);
            }
        });
        context.addServletMappingDecoded("/*", "only");
        tomcat.start();
        tomcat.getServer().await();
    }
}

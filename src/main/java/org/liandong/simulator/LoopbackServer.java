package org.liandong.simulator;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * An HTTP server of an outside system, reachable on 127.0.0.1 only. It can go down and come up again on the same port,
 * and hang up on a caller without an answer, as real systems do.
 */
final class LoopbackServer implements AutoCloseable {
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([\\w-]+)", Pattern.CASE_INSENSITIVE);
    private static final String HANG_UP = LoopbackServer.class.getName() + ".hangUp";

    /** What the outside system does with a call. */
    interface Handling {
        Reply answer(Call call) throws IOException, InterruptedException;
    }

    /** One call: its method, path, headers and exact bytes. */
    static final class Call {
        private final HttpServletRequest request;
        private final byte[] body;

        private Call(HttpServletRequest request, byte[] body) {
            this.request = request;
            this.body = body;
        }

        String method() {
            return request.getMethod();
        }

        String path() {
            return request.getRequestURI();
        }

        /** The header, or an empty text. */
        String header(String name) {
            String value = request.getHeader(name);
            return value == null ? "" : value;
        }

        byte[] body() {
            return body;
        }

        /** Whether the headers prove that the call comes from one who knows the secret. */
        boolean provenBy(String secret) {
            String head = header("X-Timestamp") + "\n" + header("X-Nonce") + "\n";
            Proof.Kind kind = Proof.Kind.of(header("X-Sign-Type"));
            String query = request.getQueryString();
            byte[] proven = body.length == 0 && query != null ? query.getBytes(StandardCharsets.UTF_8) : body;
            return Proof.same(Proof.of(kind, secret, head, proven), header("X-Sign"));
        }
    }

    /** The answer to a call; a null text means the line goes dead instead. */
    record Reply(int status, String contentType, @Nullable String text) {
        static Reply json(int status, String text) {
            return new Reply(status, "application/json;charset=UTF-8", text);
        }

        static Reply xml(String charset, String text) {
            return new Reply(200, "text/xml;charset=" + charset, text);
        }

        /** The page of a proxy that stands before the system and has its own opinion. */
        static Reply garbage() {
            return new Reply(200, "text/html;charset=UTF-8", "<html><body><h3>访问过于频繁</h3>请稍后再试</body>");
        }

        static Reply hangUp() {
            return new Reply(0, "", null);
        }
    }

    private final Handling handling;
    private int port;
    private @Nullable Tomcat tomcat;
    private @Nullable Path folder;

    /** @param port the port to listen on, 0 for any free one */
    LoopbackServer(int port, Handling handling) {
        this.port = port;
        this.handling = handling;
        up();
    }

    synchronized URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Starts to listen, on the port it had before if it was up already. */
    synchronized void up() {
        if (tomcat != null) {
            return;
        }
        TomcatURLStreamHandlerFactory.disable();
        Tomcat starting = new Tomcat();
        try {
            folder = Files.createTempDirectory("simulator");
            starting.setBaseDir(folder.toString());
            starting.setSilent(true);
            Connector connector = new Connector();
            connector.setPort(port);
            connector.setThrowOnFailure(true);
            connector.setProperty("address", "127.0.0.1");
            connector.setProperty("bindOnInit", "false");
            connector.setProperty("maxThreads", "32");
            starting.setConnector(connector);
            StandardContext context = (StandardContext) starting.addContext("", null);
            context.setClearReferencesObjectStreamClassCaches(false);
            context.setClearReferencesThreadLocals(false);
            context.setClearReferencesRmiTargets(false);
            Tomcat.addServlet(context, "desk", new Counter());
            context.addServletMappingDecoded("/*", "desk");
            starting.getEngine().getPipeline().addValve(new DeadLine());
            starting.start();
            port = connector.getLocalPort();
            tomcat = starting;
        } catch (LifecycleException | IOException e) {
            throw new IllegalStateException("仿真端口 " + port + " 无法监听:请换一个空闲端口", e);
        }
    }

    void reachable(boolean reachable) {
        if (reachable) {
            up();
        } else {
            down();
        }
    }

    /** Stops listening; callers are refused until it is up again. */
    synchronized void down() {
        Tomcat stopping = tomcat;
        tomcat = null;
        if (stopping == null) {
            return;
        }
        try {
            stopping.stop();
            stopping.destroy();
            FileSystemUtils.deleteRecursively(folder);
        } catch (LifecycleException | IOException e) {
            throw new IllegalStateException("仿真端口 " + port + " 无法关闭", e);
        }
    }

    @Override
    public void close() {
        down();
    }

    static Charset charsetOf(String contentType) {
        Matcher matcher = CHARSET.matcher(contentType);
        return matcher.find() ? Charset.forName(matcher.group(1)) : StandardCharsets.UTF_8;
    }

    /** Hands each call on and writes the answer. */
    private final class Counter extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Reply reply;
            try {
                reply = handling.answer(
                        new Call(request, request.getInputStream().readAllBytes()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                reply = Reply.hangUp();
            }
            if (reply.text() == null) {
                request.setAttribute(HANG_UP, true);
                return;
            }
            response.setStatus(reply.status());
            response.setContentType(reply.contentType());
            byte[] bytes = reply.text().getBytes(charsetOf(reply.contentType()));
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }
    }

    /** Only below the servlet API can a connection be closed without a status line. */
    private static final class DeadLine extends ValveBase {
        @Override
        public void invoke(Request request, Response response) throws IOException, jakarta.servlet.ServletException {
            getNext().invoke(request, response);
            if (request.getAttribute(HANG_UP) != null) {
                request.getCoyoteRequest().action(ActionCode.CLOSE_NOW, null);
            }
        }
    }
}

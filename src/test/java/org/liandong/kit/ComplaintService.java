package org.liandong.kit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An old service that wants name and password in each message, knows its complaints by the hub's numbers, and speaks GBK. */
final class ComplaintService implements AutoCloseable {
    private static final Charset GBK = Charset.forName("GBK");
    private static final Pattern TASK = Pattern.compile("JN\\d{17}-\\d{2}");

    private final HttpServer server;
    private final String user;
    private final String password;
    private final Set<String> complaints = ConcurrentHashMap.newKeySet();

    ComplaintService(String user, String password) throws IOException {
        this.user = user;
        this.password = password;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/axis/services/Complaint";
    }

    int registered() {
        return complaints.size();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String text = new String(exchange.getRequestBody().readAllBytes(), GBK);
            if (!text.stripTrailing().endsWith("Envelope>")) {
                exchange.sendResponseHeaders(500, -1);
                return;
            }
            String operation = text.contains("queryComplaint") ? "queryComplaint" : "saveComplaint";
            byte[] answer = """
                    <?xml version="1.0" encoding="GBK"?>
                    <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>\
                    <ns1:%1$sResponse xmlns:ns1="http://service.ldjc.rs.local"><%1$sReturn>%2$s</%1$sReturn>\
                    </ns1:%1$sResponse></soapenv:Body></soapenv:Envelope>
                    """.formatted(operation, result(operation, text).replace("<", "&lt;"))
                    .getBytes(GBK);
            exchange.getResponseHeaders().set("Content-Type", "text/xml;charset=GBK");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private String result(String operation, String text) {
        boolean known = text.contains("<userName>" + user + "</userName>")
                && text.contains("<passWord>" + password + "</passWord>");
        Matcher task = TASK.matcher(text);
        if (!known || !task.find()) {
            return "<result><code>9</code><message>用户名或口令不对</message></result>";
        }
        if (operation.equals("queryComplaint")) {
            return complaints.contains(task.group())
                    ? "<result><code>1</code><tsbh>LDJC-%s</tsbh></result>".formatted(task.group())
                    : "<result><code>-1</code></result>";
        }
        return "<result><code>%s</code><tsbh>LDJC-%s</tsbh></result>"
                .formatted(complaints.add(task.group()) ? "1" : "2", task.group());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package org.liandong.simulator;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.liandong.simulator.LoopbackServer.Call;
import org.liandong.simulator.LoopbackServer.Reply;
import org.w3c.dom.Element;

/**
 * Where the city management bureau takes tasks: SOAP 1.1 rpc/encoded with XML as a string, and business errors under HTTP
 * 200 (reference §3.5 SOAP (1), §3.1 E3). The interface has no idempotency key; it can be asked for a task instead.
 */
final class CityManagementFront implements Front {
    private static final String RESPONSE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" \
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
            xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/">\
            <soapenv:Body><rec:processResponse xmlns:rec="http://receive.szcg.local/" \
            soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">\
            <processReturn xsi:type="soapenc:string">%s</processReturn>\
            </rec:processResponse></soapenv:Body></soapenv:Envelope>""";

    private final String secret;
    private final TaskDesk desk;
    private final LoopbackServer server;

    CityManagementFront(String secret, TaskDesk desk, int port) {
        this.secret = secret;
        this.desk = desk;
        this.server = new LoopbackServer(port, this::answer);
    }

    @Override
    public URI address() {
        return server.address("/services/receive");
    }

    @Override
    public void reachable(boolean reachable) {
        server.reachable(reachable);
    }

    @Override
    public void close() {
        server.close();
    }

    private Reply answer(Call call) throws InterruptedException {
        desk.called();
        // Systems of this age know no signature; where one is sent it must be right.
        if (!call.header("X-Sign").isEmpty() && !call.provenBy(secret)) {
            return problem("401", "签名校验失败");
        }
        Element request;
        try {
            Element envelope = Soap.read(call.body(), call.header("Content-Type"));
            request = Soap.readInner(Soap.text(envelope, "requestXml"));
        } catch (IOException e) {
            return problem("900", String.valueOf(e.getMessage()));
        }
        String taskNo = Soap.text(request, "SrcTaskNum");
        if (taskNo.isEmpty()) {
            return problem("901", "SrcTaskNum 必填");
        }
        if (Soap.has(request, "query")) {
            return found(desk.find(taskNo));
        }
        if (desk.profile().conduct() == Conduct.ERROR_IN_200) {
            return problem("9", "数据库连接池已满");
        }
        Reply reply = Soap.has(request, "operation") ? operate(request, taskNo) : open(request, taskNo);
        return switch (desk.profile().conduct()) {
            case NO_ANSWER -> Reply.hangUp();
            case GARBAGE -> garbage();
            case SLOW -> {
                Thread.sleep(desk.profile().slowness().toMillis());
                yield reply;
            }
            default -> reply;
        };
    }

    private Reply open(Element request, String taskNo) {
        for (String field : List.of("Formdate", "EventType", "Evtaddress", "Evtdescribe")) {
            if (Soap.text(request, field).isEmpty()) {
                return problem("902", field + " 必填");
            }
        }
        return found(Optional.of(desk.open(taskNo, taskNo)));
    }

    private Reply operate(Element request, String taskNo) {
        Element operation =
                (Element) request.getElementsByTagNameNS("*", "operation").item(0);
        String type = operation.getAttribute("type");
        Optional<Operation> known = Operation.named(type);
        if (known.isEmpty()) {
            return problem("903", "operation type 不认识: " + type);
        }
        String key = Soap.text(request, "OperationNo");
        boolean approved = Soap.text(request, "approved").matches("1|true|Y");
        return found(
                desk.operate(taskNo, known.get(), key.isEmpty() ? operation.getTextContent() + type : key, approved));
    }

    private static Reply found(Optional<String> deptTaskNo) {
        return deptTaskNo
                .map(number -> response("<code>0</code><message/><TaskNum>" + number + "</TaskNum>"))
                .orElseGet(() -> problem("404", "案卷不存在"));
    }

    private static Reply problem(String code, String words) {
        return response("<code>" + code + "</code><message>" + Soap.escape(words) + "</message>");
    }

    /** The envelope is whole; inside, somebody else has written. */
    private static Reply garbage() {
        return Reply.xml("UTF-8", RESPONSE.formatted("ORA-12519: TNS:no appropriate service handler found"));
    }

    private static Reply response(String content) {
        String inner = "<?xml version='1.0' encoding='utf-8'?><response>" + content + "</response>";
        return Reply.xml("UTF-8", RESPONSE.formatted(Soap.escape(inner)));
    }
}

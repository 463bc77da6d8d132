package org.liandong.simulator;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** How the city management bureau reports: SOAP with XML in CDATA, most of it in GBK (reference §3.5 SOAP, §3.1 E1). */
final class CityManagementCallbacks implements Outcome.Wire {
    private static final Charset GBK = Charset.forName("GBK");
    private static final String CALLBACK = """
            <?xml version="1.0" encoding="%1$s"?>
            <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
              <soap:Body>
                <reportFeedback xmlns="http://hub.jiangning.local/ws">
                  <REQXML><![CDATA[<?xml version="1.0" encoding="%1$s"?>%2$s]]></REQXML>
                </reportFeedback>
              </soap:Body>
            </soap:Envelope>
            """;

    private final Hub hub;

    CityManagementCallbacks(Hub hub) {
        this.hub = hub;
    }

    @Override
    public Receipt report(Outcome outcome) throws InterruptedException {
        // As in the samples: what goes to the desk next door is GBK, what carries pictures is UTF-8.
        Charset charset = outcome.kind() == Outcome.Kind.DONE ? StandardCharsets.UTF_8 : GBK;
        byte[] bytes = CALLBACK.formatted(charset.name(), feedback(outcome)).getBytes(charset);
        try {
            return Receipt.ofSoap(hub.send(
                    "CG",
                    "POST",
                    "/services/CG",
                    "text/xml; charset=" + charset.name(),
                    Map.of("SOAPAction", "\"reportFeedback\""),
                    bytes));
        } catch (IOException e) {
            return Receipt.unclear(e.toString());
        }
    }

    /** The feedback as in the samples of reference §3.5: SOAP (2) and (3); types 2 and 3 are signing and extension. */
    private static String feedback(Outcome outcome) {
        String time = CityTime.spoken(outcome.time());
        String text = Soap.escape(outcome.text());
        String head = "<feedback><commandCode>" + outcome.taskNo() + "</commandCode>";
        if (outcome.kind() == Outcome.Kind.DONE) {
            String picture = Pictures.base64(outcome.taskNo());
            return head + "<feedbackSourceCode>" + outcome.deptTaskNo() + "</feedbackSourceCode>"
                    + "<feedbackNo>" + outcome.id() + "</feedbackNo><feedbackType>4</feedbackType>"
                    + "<zbbm>江宁区城市管理局</zbbm><blry>" + outcome.officer() + "</blry><blrydh>025-52000011</blrydh>"
                    + "<blyj>" + text + "</blyj><blsj>" + time + "</blsj><sfjj>1</sfjj><sflx>1</sflx><lxsj>" + time
                    + "</lxsj><milestones><m code=\"修复\" time=\"" + time + "\"/></milestones><pics count=\"1\">"
                    + "<pic type=\"处置后\">" + picture + "</pic></pics></feedback>";
        }
        String type = switch (outcome.kind()) {
            case RETURN -> "1";
            case SIGNED -> "2";
            case EXTENSION -> "3";
            default -> "0";
        };
        String more = switch (outcome.kind()) {
            case RETURN ->
                "<returnReasonCode>R02</returnReasonCode><suggestDept>" + outcome.suggestedDepartment()
                        + "</suggestDept><evidence>职责清单截图.jpg</evidence>";
            case EXTENSION ->
                "<extensionReasonCode>E03</extensionReasonCode><requestLimit>5</requestLimit>"
                        + "<requestUnit>WD</requestUnit>";
            default -> "";
        };
        return head + "<feedbackNo>" + outcome.id() + "</feedbackNo><feedbackSource>5</feedbackSource><feedbackType>"
                + type + "</feedbackType><feedbackPerson>" + outcome.officer() + "</feedbackPerson><feedbackDate>"
                + time + "</feedbackDate>" + more + "<content>" + text + "</content></feedback>";
    }
}

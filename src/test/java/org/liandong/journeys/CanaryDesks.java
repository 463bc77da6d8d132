package org.liandong.journeys;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.liandong.ledger.Canary;
import org.liandong.ledger.DeliveryState;

/** The departments that the simulated city does not have: each by its own kind of system, which reports a task done once it has it. */
final class CanaryDesks implements AutoCloseable {
    static final Set<String> DEPARTMENTS = Set.of("AJ", "GA", "GS", "GT", "NL", "RS", "SL", "WJ", "ZZB", "ZZW");

    private static final Charset GBK = Charset.forName("GBK");
    private static final List<String> POLLED = List.of("GT", "NL", "ZZB", "WJ");
    private static final String TIME = "2026-07-09 20:00:00";

    private final RecordingSystem safety = RecordingSystem.answering(
            "application/json",
            "{\"access_token\":\"t1\",\"token_type\":\"bearer\",\"expires_in\":7200,\"code\":0,\"data\":{\"deptTaskNo\":\"AJYH-1\"}}");
    private final RecordingSystem consumers = RecordingSystem.answering("application/soap+xml;charset=UTF-8", """
            <env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope"><env:Body>\
            <submitResponse xmlns="urn:12315:v2"><code>OK</code><registerNo>132011500202607</registerNo></submitResponse>\
            </env:Body></env:Envelope>""");
    private final RecordingSystem labour = RecordingSystem.answering("text/xml", """
            <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>\
            <ns1:saveComplaintResponse xmlns:ns1="http://service.ldjc.rs.local"><saveComplaintReturn>\
            &lt;result&gt;&lt;code&gt;1&lt;/code&gt;&lt;/result&gt;\
            </saveComplaintReturn></ns1:saveComplaintResponse></soapenv:Body></soapenv:Envelope>""");
    private final FileServers files =
            new FileServers(Map.of("GT", "gt-secret", "NL", "nl-secret", "ZZB", "zzb-secret"));
    private final BoundaryFerry ferry = new BoundaryFerry();
    private final CivilAffairs water = new CivilAffairs();
    private final AtomicInteger number = new AtomicInteger(100);
    private final Set<String> reported = new HashSet<>();

    CanaryDesks() {
        water.server().update("""
                CREATE TABLE T_JN_TASK (
                  XH SERIAL PRIMARY KEY, RWH VARCHAR(32), BJBH VARCHAR(24), ZXB CHAR(1), SXDM VARCHAR(6), BT VARCHAR(200), NR TEXT,
                  LXR VARCHAR(60), LXDH VARCHAR(40), DZ VARCHAR(300), JD FLOAT8, WD FLOAT8, JJ CHAR(1), PFSJ TIMESTAMP(3),
                  QSQX TIMESTAMP(3), BLQX TIMESTAMP(3), CZ CHAR(2))""");
        water.server().update("""
                CREATE TABLE T_JN_RESULT (
                  XH INT PRIMARY KEY, RWH VARCHAR(32), CZ CHAR(2), BM VARCHAR(100), JBR VARCHAR(40), YJ VARCHAR(4000),
                  JBSJ TIMESTAMP(3), QZYJ VARCHAR(200), YY VARCHAR(10), TS INT, DW CHAR(2), JG CHAR(1), FJ VARCHAR(1000),
                  XGSJ TIMESTAMP(3) NOT NULL)""");
    }

    /** Lets a hub find them, and look often. */
    HubUnderTest reachedBy(HubUnderTest hub) {
        hub.reaching("AJ.url", safety.address())
                .reaching("AJ.tokenUrl", safety.address() + "/oauth/token")
                .reaching("AJ.client", "jn-hub")
                .reaching("AJ.secret", "aj-secret")
                .reaching("GS.url", consumers.address() + "/ws/v2")
                .reaching("GS.user", "jn-hub")
                .reaching("GS.password", "gs-secret")
                .reaching("RS.url", labour.address() + "/axis/services/Complaint")
                .reaching("RS.user", "jn_hub")
                .reaching("RS.password", "rs-secret")
                .reaching("GA.url", ferry.url())
                .saying("departments/GA", "every: 20s", "every: 100ms")
                .with("departments/GA", "retry", "{first: 200ms, factor: 1, longest: 200ms, giveUpAfter: 24h}")
                .saying("departments/SL", "every: 30s", "every: 100ms")
                .saying("departments/MZ", "every: 30s", "every: 100ms");
        for (String department : List.of("GT", "NL", "ZZB")) {
            hub.reaching(department + ".url", files.url())
                    .reaching(department + ".user", department)
                    .reaching(department + ".password", department.toLowerCase(java.util.Locale.ROOT) + "-secret")
                    .reaching(department + ".hostKey", files.hostKey());
        }
        hub.saying("departments/ZZB", "privateKey: \"${ZZB.privateKey}\"", "password: \"${ZZB.password}\"");
        POLLED.forEach(department -> hub.saying("departments/" + department, "every: 60s", "every: 100ms"));
        for (String department : List.of("SL", "WJ")) {
            hub.reaching(department + ".url", water.server().url())
                    .reaching(department + ".user", "postgres")
                    .reaching(department + ".password", "postgres");
        }
        return hub;
    }

    /** Each looks at what it has, and reports what it has not yet reported. */
    void work(HubUnderTest hub) {
        List<Canary> underWay = hub.ledger().read(view -> view.canaries().underWay());
        for (Canary canary : underWay) {
            if (canary.caseNo() != null && DEPARTMENTS.contains(canary.department())) {
                hub.file(canary.caseNo().value())
                        .lead()
                        .ifPresent(lead ->
                                work(hub, canary.department(), lead.task().value()));
            }
        }
    }

    private void work(HubUnderTest hub, String department, String task) {
        if (department.equals("GA")) {
            ferry.waiting(task).forEach(name -> ferry.acknowledges(name, ferry.fetches(name), 0, ""));
        }
        if (hub.dispatchOf(task).state() == DeliveryState.DONE && reported.add(task)) {
            report(hub, department, task);
        }
    }

    private void report(HubUnderTest hub, String department, String task) {
        int serial = number.incrementAndGet();
        switch (department) {
            case "AJ" -> sends(hub, "AJ", "/departments/AJ/callbacks", """
                    {"msgId":"AJ-%d","taskNo":"%s","event":"FEEDBACK","eventTime":"2026-07-09T20:00:00+08:00",\
                    "handler":{"name":"吴某"},"resolved":"YES","opinion":"探测件,已收到"}""".formatted(serial, task));
            case "ZZW" -> sends(hub, "ZZW", "/departments/ZZW/statuses", """
                    {"pushNo":"P-%d","source":"JNHUB","sourceTaskNo":"%s","eventId":"ZZ-%1$d","operator":"孙某","status":"40",\
                    "changedAt":"2026-07-09T20:00:00+08:00","result":"探测件,已收到","solved":"YES"}""".formatted(serial, task));
            case "RS" ->
                calls(hub, "/services/RS", "text/xml;charset=GBK", GBK, """
                    <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>\
                    <r:saveFeedback xmlns:r="http://hub.jiangning.local/rs"><userName>RS</userName><passWord>%s</passWord>\
                    <xml><![CDATA[<feedback><lsh>%d</lsh><rwbh>%s</rwbh><jbr>钱某</jbr><czlx>结案</czlx><czsj>%s</czsj>\
                    <clyj>探测件,已收到</clyj><cljg>已解决</cljg></feedback>]]></xml></r:saveFeedback></soapenv:Body></soapenv:Envelope>""".formatted(
                                hub.wire().secret("RS"), serial, task, TIME));
            case "GS" ->
                calls(hub, "/services/GS", "application/soap+xml;charset=UTF-8", StandardCharsets.UTF_8, """
                    <env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope"><env:Header>%s</env:Header><env:Body>\
                    <reportProgress xmlns="urn:liandong:12315"><progressId>P-%d</progressId><externalId>%s</externalId>\
                    <status>FINISHED</status><occurredAt>2026-07-09T20:00:00+08:00</occurredAt><officer>冯某</officer>\
                    <result>探测件,已收到</result><mediation>AGREED</mediation></reportProgress></env:Body></env:Envelope>""".formatted(
                        UsernameToken.digested(
                                "GS", hub.wire().secret("GS"), hub.clock().instant()),
                        serial,
                        task));
            case "GT" ->
                files.puts(
                        "GT", "feedback_GT_20260709_2000_%d.xml".formatted(serial), """
                    <?xml version="1.0" encoding="GBK"?>
                    <feedbacks count="1" batch="%d"><fb><taskNo>%s</taskNo><czlx>BJ</czlx><blry>郑某</blry><blsj>%s</blsj>\
                    <blyj>探测件,已收到</blyj><sfjj>1</sfjj></fb></feedbacks>
                    """.formatted(serial, task, TIME));
            case "NL" ->
                files.puts(
                        "NL",
                        "feedback_%d.csv".formatted(serial),
                        "任务号\t操作\t承办人\t办理时间\t办理意见\t是否解决\r\n%s\t办结\t何某\t%s\t探测件,已收到\t是\r\n".formatted(task, TIME));
            case "ZZB" ->
                files.puts(
                        "ZZB",
                        "feedback_%d.csv".formatted(serial),
                        "任务号,办理状态,办理人,办理时间,办理情况,是否解决\r\n%s,已办结,吴某,%s,探测件已收到,是\r\n".formatted(task, TIME));
            case "GA" -> ferry.brings("GAFK_%d.xml".formatted(serial), """
                    <czfk schema="110-12345-v1"><fkbh>FK%d</fkbh><rwbh>%s</rwbh><fklx>04</fklx><cjmj>赵警官</cjmj>\
                    <fksj>20260709200000</fksj><cljg>探测件,已收到</cljg><sfjj>1</sfjj></czfk>""".formatted(serial, task));
            case "SL" -> water.writes(task, "BJ", "BLYJ", "探测件,已收到", "SFJJ", "1");
            case "WJ" ->
                water.server()
                        .update(
                                "INSERT INTO T_JN_RESULT (XH, RWH, CZ, JBR, YJ, JBSJ, JG, XGSJ) VALUES (?, ?, '27', '何医师', '探测件,已收到', ?, '1',"
                                        + " now() AT TIME ZONE 'Asia/Shanghai')",
                                serial,
                                task,
                                Timestamp.valueOf(TIME));
            default -> throw new IllegalArgumentException(department);
        }
    }

    private static void sends(HubUnderTest hub, String sender, String path, String message) {
        Answer answer = hub.wire().post(sender, path, message);
        if (!answer.said("outcome").equals("EVENT")) {
            throw new IllegalStateException(answer.body());
        }
    }

    private static void calls(HubUnderTest hub, String path, String type, Charset charset, String envelope) {
        hub.wire().call("POST", path, type, envelope.getBytes(charset), Map.of());
    }

    @Override
    public void close() {
        List.of(safety, consumers, labour).forEach(RecordingSystem::close);
    }
}

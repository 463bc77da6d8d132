package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.security.crypto.Sm3;
import org.slf4j.LoggerFactory;

/** Whoever collects traces finds the whole way of a case under one number, from the push to what its channel was told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CaseTracesTest {
    private static final RecordingSystem COLLECTOR = RecordingSystem.answering("application/x-protobuf", "");

    /** Somebody else's words in the midst of a delivery. */
    private static final Logger SENDING =
            (Logger) LoggerFactory.getLogger("org.apache.camel.component.http.HttpProducer");

    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone().reaching("liandong.telemetry.otlp", COLLECTOR.address());

    private final Hotline hotline = new Hotline(HUB);
    private final EnvironmentBureau bureau = new EnvironmentBureau(HUB);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeAll
    void listen() {
        log.start();
        SENDING.setLevel(Level.DEBUG);
        SENDING.addAppender(log);
    }

    @AfterAll
    void close() {
        SENDING.detachAppender(log);
        SENDING.setLevel(null);
        COLLECTOR.close();
    }

    @Test
    void theWholeWayOfACaseIsOneTraceThatItsNumberLeadsTo() throws Exception {
        try (RecordingSystem taking = taking();
                RecordingSystem told = told()) {
            String caseNo = hotline.takes(Hotline.fumesOrder("NJ-TRACE"));
            String task = EnvironmentBureau.leads(HUB, caseNo);
            taking.about(task);
            bureau.bringsToVisit(caseNo, task);
            told.about("NJ-TRACE");
            String digest = Sm3.hex("liandong.trace " + caseNo);

            HubUnderTest.until(
                    "the way",
                    () -> spans(digest.substring(0, 32)).stream()
                            .map(Span::getName)
                            .toList()
                            .containsAll(List.of("in.12345 orders", "dept.HB DISPATCH", "channel.12345 STATUS")));

            List<Span> spans = spans(digest.substring(0, 32));
            Span first = spans.stream()
                    .filter(span -> span.getParentSpanId().isEmpty())
                    .findFirst()
                    .orElseThrow();
            assertThat(first.getName()).isEqualTo("in.12345 orders");
            assertThat(hex(first.getSpanId())).isEqualTo(digest.substring(32, 48));
            assertThat(spans)
                    .filteredOn(span -> !span.getParentSpanId().isEmpty())
                    .allSatisfy(span -> assertThat(span.getParentSpanId()).isEqualTo(first.getSpanId()));
            assertThat(spans).allSatisfy(span -> {
                assertThat(attributes(span)).containsEntry("liandong.case_no", caseNo);
                assertThat(span.getEndTimeUnixNano()).isGreaterThanOrEqualTo(span.getStartTimeUnixNano());
            });
            assertThat(log.list)
                    .extracting(event -> event.getMDCPropertyMap().get("caseNo"))
                    .contains(caseNo)
                    .doesNotContainNull();
            assertThat(COLLECTOR.calls().toString()).doesNotContain("19900000001");
        }
    }

    private static Map<String, String> attributes(Span span) {
        return span.getAttributesList().stream()
                .collect(java.util.stream.Collectors.toMap(
                        one -> one.getKey(), one -> one.getValue().getStringValue()));
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    private static List<Span> spans(String trace) {
        return COLLECTOR.calls().stream()
                .map(RecordingSystem.Call::body)
                .map(CaseTracesTest::read)
                .flatMap(request -> request.getResourceSpansList().stream())
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .filter(span -> hex(span.getTraceId()).equals(trace))
                .toList();
    }

    private static ExportTraceServiceRequest read(byte[] body) {
        try {
            return ExportTraceServiceRequest.parseFrom(body);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RecordingSystem taking() {
        return RecordingSystem.at(
                HUB.ports().hb(),
                "application/json",
                "{\"code\":0,\"msg\":\"ok\",\"data\":{\"deptTaskNo\":\"HBXF-1\"}}");
    }

    private static RecordingSystem told() {
        return RecordingSystem.at(HUB.ports().hotline(), "application/json", "{\"code\":\"0\",\"msg\":\"ok\"}");
    }
}

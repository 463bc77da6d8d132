package org.liandong.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liandong.cases.CaseState;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The shipped mappings against the messages of reference §3.4 and §3.5, and against what hostile senders do with them. */
class ReferenceMessagesTest {
    private static final Path EXAMPLES = Path.of("src/test/resources/reference/examples");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Loaded LOADED = Connectors.load(Path.of("connectors"));

    private static Connector connector(String name) {
        return LOADED.named(name).orElseThrow();
    }

    private static Mapping entry(String connector, String entry) {
        return connector(connector).receives().stream()
                .filter(it -> it.name().equals(entry))
                .findFirst()
                .orElseThrow()
                .mapping();
    }

    private static String dispatched(String department) throws IOException {
        Path canonical = Path.of("connectors/departments", department, "samples/DISPATCH/1-reference.in.json");
        Send send = connector(department).operations().get("DISPATCH");
        assertThat(send).isNotNull();
        return send.mapping().apply(Files.readString(canonical));
    }

    private static String example(String file) throws IOException {
        return SampleText.decode(Files.readAllBytes(EXAMPLES.resolve(file)));
    }

    /** The hub passes no earlier orders on, so the list of them is empty. */
    @Test
    void dispatchToTheEnvironmentBureauIsTheReferencesBodyButForEarlierOrders() throws IOException {
        String http = example("ad-rest-1-dispatch-post.http");
        ObjectNode body = (ObjectNode) JSON.readTree(http.substring(http.indexOf("\n{")));
        body.putArray("history");

        assertThat(JSON.readTree(dispatched("HB"))).isEqualTo(body);
    }

    @Test
    void dispatchToTheFireBrigadeIsTheReferencesEventButForItsId() throws IOException {
        ObjectNode expected = (ObjectNode) JSON.readTree(example("ad-mq-1-assignment-dispatched.json"));
        ObjectNode actual = (ObjectNode) JSON.readTree(dispatched("XF"));

        assertThat(actual.remove("id").asText()).isEqualTo("JN20260709020007772-01#1");
        expected.remove("id");
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void dispatchToTheCityManagementBureauIsTheReferencesCallToTheLetter() throws Exception {
        Element expected = process(example("ad-soap-1-dispatch-request.xml"));
        Element actual = process(dispatched("CG"));

        Element expectedText =
                (Element) expected.getElementsByTagName("requestXml").item(0);
        Element actualText = (Element) actual.getElementsByTagName("requestXml").item(0);
        assertThat(actualText.getTextContent()).isEqualTo(expectedText.getTextContent());
        assertThat(attributes(actualText)).isEqualTo(attributes(expectedText));
        assertThat(attributes(actual)).isEqualTo(attributes(expected));
    }

    private static Element process(String xml) throws ParserConfigurationException, SAXException, IOException {
        return (Element) HardenedXml.documents()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getElementsByTagNameNS("http://receive.szcg.local/", "process")
                .item(0);
    }

    /** Attributes that are not namespace declarations: where those stand says nothing. */
    private static Map<String, String> attributes(Element element) {
        return IntStream.range(0, element.getAttributes().getLength())
                .mapToObj(element.getAttributes()::item)
                .filter(attribute -> !attribute.getNodeName().startsWith("xmlns"))
                .collect(Collectors.toMap(
                        attribute -> "{%s}%s".formatted(attribute.getNamespaceURI(), attribute.getLocalName()),
                        Node::getNodeValue));
    }

    @Test
    void samplesOfTheReferenceAreItsBytes() throws IOException {
        assertThat(Path.of("connectors/channels/12345-legacy/samples/orders/1-gbk-dirty.in.xml"))
                .hasSameBinaryContentAs(EXAMPLES.resolve("ch-12345-2-soap-gbk-dirty.xml"));
        assertThat(Path.of("connectors/departments/CG/samples/feedback/1-return-gbk.in.xml"))
                .hasSameBinaryContentAs(EXAMPLES.resolve("ad-soap-2-return-callback.xml"));
    }

    @ParameterizedTest
    @CsvSource({"12345-legacy,orders,process", "CG,feedback,reportFeedback"})
    void innerXmlThatIsNotEscapedIsRefusedNotGuessed(String connector, String entry, String element) {
        String envelope = "<e><%1$s><FUNC>pushOrder</FUNC><REQXML><order><gdbh>1</gdbh></order></REQXML></%1$s></e>"
                .formatted(element);
        Mapping mapping = entry(connector, entry);

        assertThatThrownBy(() -> mapping.apply(envelope))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("REQXML 须为转义");
    }

    @ParameterizedTest
    @CsvSource({"12345-legacy,orders,process", "CG,feedback,reportFeedback"})
    void hostileOrBrokenInnerXmlIsRefused(String connector, String entry, String element) {
        Mapping mapping = entry(connector, entry);
        for (String inner : List.of(
                "<!DOCTYPE o [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><order><fynr>&x;</fynr></order>",
                "<!DOCTYPE o [<!ENTITY a \"哈哈\"><!ENTITY b \"&a;&a;&a;\">]><order><fynr>&b;</fynr></order>",
                "<order><fynr>没有结束")) {
            String envelope =
                    "<e><%1$s><FUNC>pushOrder</FUNC><REQXML><![CDATA[<?xml version='1.0'?>%2$s]]></REQXML></%1$s></e>"
                            .formatted(element, inner);

            assertThatThrownBy(() -> mapping.apply(envelope)).as(inner).isInstanceOf(MappingException.class);
        }
    }

    @Test
    void everyChannelKnowsEveryStateAndNeverMixesDoneWithClosed() throws IOException {
        for (Connector channel : LOADED.connectors()) {
            CodeTable states = channel.codes().tables().get("state");
            if (states == null) {
                assertThat(channel).isInstanceOf(DepartmentConnector.class);
                continue;
            }
            assertThat(states.rows().keySet())
                    .as(channel.name())
                    .containsAll(Arrays.stream(CaseState.values())
                            .flatMap(state -> Stream.of(state.name(), state.published()))
                            .collect(Collectors.toCollection(TreeSet::new)));
            Map<String, String> done = states.row("FEEDBACK_DONE");
            Map<String, String> closed = states.row("CLOSED");
            assertThat(done).isNotNull();
            assertThat(closed).isNotNull();
            assertThat(done.get("word")).as(channel.name()).startsWith("办结");
            assertThat(closed.get("code")).as(channel.name()).isNotEqualTo(done.get("code"));
        }
    }

    @Test
    void aStateNobodyEverHeardOfIsNotSent() throws IOException {
        ObjectNode status = (ObjectNode) JSON.readTree(
                Files.readString(Path.of("connectors/channels/12345/samples/STATUS/1-department-done.in.json")));
        status.put("state", "EVAPORATED");
        for (String channel : List.of("12345", "12345-legacy", "pananj", "grid")) {
            Send send = connector(channel).operations().get("STATUS");
            assertThat(send).isNotNull();

            assertThatThrownBy(() -> send.mapping().apply(status.toString()))
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining("EVAPORATED");
        }
    }

    @Test
    void oneUnreadableItemDoesNotSpoilABatch() throws IOException {
        ObjectNode batch = (ObjectNode) JSON.readTree(example("ch-grid-2-offline-batch.json"));
        ((ObjectNode) batch.path("items").get(1)).put("handleMode", "TELEPATHY");

        JsonNode mapped = JSON.readTree(entry("grid", "batches").apply(batch.toString()));

        assertThat(mapped.path("items"))
                .extracting(item -> item.path("kind").asText())
                .containsExactly("report", "unknown", "report");
        assertThat(mapped.path("items").get(1).path("externalNo").asText())
                .isEqualTo("5d0c1a10-0000-4000-8000-000000000002");
    }
}

package org.liandong.connectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Whether a parser at the other end would take a message, and the messages that it carries as texts. */
public final class WellFormed {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private WellFormed() {}

    /** What a parser would say; empty if it takes the message. What begins as XML is read as XML, all else as JSON. */
    public static Optional<String> complaint(String message) {
        try {
            if (message.stripLeading().startsWith("<")) {
                xml(message.strip());
            } else {
                json(JSON.readTree(message));
            }
            return Optional.empty();
        } catch (SAXException e) {
            return Optional.of("不是合法的XML:" + e.getMessage());
        } catch (JsonProcessingException e) {
            return Optional.of("不是合法的JSON:" + e.getOriginalMessage());
        }
    }

    private static void xml(String text) throws SAXException {
        try {
            var builder = HardenedXml.documents().newDocumentBuilder();
            builder.setErrorHandler(null);
            carried(builder.parse(new InputSource(new StringReader(text))));
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException("XML解析器无法使用", e);
        }
    }

    private static void carried(Node node) throws SAXException {
        if (node.getNodeType() == Node.TEXT_NODE && isDocument(node.getNodeValue())) {
            xml(node.getNodeValue().strip());
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            carried(child);
        }
    }

    private static void json(JsonNode node) throws SAXException {
        if (node.isTextual() && isDocument(node.textValue())) {
            xml(node.textValue().strip());
        }
        for (JsonNode child : node) {
            json(child);
        }
    }

    /** Words may begin with a bracket, too; a document says what it is. */
    private static boolean isDocument(String text) {
        return text.stripLeading().startsWith("<?xml");
    }
}

package org.liandong.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A message as its fields, each by its path: of JSON the members, of XML the elements and attributes, and of XML that stands in
 * an element as text its own. Anything else is one field without a name.
 */
final class Fields {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern DECLARATION = Pattern.compile("^\\s*<\\?xml[^>]*\\?>\\s*");
    private static final XMLInputFactory XML = xml();

    private Fields() {}

    static Map<String, String> of(String message) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (message.isBlank()) {
            return fields;
        }
        try {
            if (message.stripLeading().startsWith("<")) {
                elements("", message, fields);
            } else {
                members("", JSON.readTree(message), fields);
            }
        } catch (XMLStreamException | JsonProcessingException e) {
            fields.clear();
            fields.put("", message);
        }
        return fields;
    }

    private static void members(String path, JsonNode node, Map<String, String> fields) {
        if (node.isObject()) {
            node.properties()
                    .forEach(member -> members(
                            path.isEmpty() ? member.getKey() : path + "." + member.getKey(),
                            member.getValue(),
                            fields));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                members("%s[%d]".formatted(path, i), node.get(i), fields);
            }
        } else if (!node.isNull()) {
            fields.put(path, node.asText());
        }
    }

    private static void elements(String path, String text, Map<String, String> fields) throws XMLStreamException {
        XMLStreamReader reader = XML.createXMLStreamReader(
                new StringReader(DECLARATION.matcher(text).replaceFirst("")));
        Deque<String> paths = new ArrayDeque<>();
        Deque<Map<String, Integer>> brothers = new ArrayDeque<>();
        Deque<StringBuilder> texts = new ArrayDeque<>();
        paths.push(path);
        brothers.push(new HashMap<>());
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    int which = brothers.getFirst().merge(reader.getLocalName(), 1, Integer::sum);
                    String own = paths.getFirst() + "/" + reader.getLocalName() + (which > 1 ? "[" + which + "]" : "");
                    for (int i = 0; i < reader.getAttributeCount(); i++) {
                        fields.put(own + "/@" + reader.getAttributeLocalName(i), reader.getAttributeValue(i));
                    }
                    paths.push(own);
                    brothers.push(new HashMap<>());
                    texts.push(new StringBuilder());
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!texts.isEmpty()) {
                        texts.getFirst().append(reader.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    boolean leaf = brothers.pop().isEmpty();
                    String own = paths.pop();
                    leaf(own, texts.pop().toString().strip(), leaf, fields);
                }
                default -> {}
            }
        }
    }

    private static void leaf(String path, String text, boolean leaf, Map<String, String> fields)
            throws XMLStreamException {
        if (text.startsWith("<")) {
            elements(path, text, fields);
        } else if (leaf || !text.isEmpty()) {
            fields.put(path, text);
        }
    }

    private static XMLInputFactory xml() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}

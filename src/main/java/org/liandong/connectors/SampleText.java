package org.liandong.connectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Sample files as texts, and whether two of them say the same: JSON and XML by content, everything else by letter. */
final class SampleText {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern DECLARATION = Pattern.compile("^\\s*<\\?xml[^>]*\\?>");
    private static final Pattern ENCODING = Pattern.compile("^\\s*<\\?xml[^>]*encoding=[\"']([^\"']+)[\"']");

    private SampleText() {}

    /** The text as the intake hands it to a mapping: decoded, without XML declaration. */
    static String decode(byte[] bytes) {
        Matcher declared =
                ENCODING.matcher(new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.ISO_8859_1));
        String charset = declared.find() ? declared.group(1) : "UTF-8";
        // GB18030 reads all that calls itself GBK or GB2312, and the characters that such senders use beyond it.
        String name = charset.toUpperCase(Locale.ROOT).startsWith("GB") ? "GB18030" : charset;
        return DECLARATION.matcher(new String(bytes, Charset.forName(name))).replaceFirst("");
    }

    static boolean same(String expected, String actual) {
        if (Mapping.saysNothing(expected) || Mapping.saysNothing(actual)) {
            return Mapping.saysNothing(expected) && Mapping.saysNothing(actual);
        }
        try {
            return expected.stripLeading().startsWith("<")
                    ? xml(expected).isEqualNode(xml(actual))
                    : JSON.readTree(expected).equals(SampleText::compare, JSON.readTree(actual));
        } catch (JsonProcessingException | SAXException e) {
            return expected.strip().equals(actual.strip());
        }
    }

    private static int compare(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }

    private static Document xml(String text) throws SAXException {
        try {
            var builder = HardenedXml.documents().newDocumentBuilder();
            builder.setErrorHandler(null);
            Document document = builder.parse(new InputSource(new StringReader(text.strip())));
            document.normalizeDocument();
            return document;
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException("XML解析器无法使用", e);
        }
    }
}

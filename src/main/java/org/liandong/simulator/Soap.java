package org.liandong.simulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Just enough SOAP 1.1 and XML-in-a-string for systems of 2010: one operation, text parameters, any charset. */
final class Soap {
    private Soap() {}

    /** Reads bytes whose charset the transport names, or else their own declaration. */
    static Element read(byte[] bytes, String contentType) throws IOException {
        InputSource source = new InputSource(new ByteArrayInputStream(bytes));
        if (contentType.contains("charset")) {
            source.setEncoding(LoopbackServer.charsetOf(contentType).name());
        }
        return parse(source);
    }

    /** Reads XML that travelled inside a string; the encoding it declares means nothing any more. */
    static Element readInner(String xml) throws IOException {
        return parse(new InputSource(new StringReader(xml.strip())));
    }

    /** The stripped text of the first element of this local name, or an empty text. */
    static String text(Element root, String name) {
        NodeList found = root.getElementsByTagNameNS("*", name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
    }

    static boolean has(Element root, String name) {
        return root.getElementsByTagNameNS("*", name).getLength() > 0;
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static Element parse(InputSource source) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(source).getDocumentElement();
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException("报文不是合法的XML:" + e.getMessage(), e);
        }
    }
}

package org.liandong.connectors;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/**
 * XML parsers that refuse every document type declaration, and with it every entity, and that never open anything. Always
 * those of the Java platform, whatever else lies on the class path.
 */
final class HardenedXml {
    private static final String REFUSE_DTD = "http://apache.org/xml/features/disallow-doctype-decl";
    /** Deeper than any message of reference §3; the stack is the attacker's target, not the depth. */
    private static final String DEPTH = "http://www.oracle.com/xml/jaxp/properties/maxElementDepth";

    private static final int DEEPEST = 200;

    private HardenedXml() {}

    static XMLReader reader() {
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setXIncludeAware(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(REFUSE_DTD, true);
            SAXParser parser = factory.newSAXParser();
            parser.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            parser.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            parser.setProperty(DEPTH, DEEPEST);
            return parser.getXMLReader();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("Java平台的XML解析器无法加固", e);
        }
    }

    static DocumentBuilderFactory documents() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            factory.setCoalescing(true);
            factory.setIgnoringComments(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(REFUSE_DTD, true);
            return factory;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("Java平台的XML解析器无法加固", e);
        }
    }
}

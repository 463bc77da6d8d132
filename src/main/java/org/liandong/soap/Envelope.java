package org.liandong.soap;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A SOAP envelope as a document, read with nothing from outside. Not for several threads at once. */
public final class Envelope {
    private static final Pattern DECLARATION = Pattern.compile("^\\s*<\\?xml[^>]*\\?>");
    private static final String HEADER = "Header";
    private static final String BODY = "Body";

    private final String declaration;
    private final Document document;

    private Envelope(String declaration, Document document) {
        this.declaration = declaration;
        this.document = document;
    }

    /** @throws SAXException if it is no XML, or has a DTD */
    public static Envelope parse(String text) throws SAXException {
        Matcher matcher = DECLARATION.matcher(text);
        String declaration = matcher.find() ? matcher.group() : "";
        try {
            return new Envelope(
                    declaration,
                    documents()
                            .newDocumentBuilder()
                            .parse(new InputSource(new StringReader(text.substring(declaration.length())))));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("Java平台的XML解析器无法加固", e);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** To be changed in place. */
    public Document document() {
        return document;
    }

    /**
     * The one body.
     *
     * @throws SAXException if the envelope holds anything but one body and, before it, at most one header
     */
    public Element body() throws SAXException {
        Element root = document.getDocumentElement();
        List<Element> children = new ArrayList<>();
        for (Node child = root.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        if (children.size() == 2 && is(root, children.get(0), HEADER)) {
            children.remove(0);
        }
        if (children.size() != 1 || !is(root, children.get(0), BODY)) {
            throw new SAXException("信封里须有一个Body,之前至多一个Header,别无其他");
        }
        return children.get(0);
    }

    private static boolean is(Element root, Element child, String name) {
        return name.equals(child.getLocalName())
                && String.valueOf(root.getNamespaceURI()).equals(child.getNamespaceURI());
    }

    /** The same without its header. */
    public static String bodyOnly(String text) throws SAXException {
        Envelope envelope = parse(text);
        Element body = envelope.body();
        Element root = envelope.document.getDocumentElement();
        for (Node child = root.getFirstChild(); child != null; ) {
            Node next = child.getNextSibling();
            if (!child.equals(body)) {
                root.removeChild(child);
            }
            child = next;
        }
        return envelope.text();
    }

    /** As text, with the declaration it came with. */
    public String text() {
        try {
            TransformerFactory factory = TransformerFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            Transformer transformer = factory.newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter text = new StringWriter();
            transformer.transform(new DOMSource(document.getDocumentElement()), new StreamResult(text));
            return declaration + text;
        } catch (TransformerException e) {
            throw new IllegalStateException("信封写不出来: " + e.getMessage(), e);
        }
    }

    private static DocumentBuilderFactory documents() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory;
    }
}

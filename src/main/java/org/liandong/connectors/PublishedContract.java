package org.liandong.connectors;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * The WSDL that a SOAP entry shows to whoever asks it with {@code ?wsdl}. It must stand alone: what it would import is
 * never opened.
 *
 * @param location where it is read from, {@code file:} or {@code classpath:}
 * @param namespace of service and port
 */
public record PublishedContract(String location, String namespace, String service, String port) {
    private static final String SHIPPED = "classpath:contracts/";
    private static final String WSDL = "http://schemas.xmlsoap.org/wsdl/";
    private static final String SCHEMA = "http://www.w3.org/2001/XMLSchema";

    /**
     * Reads names of service and port.
     *
     * @param name a file of the connector's folder, or one of the hub's own, {@code classpath:contracts/…}
     * @throws FaultyConnectorException naming file and cure
     */
    static PublishedContract read(Path folder, String name) {
        boolean shipped = name.startsWith(SHIPPED);
        Element root = parse(name, shipped ? shipped(name) : FolderFile.text(folder, name));
        if (!root.getLocalName().equals("definitions") || !WSDL.equals(root.getNamespaceURI())) {
            throw fault(name, "不是WSDL 1.1:根元素须为wsdl:definitions");
        }
        if (imports(root, WSDL, "import") || imports(root, SCHEMA, "import") || imports(root, SCHEMA, "include")) {
            throw fault(name, "引用了别的文件:请把所引内容写进本文件");
        }
        Element service = only(root, name, "service");
        return new PublishedContract(
                shipped ? name : FolderFile.within(folder, name).toUri().toString(),
                root.getAttribute("targetNamespace"),
                service.getAttribute("name"),
                only(service, name, "port").getAttribute("name"));
    }

    private static String shipped(String name) {
        try (InputStream file =
                PublishedContract.class.getResourceAsStream("/" + name.substring("classpath:".length()))) {
            if (file == null) {
                throw fault(name, "枢纽没有这份合同:可用的见 docs/contracts/README.md");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Element parse(String name, String text) {
        try {
            var builder = HardenedXml.documents().newDocumentBuilder();
            builder.setErrorHandler(null);
            Document document = builder.parse(new InputSource(new StringReader(text)));
            return document.getDocumentElement();
        } catch (SAXException e) {
            throw new FaultyConnectorException(name, 0, "不是合法的XML:" + e.getMessage(), e);
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException("XML解析器无法使用", e);
        }
    }

    private static boolean imports(Element root, String namespace, String element) {
        NodeList found = root.getElementsByTagNameNS(namespace, element);
        for (int i = 0; i < found.getLength(); i++) {
            Element one = (Element) found.item(i);
            if (one.hasAttribute("location") || one.hasAttribute("schemaLocation")) {
                return true;
            }
        }
        return false;
    }

    private static Element only(Element within, String name, String element) {
        NodeList found = within.getElementsByTagNameNS(WSDL, element);
        if (found.getLength() != 1) {
            throw fault(name, "须有且只有一个%s,现有%d个".formatted(element, found.getLength()));
        }
        return (Element) found.item(0);
    }

    private static FaultyConnectorException fault(String name, String reason) {
        return new FaultyConnectorException(name, 0, reason);
    }
}

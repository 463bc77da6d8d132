package org.liandong.connectors;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.liandong.connectors.Layout.Part;
import org.liandong.connectors.Layout.Unreadable;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The elements of one name in an XML file, each as a document of its own. */
final class Elements {
    private Elements() {}

    static List<Part> read(String text, String name) throws Unreadable {
        try {
            DocumentBuilder builder = HardenedXml.documents().newDocumentBuilder();
            builder.setErrorHandler(null);
            Document document = builder.parse(new InputSource(new StringReader(text)));
            NodeList found = document.getElementsByTagNameNS("*", name);
            boolean others = document.getElementsByTagName("*").getLength() > 1;
            if (found.getLength() == 0 && others) {
                // read as an empty file, what is in it would be put away unread
                throw new Unreadable("没有名为 %s 的元素,有别的;请核对元素名".formatted(name));
            }
            Transformer transformer = transformer();
            List<Part> records = new ArrayList<>();
            for (int i = 0; i < found.getLength(); i++) {
                StringWriter written = new StringWriter();
                transformer.transform(new DOMSource(found.item(i)), new StreamResult(written));
                records.add(new Part(i + 1, written.toString()));
            }
            return records;
        } catch (SAXException e) {
            throw new Unreadable("不是合法的XML:" + e.getMessage(), e);
        } catch (IOException | ParserConfigurationException | TransformerException e) {
            throw new IllegalStateException("XML解析器无法使用", e);
        }
    }

    private static Transformer transformer() throws TransformerException {
        TransformerFactory factory = TransformerFactory.newDefaultInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        Transformer transformer = factory.newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        return transformer;
    }
}

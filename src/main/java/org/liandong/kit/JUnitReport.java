package org.liandong.kit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The report in the form that build servers read. */
public final class JUnitReport {
    private JUnitReport() {}

    /** @throws IOException if the file cannot be written */
    public static void write(List<KitReport> reports, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            for (KitReport report : reports) {
                suite(xml, report);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("%s 未能写成: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static void suite(XMLStreamWriter xml, KitReport report) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", report.folder());
        xml.writeAttribute("tests", Integer.toString(report.trials().size()));
        xml.writeAttribute("failures", Long.toString(report.failures()));
        xml.writeAttribute("timestamp", report.at().toString());
        for (Trial trial : report.trials()) {
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", report.folder() + "." + trial.stage());
            xml.writeAttribute("name", trial.name());
            if (!trial.isPassed()) {
                xml.writeStartElement("failure");
                xml.writeAttribute("message", printable(Objects.requireNonNullElse(trial.trouble(), "")));
                xml.writeCharacters(printable(Objects.requireNonNullElse(trial.cure(), "")));
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** What was seen may hold what XML may not. */
    private static String printable(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "·");
    }
}

package org.liandong.connectors;

import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/** The texts of the first elements of some names, wherever they stand in a message. */
public final class FirstElements {
    private static final Pattern DECLARATION = Pattern.compile("^\\s*<\\?xml[^>]*\\?>");

    private FirstElements() {}

    /**
     * @param names without their namespace
     * @return in the order of the names; empty if one is missing or it is no XML
     */
    public static Optional<List<String>> in(String text, String... names) {
        XMLReader reader = HardenedXml.reader();
        Collector collector = new Collector(List.of(names));
        reader.setContentHandler(collector);
        reader.setErrorHandler(collector);
        try {
            reader.parse(
                    new InputSource(new StringReader(DECLARATION.matcher(text).replaceFirst(""))));
        } catch (SAXException | IOException e) {
            return Optional.empty();
        }
        return collector.found.size() == names.length
                ? Optional.of(Arrays.stream(names)
                        .map(name -> collector.found.getOrDefault(name, ""))
                        .toList())
                : Optional.empty();
    }

    private static final class Collector extends DefaultHandler {
        private final List<String> names;
        private final Map<String, String> found = new HashMap<>();
        private @Nullable StringBuilder current;

        Collector(List<String> names) {
            this.names = names;
        }

        @Override
        public void startElement(String uri, String localName, String qName, Attributes attributes) {
            current = names.contains(localName) && !found.containsKey(localName) ? new StringBuilder() : null;
        }

        @Override
        public void characters(char[] text, int start, int length) {
            StringBuilder builder = current;
            if (builder != null) {
                builder.append(text, start, length);
            }
        }

        @Override
        public void endElement(String uri, String localName, String qName) {
            StringBuilder builder = current;
            if (builder != null) {
                found.put(localName, builder.toString().strip());
                current = null;
            }
        }
    }
}

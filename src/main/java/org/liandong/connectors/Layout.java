package org.liandong.connectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** How records lie in an exchanged file. Immutable. */
public enum Layout {
    /** Cells between commas; the first line names the columns. */
    CSV,
    /** Cells between tabs; the first line names the columns. */
    TSV,
    /** An element a record. */
    XML;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern DECLARATION = Pattern.compile("^\\s*<\\?xml[^>]*\\?>\\s*");

    static Layout of(String word) {
        return Arrays.stream(values())
                .filter(layout -> layout.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow();
    }

    /**
     * One record of a file, as a message of its own: JSON of column to text, or an XML document.
     *
     * @param number from 1
     */
    public record Part(int number, String message) {}

    /** A file is not in this layout. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }

        Unreadable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * The text of a file out of what a mapping wrote: an object of column to value, or an array of such; or XML.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public String write(String mapped, Charset charset) {
        if (this == XML) {
            return "<?xml version=\"1.0\" encoding=\"%s\"?>\n".formatted(charset.name())
                    + DECLARATION.matcher(mapped).replaceFirst("");
        }
        return sheet().write(objects(mapped));
    }

    private static List<JsonNode> objects(String mapped) {
        try {
            JsonNode written = JSON.readTree(mapped);
            List<JsonNode> objects = new ArrayList<>();
            (written.isArray() ? written : List.of(written)).forEach(objects::add);
            if (!objects.isEmpty() && objects.stream().allMatch(JsonNode::isObject)) {
                return objects;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("映射须写出列名到值的JSON对象:" + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("映射须写出列名到值的JSON对象,或这样的数组");
    }

    /**
     * The records of a file.
     *
     * @param record the element's name, for XML
     */
    public List<Part> read(String text, String record) throws Unreadable {
        return this == XML ? Elements.read(text, record) : sheet().read(text);
    }

    private Sheet sheet() {
        return new Sheet(this == TSV ? '\t' : ',');
    }
}

package org.liandong.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The last guard before a page or an answer (reference §2.7, CR-09): cases hold no personal data by design, but opinions and
 * remarks are written by people who put telephone and identity numbers into them. Safe for any thread.
 */
final class Redaction {
    private static final Pattern MOBILE =
            Pattern.compile("(?<![0-9A-Za-z])(\\+?86[- ]?)?(1[3-9]\\d)[- ]?\\d{4}[- ]?(\\d{4})(?!\\d)");
    private static final Pattern LANDLINE = Pattern.compile("(?<![0-9A-Za-z-])(0\\d{2,3})[- ]?\\d{4,5}(\\d{3})(?!\\d)");
    private static final Pattern IDENTITY = Pattern.compile(
            "(?<![0-9A-Za-z])([1-8]\\d{5})(?:18|19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])(\\d{3}[0-9Xx])(?![0-9A-Za-z])");
    /** Numbers of systems, by which people search; they must stay whole. */
    private static final Set<String> NUMBERS = Set.of(
            "caseNo", "taskNo", "externalNo", "deptTaskNo", "rawId", "id", "sm3", "mergedInto", "hash", "prevHash");

    private Redaction() {}

    static String of(String text) {
        String ids = IDENTITY.matcher(text).replaceAll("$1********$2");
        String mobiles = MOBILE.matcher(ids).replaceAll("$2****$3");
        return LANDLINE.matcher(mobiles).replaceAll("$1-*****$2");
    }

    static @Nullable String orNull(@Nullable String text) {
        return text == null ? null : of(text);
    }

    /** The same tree with every text redacted but the numbers of systems; the tree given is changed. */
    static JsonNode of(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            names.stream()
                    .filter(name -> !NUMBERS.contains(name))
                    .forEach(name -> object.set(name, of(object.get(name))));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, of(array.get(i)));
            }
        } else if (node instanceof TextNode text) {
            return TextNode.valueOf(of(text.textValue()));
        }
        return node;
    }
}

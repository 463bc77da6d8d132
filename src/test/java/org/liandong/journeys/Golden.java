package org.liandong.journeys;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Compares a case with an expected result of reference §3.7: every field that is expected must be there and equal. */
final class Golden {
    /** Given anew in every run, so only their form can be expected; a note is for people. */
    private static final Map<String, Pattern> FORMS = Map.of(
            "piiRef", Pattern.compile("pii/[0-9a-z]{8,}.*"),
            "rawId", Pattern.compile("raw/\\d{4}/\\d{2}/\\d{2}/\\d{6}"),
            "note", Pattern.compile(".*"));

    private Golden() {}

    /** What differs, one line each; empty if all is as expected. */
    static List<String> differences(JsonNode expected, JsonNode actual) {
        List<String> found = new ArrayList<>();
        compare("", expected, actual, found);
        return found;
    }

    private static void compare(String path, JsonNode expected, JsonNode actual, List<String> found) {
        Pattern form = FORMS.get(path.substring(path.lastIndexOf('/') + 1));
        if (form != null) {
            if (!path.endsWith("note") && !form.matcher(actual.asText("")).matches()) {
                found.add(path + ": " + actual + " is not of the form " + form);
            }
        } else if (path.endsWith("/quality")) {
            for (JsonNode note : expected) {
                if (!contains(actual, note)) {
                    found.add(path + ": missing " + note);
                }
            }
            for (JsonNode note : actual) {
                if (!contains(expected, note)) {
                    found.add(path + ": unexpected " + note);
                }
            }
        } else if (expected.isObject()) {
            expected.properties()
                    .forEach(field ->
                            compare(path + "/" + field.getKey(), field.getValue(), actual.path(field.getKey()), found));
        } else if (expected.isArray()) {
            if (actual.size() != expected.size()) {
                found.add(path + ": expected " + expected.size() + " entries, but were " + actual);
            }
            for (int i = 0; i < expected.size(); i++) {
                compare(path + "/" + i, expected.get(i), actual.path(i), found);
            }
        } else if (!same(expected, actual)) {
            found.add(path + ": expected " + expected + ", but was " + (actual.isMissingNode() ? "missing" : actual));
        }
    }

    private static boolean same(JsonNode expected, JsonNode actual) {
        return (expected.isNumber() && actual.isNumber())
                ? expected.decimalValue().compareTo(actual.decimalValue()) == 0
                : expected.equals(actual);
    }

    private static boolean contains(JsonNode notes, JsonNode wanted) {
        for (JsonNode note : notes) {
            if (note.equals(wanted)) {
                return true;
            }
        }
        return false;
    }
}

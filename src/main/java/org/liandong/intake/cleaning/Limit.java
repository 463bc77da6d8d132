package org.liandong.intake.cleaning;

/** Field limits (reference §4.1), counted in characters; never cuts a character in two. */
final class Limit {
    private Limit() {}

    static String cut(String text, int limit, String field, Notes notes) {
        if (text.codePointCount(0, text.length()) <= limit) {
            return text;
        }
        notes.add("Q-TRUNC", field, "超过%d字,截断;原文保留".formatted(limit));
        return text.substring(0, text.offsetByCodePoints(0, limit));
    }
}

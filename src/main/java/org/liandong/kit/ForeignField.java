package org.liandong.kit;

import java.util.List;

/**
 * A field of a foreign system's message, as its contract describes it.
 *
 * @param name as it is written
 * @param namespace of its element; empty for JSON and for elements without one
 * @param words what the contract says of it, for people; may be empty
 * @param type as the contract names it, with the values allowed
 * @param many whether it may occur more than once
 * @param members of a field that has some; none for a single value
 */
record ForeignField(
        String name,
        String namespace,
        String words,
        String type,
        boolean required,
        boolean many,
        List<ForeignField> members) {
    ForeignField {
        members = List.copyOf(members);
    }

    /** For a comment beside it: what is wanted, on one line and without what would end a comment. */
    String remark() {
        String said =
                (words.isBlank() ? "" : words + ",") + (required ? "必填" : "可空") + (type.isBlank() ? "" : "," + type);
        String line = said.replaceAll("\\s+", " ").replace("--", "—").replace("*/", "");
        return line.length() > 120 ? line.substring(0, 120) + "…" : line;
    }
}

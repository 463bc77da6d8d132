package org.liandong.intake.cleaning;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The raw leaf values of a mapped message by canonical path, with the sender's names for them. For one thread. */
final class Leaves {
    private final JsonNode message;
    private final String prefix;
    private final UnaryOperator<String> fieldNames;
    private final List<Defect> defects;

    Leaves(JsonNode message, UnaryOperator<String> fieldNames) {
        this(message, "", fieldNames, new ArrayList<>());
    }

    private Leaves(JsonNode message, String prefix, UnaryOperator<String> fieldNames, List<Defect> defects) {
        this.message = message;
        this.prefix = prefix;
        this.fieldNames = fieldNames;
        this.defects = defects;
    }

    /** The value as text, or null if it is absent, null or not a single value; the last is a defect. */
    @Nullable
    String text(String path) {
        JsonNode node = message;
        for (String step : path.split("\\.", -1)) {
            node = node.path(step);
        }
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (node.isContainerNode()) {
            defects.add(Defect.shape(name(path), prefix + path));
            return null;
        }
        return node.asText();
    }

    /** The value without blanks and otherwise as it came, for what is judged elsewhere. */
    @Nullable
    String plain(String path) {
        String text = text(path);
        return text == null || text.isBlank() ? null : Width.nfkc(text).strip();
    }

    /** What the sender calls it. */
    String name(String path) {
        return fieldNames.apply(prefix + path);
    }

    List<Leaves> items(String list) {
        List<Leaves> items = new ArrayList<>();
        message.path(list).forEach(item -> items.add(new Leaves(item, prefix + list + ".", fieldNames, defects)));
        return items;
    }

    List<Defect> defects() {
        return defects;
    }
}

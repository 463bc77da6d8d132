package org.liandong.contracts;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One thing done wrong to a good message.
 *
 * @param pointer where
 * @param value JSON put there; null takes the field away
 */
record Change(String pointer, @Nullable String value) {

    JsonNode of(JsonNode good) {
        JsonNode bad = good.deepCopy();
        JsonPointer at = JsonPointer.compile(pointer);
        JsonNode parent = bad.at(at.head());
        String name = at.last().getMatchingProperty();
        if (parent instanceof ObjectNode object) {
            if (value == null) {
                if (object.remove(name) == null) {
                    throw new IllegalArgumentException("nothing to take away at " + pointer);
                }
            } else {
                object.set(name, Contracts.parse("value", value));
            }
        } else if (parent instanceof ArrayNode array && value != null) {
            array.set(at.last().getMatchingIndex(), Contracts.parse("value", value));
        } else {
            throw new IllegalArgumentException("no place " + pointer);
        }
        return bad;
    }
}

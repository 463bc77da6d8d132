package org.liandong.kit;

import org.jspecify.annotations.Nullable;

/**
 * One thing that was tried.
 *
 * @param stage what part of the connector it concerns, for example {@code 出站 DISPATCH}
 * @param name what was tried, in the words of whoever must mend it
 * @param trouble what was seen instead; null if all went well
 * @param cure what to change; null if all went well
 */
public record Trial(
        String stage,
        String name,
        @Nullable String trouble,
        @Nullable String cure) {
    static Trial passed(String stage, String name) {
        return new Trial(stage, name, null, null);
    }

    static Trial failed(String stage, String name, String trouble, String cure) {
        return new Trial(stage, name, trouble, cure);
    }

    /** Whether it went as it must. */
    public boolean isPassed() {
        return trouble == null;
    }
}

package org.liandong.operations;

import org.jspecify.annotations.Nullable;

/**
 * One step of the way in plain Chinese.
 *
 * @param text who did what
 * @param opinion what was said about it, in the speaker's words
 */
record Sentence(String text, @Nullable String opinion) {
    static Sentence of(String text) {
        return new Sentence(text, null);
    }
}

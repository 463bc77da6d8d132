package org.liandong.routing;

/**
 * How likely two reports are about the same thing.
 *
 * @param score 0 to 1, two decimals
 * @param rule what they have in common, for example {@code 同小区+同事项+30分钟内}; why not, where they may not be merged
 */
public record Merge(double score, String rule, Verdict verdict) {

    /** What is proposed to the dispatcher, who confirms. */
    public enum Verdict {
        /** Suggested strongly. */
        STRONG,
        SUGGEST,
        NONE,
        /** Whatever the score: reports of wrongdoing, disputes and secret ones stay apart. */
        NEVER
    }
}

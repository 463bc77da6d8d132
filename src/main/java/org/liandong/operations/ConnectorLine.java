package org.liandong.operations;

import org.jspecify.annotations.Nullable;

/**
 * A connector and how it stands.
 *
 * @param version digest of the files that decide what it does; empty if it could not be read
 * @param reason why it is not at work, or why its newest version is not; null if all is well
 */
public record ConnectorLine(
        String name,
        String title,
        String protocol,
        String version,
        State state,
        @Nullable String reason) {

    /** Whether messages flow. */
    public enum State {
        AT_WORK("在用", "done"),
        /** Its folder holds a version that cannot be used; the one before still is. */
        FORMER_VERSION("在用,仍是改动前的版本", "waits"),
        /** Nobody has said where the system is. */
        NOT_SET_UP("未启用", "ended"),
        FAULTY("有误", "late");

        private final String words;
        private final String kind;

        State(String words, String kind) {
            this.words = words;
            this.kind = kind;
        }

        public String words() {
            return words;
        }

        /** How a page marks it. */
        public String kind() {
            return kind;
        }
    }
}

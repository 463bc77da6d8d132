package org.liandong.health;

/**
 * How a route stands, in one colour and one sentence.
 *
 * @param words in plain Chinese
 */
public record Condition(Kind kind, String words) {

    /** What it means for whoever looks: the first needs a person most. */
    public enum Light {
        RED,
        AMBER,
        GREEN,
        GREY
    }

    /** Kinds, the worst first: of several that hold, the first is the one that is shown. */
    public enum Kind {
        /** Its folder cannot be used. */
        FAULTY(Light.RED),
        /** No answer several times in a row: the route rests. */
        CUT(Light.RED),
        /** Nothing has come, although much should have. */
        SILENT(Light.RED),
        /** Letters wait for a person. */
        STUCK(Light.RED),
        /** The last messages did not get through. */
        FAILING(Light.AMBER),
        /** Most messages of the last hour were not wanted. */
        REFUSING(Light.AMBER),
        /** Letters wait longer than they should. */
        BACKLOG(Light.AMBER),
        /** The newest version of its folder cannot be used; the one before is. */
        FORMER_VERSION(Light.AMBER),
        /** Held back by a person. */
        HELD(Light.GREY),
        /** Nobody has said where it is. */
        NOT_SET_UP(Light.GREY),
        /** There has never been anything. */
        UNUSED(Light.GREY),
        FINE(Light.GREEN);

        private final Light light;

        Kind(Light light) {
            this.light = light;
        }

        public Light light() {
            return light;
        }

        /** Whether somebody should be told. */
        public boolean isTrouble() {
            return light == Light.RED || light == Light.AMBER;
        }
    }
}

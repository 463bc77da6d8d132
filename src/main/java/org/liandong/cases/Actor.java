package org.liandong.cases;

/**
 * Who acts.
 *
 * @param id the department's code, the channel's or peer's name, the user's account, or {@code hub}
 */
public record Actor(Kind kind, String id) {
    /** The hub itself: rules, timers, implied steps. */
    public static final Actor HUB = new Actor(Kind.SYSTEM, "hub");

    /** Sides that can act on a case (reference §4.1, StageRecord.actorType). */
    public enum Kind {
        SYSTEM,
        PERSON,
        DEPARTMENT,
        RESIDENT,
        CHANNEL
    }

    public static Actor person(String account) {
        return new Actor(Kind.PERSON, account);
    }

    public static Actor department(String code) {
        return new Actor(Kind.DEPARTMENT, code);
    }

    public static Actor channel(String system) {
        return new Actor(Kind.CHANNEL, system);
    }
}

package org.liandong.alarms;

/**
 * Something that is wrong now.
 *
 * @param subject what it is about, for example {@code route/HB}
 * @param title what people call that
 * @param kind of trouble; a subject has at most one alarm of a kind
 * @param words what is wrong, in plain Chinese, without personal data
 */
public record Trouble(String subject, String title, String kind, String words) {
    Key key() {
        return new Key(subject, kind);
    }

    record Key(String subject, String kind) {}
}

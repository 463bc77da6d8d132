package org.liandong.cases;

/**
 * Something that was wrong with what arrived and what was done about it (reference §3.3).
 *
 * @param code a Q-code, for example {@code Q-FULLWIDTH}
 * @param field the field or fields in the sender's own words, separated by commas
 * @param action what was done, in Chinese
 */
public record QualityNote(String code, String field, String action) {}

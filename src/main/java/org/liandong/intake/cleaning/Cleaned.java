package org.liandong.intake.cleaning;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.QualityNote;

/**
 * What a cleaning rule made of one value.
 *
 * @param value the clean value, or null if nothing usable was in it
 * @param notes what was wrong and what was done, in the sender's field names
 */
public record Cleaned<T>(@Nullable T value, List<QualityNote> notes) {
    public Cleaned {
        notes = List.copyOf(notes);
    }

    static <T> Cleaned<T> of(@Nullable T value, Notes notes) {
        return new Cleaned<>(value, notes.merged());
    }

    /** Whether a note with this code was made. */
    public boolean has(String code) {
        return notes.stream().anyMatch(note -> note.code().equals(code));
    }
}

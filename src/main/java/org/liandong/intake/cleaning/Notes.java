package org.liandong.intake.cleaning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.QualityNote;

/**
 * Collects notes and joins those of one code into one, as the golden files have them: fields separated by commas, actions
 * by semicolons, each once, in the order met. For one thread.
 */
final class Notes {
    private final Map<String, Set<String>> fields = new LinkedHashMap<>();
    private final Map<String, Set<String>> actions = new LinkedHashMap<>();

    void add(String code, String field, String action) {
        fields.computeIfAbsent(code, key -> new LinkedHashSet<>()).add(field);
        actions.computeIfAbsent(code, key -> new LinkedHashSet<>()).add(action);
    }

    void add(QualityNote note) {
        add(note.code(), note.field(), note.action());
    }

    /** Takes over the notes and hands the value on. */
    <T> @Nullable T take(Cleaned<T> cleaned) {
        cleaned.notes().forEach(this::add);
        return cleaned.value();
    }

    List<QualityNote> merged() {
        List<QualityNote> merged = new ArrayList<>();
        fields.forEach((code, names) -> merged.add(new QualityNote(
                code, String.join(",", names), String.join(";", actions.getOrDefault(code, Set.of())))));
        return merged;
    }
}

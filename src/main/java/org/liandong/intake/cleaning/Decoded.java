package org.liandong.intake.cleaning;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.QualityNote;

/**
 * Text won from bytes, with the evidence it was won by.
 *
 * @param charset the name under which the encoding is published: the sender's own if it held ({@code GBK}), although
 *     every member of the GB family is decoded as GB18030, which contains them
 * @param declaredInner the encoding that XML embedded in a string claimed for itself, as written; null if it claimed none
 * @param notes Q-ENC-MISMATCH, Q-ENC-LOSS or Q-TRUNC
 */
public record Decoded(String text, String charset, @Nullable String declaredInner, List<QualityNote> notes) {
    public Decoded {
        notes = List.copyOf(notes);
    }

    /** The same evidence for a text that was completed afterwards. */
    public Decoded reading(String completed) {
        return new Decoded(completed, charset, declaredInner, notes);
    }
}

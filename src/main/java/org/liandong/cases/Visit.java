package org.liandong.cases;

import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A call-back to the asker (回访, reference §2.3).
 *
 * @param satisfaction 1 to 5 by reference §4.2; 0 not rated
 * @param redo whether the asker wants it done again
 */
public record Visit(
        String visitNo,
        @Nullable String mode,
        boolean contacted,
        boolean fact,
        boolean solved,
        int satisfaction,
        @Nullable String reason,
        boolean redo,
        Instant at) {

    Visit reworded(UnaryOperator<String> wording) {
        return reason == null
                ? this
                : new Visit(visitNo, mode, contacted, fact, solved, satisfaction, wording.apply(reason), redo, at);
    }
}

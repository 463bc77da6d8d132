package org.liandong.operations;

import java.util.Optional;

/** What an unknown code may have been meant for. Safe for any thread. */
@FunctionalInterface
public interface CodeAdvice {
    /** The row of the connector's code tables that is most like the word, as it could be written again; empty if none is. */
    Optional<String> nearest(String connector, String word);
}

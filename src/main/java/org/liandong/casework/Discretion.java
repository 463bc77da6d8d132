package org.liandong.casework;

import java.util.function.UnaryOperator;
import org.liandong.cases.CaseFile;
import org.liandong.ledger.Entry;

/** Keeps who asked out of what others write about a case (reference §2.7). */
@FunctionalInterface
public interface Discretion {
    /**
     * What hides personal data in texts about the case. Good within the transaction, for one thread; asks the vault only
     * when there is a text.
     */
    UnaryOperator<String> about(CaseFile file, Entry entry);
}

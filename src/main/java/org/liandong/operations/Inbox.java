package org.liandong.operations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.liandong.intake.Receipt;

/**
 * Where a department without a system of its own receives its tasks and reports on them (reference §3.5, portal). Safe for
 * any thread.
 */
public interface Inbox {
    /** Its name in addresses, and the account that opens it. */
    String name();

    String title();

    /** Code of the department whose tasks lie in it. */
    String department();

    /** The queue that its letters pass through. */
    String receiver();

    /** A letter in the words of its connector, label to text; empty if it says nothing to this department. */
    ObjectNode shown(String operation, ObjectNode letter);

    /** Takes what the department reports, as the report of any other department is taken. */
    Receipt take(byte[] message);
}

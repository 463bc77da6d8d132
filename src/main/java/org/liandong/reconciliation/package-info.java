/** Which tasks a department and the hub do not have alike (对账). Pure: knows no framework, no clock and no storage. */
@NullMarked
package org.liandong.reconciliation;

import org.jspecify.annotations.NullMarked;

/**
 * Brings what the ledger has written down to its receiver: hands it to the broker, keeps the order per case, records every
 * attempt before the call, tries again with patience, settles what is unknown, and pauses for a receiver that is down.
 */
@NullMarked
package org.liandong.delivery;

import org.jspecify.annotations.NullMarked;

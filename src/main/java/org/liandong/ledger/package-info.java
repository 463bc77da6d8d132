/**
 * The ledger (办件运行库): the one durable truth, in which a message's key, its case, its trace and what must be sent are
 * written together or not at all; on SQLite or PostgreSQL, through one writer.
 */
@NullMarked
package org.liandong.ledger;

import org.jspecify.annotations.NullMarked;

/** Cases and their events as JSON text, for the ledger and for whoever keeps or compares them. */
@NullMarked
package org.liandong.casework.json;

import org.jspecify.annotations.NullMarked;

/**
 * Canaries (探测件): cases that the hub makes itself and sends from a channel to a department and back, to see whether the way
 * is open before a citizen's case finds out. They travel as every case does, and are in no statistic.
 */
@NullMarked
package org.liandong.canary;

import org.jspecify.annotations.NullMarked;

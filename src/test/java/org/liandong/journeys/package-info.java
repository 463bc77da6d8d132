/** Whole ways through the real hub: from a channel's bytes to a department and back, over real protocols. */
@NullMarked
package org.liandong.journeys;

import org.jspecify.annotations.NullMarked;

/** Working calendar and clocks: until when, in natural hours, working hours or working days (reference §4.4, §4.6). */
@NullMarked
package org.liandong.deadlines;

import org.jspecify.annotations.NullMarked;

/** The packaged hub as a process of its own, killed, started wrongly and stopped; its books are balanced with everybody else's. */
@NullMarked
package org.liandong.faults;

import org.jspecify.annotations.NullMarked;

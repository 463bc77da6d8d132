/** The packaged hub as a process of its own, killed, started wrongly and stopped, and the books of everybody balanced; {@code ./hub prove}. */
@NullMarked
package org.liandong.faults;

import org.jspecify.annotations.NullMarked;

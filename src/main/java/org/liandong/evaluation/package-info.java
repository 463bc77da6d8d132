/** Keeps what every closed case contributes to its departments' scores, computed from the trace alone. */
@NullMarked
package org.liandong.evaluation;

import org.jspecify.annotations.NullMarked;

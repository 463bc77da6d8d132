/** Which unit is responsible for a case, and why (reference §4.5); and whether two reports are about the same (§4.8). */
@NullMarked
package org.liandong.routing;

import org.jspecify.annotations.NullMarked;

/** Takes away what has been kept for long enough, and says what is left. */
@NullMarked
package org.liandong.retention;

import org.jspecify.annotations.NullMarked;

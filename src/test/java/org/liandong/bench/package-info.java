/** {@code ./hub bench}: how fast the packaged hub is, against the least that would do the same stretch. */
@NullMarked
package org.liandong.bench;

import org.jspecify.annotations.NullMarked;

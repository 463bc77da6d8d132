/** Who may do what, and how what must stay secret or unaltered is kept so. */
@NullMarked
package org.liandong.security;

import org.jspecify.annotations.NullMarked;

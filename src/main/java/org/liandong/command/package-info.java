/** The {@code hub} command and what it can be asked to do. */
@NullMarked
package org.liandong.command;

import org.jspecify.annotations.NullMarked;

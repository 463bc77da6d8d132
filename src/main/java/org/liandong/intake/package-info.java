/**
 * From bytes to a command: who sent it, in which character set, what it means, what is wrong with it, and the receipt the
 * sender gets after the commit.
 */
@NullMarked
package org.liandong.intake;

import org.jspecify.annotations.NullMarked;

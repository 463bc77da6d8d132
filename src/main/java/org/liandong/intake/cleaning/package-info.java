/**
 * Makes what arrives fit to work with: bytes to text, dirty leaf values to clean ones, and for everything that was wrong
 * a note with a Q-code (reference §3.3); guesses nothing silently and repairs nothing that the raw message would not
 * still prove.
 */
@NullMarked
package org.liandong.intake.cleaning;

import org.jspecify.annotations.NullMarked;

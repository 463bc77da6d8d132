/**
 * The case (办件): its numbers and codes, what may be asked of it (commands), what happened to it (events) and the one
 * pure function that decides. Knows no clock, no database, no framework.
 */
@NullMarked
package org.liandong.cases;

import org.jspecify.annotations.NullMarked;

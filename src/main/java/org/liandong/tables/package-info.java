/** Exchange tables (前置库): rows written for a system, and rows that it has written for the hub. */
@NullMarked
package org.liandong.tables;

import org.jspecify.annotations.NullMarked;

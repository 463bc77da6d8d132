/**
 * The one door to every case: takes a command, lets the lifecycle decide, and writes case, trace and letters in one ledger
 * transaction. Channels, departments, operators and timers all come this way.
 */
@NullMarked
package org.liandong.casework;

import org.jspecify.annotations.NullMarked;

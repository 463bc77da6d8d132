/**
 * A simulated city: channels, departments and an operator that speak the real protocols over loopback, and keep their
 * own books so that what the hub says can be balanced against what the others saw.
 */
@NullMarked
package org.liandong.simulator;

import org.jspecify.annotations.NullMarked;

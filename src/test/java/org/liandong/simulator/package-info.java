/** Tests of the simulated city: each outside system is spoken to by a plain client, exactly as the samples say. */
@NullMarked
package org.liandong.simulator;

import org.jspecify.annotations.NullMarked;

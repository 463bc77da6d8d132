/**
 * The kit: tries a connector's folder before it goes live, on a laptop, without a hub. Knows how the hub sends and reads,
 * and nothing of what it does with a case.
 */
@NullMarked
package org.liandong.kit;

import org.jspecify.annotations.NullMarked;

/** Plane coordinates of places, as surveyors write them. */
@NullMarked
package org.liandong.geodesy;

import org.jspecify.annotations.NullMarked;

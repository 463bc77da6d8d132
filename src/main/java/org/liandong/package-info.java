/** Liandong (联动枢纽): takes a city's cases in, hands them to the responsible department and brings the outcome back. */
@org.jspecify.annotations.NullMarked
package org.liandong;

/** Holds the documents to the code: what they name must exist, and what exists and matters must be named. */
@NullMarked
package org.liandong.docs;

import org.jspecify.annotations.NullMarked;

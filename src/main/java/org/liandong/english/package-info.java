/** The pages in English: what the hub says on them, by a catalog of its Chinese sentences. */
@NullMarked
package org.liandong.english;

import org.jspecify.annotations.NullMarked;

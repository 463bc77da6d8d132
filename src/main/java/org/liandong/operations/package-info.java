/** What people see and do: the operator's API, the console's pages, and what is said when something is not found or fails. */
@NullMarked
package org.liandong.operations;

import org.jspecify.annotations.NullMarked;

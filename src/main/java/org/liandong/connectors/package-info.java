/**
 * Connectors as data: reads and checks the folders that say how a channel or a department is spoken to, and runs their
 * mappings, code tables and samples. Knows no protocol and no framework.
 */
@NullMarked
package org.liandong.connectors;

import org.jspecify.annotations.NullMarked;

/** Watches for what a person should know of, and tells it once: on the page, by mail, to another program. */
@NullMarked
package org.liandong.alarms;

import org.jspecify.annotations.NullMarked;

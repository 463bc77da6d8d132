/** Puts the hub together: the command line, the configuration, the broker, Camel and the web server. */
@NullMarked
package org.liandong.hub;

import org.jspecify.annotations.NullMarked;

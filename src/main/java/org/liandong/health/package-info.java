/** How the routes to and from channels and departments are: what they do, what they usually do, and what that means. */
@NullMarked
package org.liandong.health;

import org.jspecify.annotations.NullMarked;

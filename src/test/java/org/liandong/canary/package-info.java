@NullMarked
package org.liandong.canary;

import org.jspecify.annotations.NullMarked;

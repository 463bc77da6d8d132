/**
 * The district as data (区情数据): loads the district's folder, checks every line of it, and answers where a place is, what
 * an item is, who a department is. Another district brings another folder and not a line of code.
 */
@NullMarked
package org.liandong.district;

import org.jspecify.annotations.NullMarked;

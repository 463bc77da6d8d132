/** What SOAP puts around and beside a message: envelopes, and photographs in parts of their own. */
@NullMarked
package org.liandong.soap;

import org.jspecify.annotations.NullMarked;

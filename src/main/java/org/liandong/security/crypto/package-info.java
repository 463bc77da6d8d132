/**
 * Digests, keyed digests, encryption at rest and the key ring, in the algorithms the domain prescribes (SM3, SM4; reference
 * §2.8). Plain functions over bytes; knows no database and no framework.
 */
@NullMarked
package org.liandong.security.crypto;

import org.jspecify.annotations.NullMarked;

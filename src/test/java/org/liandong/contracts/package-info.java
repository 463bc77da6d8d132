/** Holds the published contracts to their word: schemas, HTTP, queues, SOAP, proof, and the hub's own code lists. */
@NullMarked
package org.liandong.contracts;

import org.jspecify.annotations.NullMarked;

package org.liandong.ledger;

/**
 * A step at its place in the chain.
 *
 * @param seq 1, 2, 3 … without gaps over all cases
 * @param prevHash hash of the step before, of whatever case
 * @param hash SM3 over everything in this step and {@code prevHash}
 */
public record TraceEntry(long seq, StageRecord step, String prevHash, String hash) {}

package org.liandong.operations;

/** Which receivers have a connector at work. Quick and safe for any thread. */
@FunctionalInterface
public interface ConnectedReceivers {
    boolean has(String receiver);
}

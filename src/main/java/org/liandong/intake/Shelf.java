package org.liandong.intake;

import java.util.Optional;

/** Where a channel without a service of its own fetches what it is to be told. Safe for any thread. */
public interface Shelf {
    /** Who may fetch here. */
    String sender();

    /** The receiver whose letters a device fetches. */
    String receiver(String device);

    /** The letter, JSON, in the channel's form; empty if the channel need not be told. */
    Optional<String> told(String letter);
}

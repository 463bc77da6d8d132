package org.liandong.kit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;

/**
 * Plays a connector's system on this machine: takes what the hub sends, does once for each letter what its mishap says, and
 * keeps a book of what it has taken. Safe for any thread.
 */
interface StandIn extends AutoCloseable {
    /** Stands in every letter's text; questions about a letter do not have it. */
    String MARK = "KITREHEARSAL";

    /** What every placeholder of a rehearsing hub stands for: accounts, passwords, secrets. */
    String SECRET = "rehearsal";

    /** A placeholder, since secrets must be such. */
    String PLACEHOLDER = "${rehearsal.secret}";

    /**
     * A mishap in words.
     *
     * @param what happens, and how it must end
     * @param cure what to look at if it does not
     */
    record Play(String what, String cure) {}

    /** Those that can happen on this way. */
    Map<Mishap, Play> plays();

    /** Changes what a {@code connector.yaml} says, so that it leads here. */
    void leadHere(ObjectNode settings);

    /** @throws IOException if it cannot begin */
    void open() throws IOException;

    /** What it has to expect, and what has come. */
    Book book();

    /** From now on {@link Mishap#LOCKED_OUT}. */
    default void lockOut() throws IOException {}

    /** As before. */
    default void letIn() throws IOException {}

    /** Enters in the book what lies there by now. */
    default void balance() throws IOException {}

    /** Whether a letter that was taken must never be taken again. */
    default boolean knowsRepetitions() {
        return true;
    }

    /** Whether a letter is delivered before it is taken: it lies where the system fetches it. */
    default boolean takesLater() {
        return false;
    }

    @Override
    void close();
}

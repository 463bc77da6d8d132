package org.liandong.kit;

/**
 * What goes wrong between the hub and a system. Not everything can happen on every way.
 *
 * @see StandIn what it means on its way
 */
enum Mishap {
    /** Nothing but a text of four thousand characters, some of them rare. */
    LONG_TEXT,
    /** It is taken, and no word of that comes back. */
    HUNG_UP,
    /** It is taken, and half a word of that comes back. */
    HALF_ANSWER,
    /** It is taken, and the word of that comes too late. */
    LATE,
    /** The word of it comes drop by drop. */
    DRIP,
    /** It is taken, and an error is reported. */
    ERROR_AFTERWARDS,
    /** It breaks off on its way there. */
    NOT_READ,
    /** Something else answers, politely. */
    LOGIN_PAGE,
    /** Not now, several times. */
    BUSY,
    /** Who is that, several times. */
    UNAUTHORIZED,
    /** The hub dies while it is under way. */
    HUB_KILLED,
    /** The other side is not who it was, or lets nobody in, until somebody mends that. */
    LOCKED_OUT
}

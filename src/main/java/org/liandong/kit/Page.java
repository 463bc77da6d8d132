package org.liandong.kit;

/** What a stand-in knows of one letter. Safe for any thread. */
final class Page {
    private final Mishap mishap;
    private int sent;
    private int taken;
    private boolean arrived;
    private boolean whole;

    Page(Mishap mishap) {
        this.mishap = mishap;
    }

    Mishap mishap() {
        return mishap;
    }

    /** How often it came after the first time that it was taken, without the hub having had to send it again. */
    synchronized int repeated() {
        return Math.max(taken - 1, 0);
    }

    synchronized boolean isTaken() {
        return taken > 0;
    }

    /** Whether the text stood in it to its end. */
    synchronized boolean isWhole() {
        return whole;
    }

    /** Whether it has come and was not answered at once. */
    synchronized boolean hasArrived() {
        return arrived;
    }

    /** It lies there and nothing has been said about it. */
    synchronized void arrive() {
        arrived = true;
    }

    /** @return how often it has come by now, whatever came of it */
    synchronized int come() {
        sent++;
        return sent;
    }

    /** Whether what was to befall it has had its chance. */
    synchronized boolean isPlayed() {
        return sent > 0 || mishap == Mishap.LONG_TEXT || mishap == Mishap.LOCKED_OUT;
    }

    synchronized void take(String text) {
        taken++;
        whole = text.contains(Letter.END);
    }
}

package org.liandong.hub;

/** The hub cannot start as it is set up; the message is one clear line with the cure. */
public final class SetupProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SetupProblem(String message) {
        super(message);
    }

    public SetupProblem(String message, Throwable cause) {
        super(message, cause);
    }
}

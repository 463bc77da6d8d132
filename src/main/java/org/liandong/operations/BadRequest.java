package org.liandong.operations;

/** A request that cannot be understood; names the field and the cure. */
public final class BadRequest extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;

    BadRequest(String field, String message) {
        super(message);
        this.field = field;
    }

    String field() {
        return field;
    }
}

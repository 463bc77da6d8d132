package org.liandong.connectors;

import org.jspecify.annotations.Nullable;

/** A connector's folder that cannot be used, with the file, the line (0 if unknown) and what would cure it. */
final class FaultyConnectorException extends RuntimeException {
    private final String file;
    private final int line;
    private final String reason;

    FaultyConnectorException(String file, int line, String reason, @Nullable Throwable cause) {
        super(file + (line > 0 ? " 第" + line + "行" : "") + ": " + reason, cause);
        this.file = file;
        this.line = line;
        this.reason = reason;
    }

    FaultyConnectorException(String file, int line, String reason) {
        this(file, line, reason, null);
    }

    String file() {
        return file;
    }

    int line() {
        return line;
    }

    String reason() {
        return reason;
    }
}

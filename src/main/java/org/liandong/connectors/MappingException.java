package org.liandong.connectors;

import org.jspecify.annotations.Nullable;

/** A message that a mapping could not turn into another. The input is at fault, or the mapping; never the hub's state. */
public final class MappingException extends RuntimeException {
    private final String file;
    private final int line;

    MappingException(String file, int line, String reason, @Nullable Throwable cause) {
        super("映射 " + file + (line > 0 ? " 第" + line + "行" : "") + ": " + reason, cause);
        this.file = file;
        this.line = line;
    }

    /** The mapping's file, relative to the connector's folder. */
    public String file() {
        return file;
    }

    /** The line in the mapping, 0 if the input could not even be read. */
    public int line() {
        return line;
    }
}

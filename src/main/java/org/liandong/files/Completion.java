package org.liandong.files;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.liandong.security.crypto.Sm3;

/**
 * What lies beside a file once it is whole: how many lines and bytes it has, and its SM3 (reference §3.5, SFTP files).
 *
 * @param lines ends of lines; whoever counts a last line without an end has one more
 */
record Completion(long lines, long bytes, String sm3) {
    /** Longer than any of these files. */
    static final int LONGEST = 1_000;

    static Completion of(byte[] content) {
        long ends = 0;
        for (byte each : content) {
            if (each == '\n') {
                ends++;
            }
        }
        return new Completion(ends, content.length, Sm3.hex(content));
    }

    /** Empty if it says something else, or nothing yet. */
    static Optional<Completion> read(byte[] text) {
        List<String> parts = List.of(new String(text, StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .strip()
                .split("[,\\s]+", -1));
        try {
            return parts.size() == 3
                    ? Optional.of(new Completion(
                            Long.parseLong(parts.get(0)),
                            Long.parseLong(parts.get(1)),
                            parts.get(2).toLowerCase(java.util.Locale.ROOT)))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    byte[] text() {
        return "%d,%d,%s\r\n".formatted(lines, bytes, sm3).getBytes(StandardCharsets.UTF_8);
    }

    /** Whether it speaks of a file for which this one was counted here. */
    boolean isOf(Completion counted) {
        return bytes == counted.bytes
                && sm3.equals(counted.sm3)
                && (lines == counted.lines || lines == counted.lines + 1);
    }
}

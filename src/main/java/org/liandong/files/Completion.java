package org.liandong.files;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.liandong.security.crypto.Sm3;

/**
 * What lies beside a file once it is whole: how many lines and bytes it has, and its SM3 (reference §3.5, SFTP files); on a
 * boundary ferry the SM3 alone (reference §3.4, channel 02).
 *
 * @param lines ends of lines; whoever counts a last line without an end has one more; {@link #NOT_SAID} where only the SM3
 *     is said
 */
record Completion(long lines, long bytes, String sm3) {
    /** Longer than any of these files. */
    static final int LONGEST = 1_000;

    static final long NOT_SAID = -1;

    private static final Pattern SM3 = Pattern.compile("[0-9a-fA-F]{64}");

    /** How it is written. */
    enum Form {
        /** Lines, bytes and SM3. */
        COUNTED(".ok"),
        /** The SM3, and perhaps the file's name behind it. */
        DIGEST(".sm3");

        private final String suffix;

        Form(String suffix) {
            this.suffix = suffix;
        }

        String suffix() {
            return suffix;
        }

        /** Empty if it says something else, or nothing yet. */
        Optional<Completion> read(byte[] text) {
            List<String> parts = List.of(new String(text, StandardCharsets.UTF_8)
                    .replace("\uFEFF", "")
                    .strip()
                    .split("[,\\s]+", -1));
            return this == COUNTED ? counted(parts) : digest(parts);
        }

        byte[] write(Completion completion) {
            String text = this == COUNTED
                    ? "%d,%d,%s\r\n".formatted(completion.lines, completion.bytes, completion.sm3)
                    : completion.sm3 + "\n";
            return text.getBytes(StandardCharsets.UTF_8);
        }

        /** In words. */
        String contradiction(Completion said, Completion counted) {
            return this == COUNTED
                    ? "与.ok不符:.ok写的是%d行、%d字节、SM3 %s,文件是%d行、%d字节、SM3 %s"
                            .formatted(said.lines, said.bytes, said.sm3, counted.lines, counted.bytes, counted.sm3)
                    : "与.sm3不符:.sm3写的是%s,文件是%s".formatted(said.sm3, counted.sm3);
        }

        private static Optional<Completion> counted(List<String> parts) {
            try {
                return parts.size() == 3
                        ? Optional.of(new Completion(
                                Long.parseLong(parts.get(0)),
                                Long.parseLong(parts.get(1)),
                                parts.get(2).toLowerCase(Locale.ROOT)))
                        : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }

        private static Optional<Completion> digest(List<String> parts) {
            String first = parts.get(0);
            return SM3.matcher(first).matches()
                    ? Optional.of(new Completion(NOT_SAID, NOT_SAID, first.toLowerCase(Locale.ROOT)))
                    : Optional.empty();
        }
    }

    static Completion of(byte[] content) {
        long ends = 0;
        for (byte each : content) {
            if (each == '\n') {
                ends++;
            }
        }
        return new Completion(ends, content.length, Sm3.hex(content));
    }

    /** Whether it speaks of a file for which this one was counted here. */
    boolean isOf(Completion counted) {
        return sm3.equals(counted.sm3)
                && (bytes == NOT_SAID || bytes == counted.bytes)
                && (lines == NOT_SAID || lines == counted.lines || lines == counted.lines + 1);
    }
}

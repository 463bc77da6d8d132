package org.liandong.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What the other side of a ferry says of a file: {@code SM3,result,words} in a file of its own, {@code name.xml.ack} for
 * {@code name.xml}.
 *
 * @param sm3 of the file that is meant, as its sender gave it
 */
record Acknowledgement(String sm3, Result result, String words) {
    private static final String SUFFIX = ".ack";
    private static final int LONGEST_WORDS = 500;

    /** By its code on the wire. */
    enum Result {
        /** Now or before. */
        TAKEN("0"),
        /** Not as it was sent; it is to be sent again. */
        DAMAGED("1"),
        /** Whole, and of no use. */
        REFUSED("2");

        private final String code;

        Result(String code) {
            this.code = code;
        }

        static Optional<Result> of(String code) {
            return Arrays.stream(values())
                    .filter(result -> result.code.equals(code))
                    .findFirst();
        }
    }

    static Path of(Path folder, String file) {
        return folder.resolve(file + SUFFIX);
    }

    /** Empty if there is none, or only half of one. */
    static Optional<Acknowledgement> read(Path file) throws IOException {
        String text;
        try {
            if (Files.size(file) > Completion.LONGEST * 4L) {
                return Optional.empty();
            }
            text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        String[] parts = text.replace("\uFEFF", "").strip().split(",", 3);
        return parts.length < 2
                ? Optional.empty()
                : Result.of(parts[1].strip())
                        .map(result -> new Acknowledgement(
                                parts[0].strip().toLowerCase(Locale.ROOT),
                                result,
                                parts.length > 2 ? parts[2].strip() : ""));
    }

    void write(Path file) throws IOException {
        String line = words.replaceAll("\\s+", " ");
        String text =
                "%s,%s,%s\n".formatted(sm3, result.code, line.substring(0, Math.min(line.length(), LONGEST_WORDS)));
        Folder.draft(file, text.getBytes(StandardCharsets.UTF_8));
        Folder.put(file);
    }
}

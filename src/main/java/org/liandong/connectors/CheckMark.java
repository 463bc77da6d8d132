package org.liandong.connectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the last check of a folder came to, kept in it as {@value #FILE}. It belongs to one version: whoever changes a file that
 * counts has to check again.
 *
 * @param version of the connector that was checked
 * @param trials how many were made
 * @param failed how many of them failed
 * @param forced who wants it at work although it has not passed; null if nobody does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CheckMark(
        String version, int trials, int failed, @Nullable Forced forced) {
    static final String FILE = "check.json";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Somebody's decision against the check. */
    public record Forced(String by, String reason) {}

    /** Empty if the folder was never checked, or the file says nothing that can be understood. */
    public static Optional<CheckMark> read(Path folder) {
        try {
            return Optional.ofNullable(JSON.readValue(Files.readString(folder.resolve(FILE)), CheckMark.class));
        } catch (NoSuchFileException | JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes it, unless it stands there already. A decision about the same version stays with it. */
    public void write(Path folder) {
        CheckMark before = read(folder).orElse(null);
        Forced decision = before != null && before.version.equals(version) && forced == null && failed > 0
                ? before.forced
                : forced;
        CheckMark mark = new CheckMark(version, trials, failed, decision);
        try {
            if (!mark.equals(before)) {
                Files.writeString(folder.resolve(FILE), JSON.writeValueAsString(mark) + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("检验的结果写不进 %s: %s".formatted(folder, e.getMessage()), e);
        }
    }

    /** Whether a connector of this version may go to work. */
    public boolean lets(String wanted) {
        return version.equals(wanted) && (failed == 0 || forced != null);
    }
}

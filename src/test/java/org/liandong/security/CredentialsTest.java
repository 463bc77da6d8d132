package org.liandong.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    @TempDir
    Path data = Path.of("");

    /** What is not touched cannot be lost: at most starts nothing is missing. */
    @Test
    void aFileInWhichNothingIsMissingIsNotWrittenAgain() throws Exception {
        Path file = data.resolve("secrets.yaml");
        Credentials first = Credentials.loadOrCreate(file, Set.of("HB", "CG"));
        Object written = Files.readAttributes(file, BasicFileAttributes.class).fileKey();

        Credentials again = Credentials.loadOrCreate(file, Set.of("HB"));
        assertThat(Files.readAttributes(file, BasicFileAttributes.class).fileKey())
                .isEqualTo(written);
        assertThat(again.secret("CG")).isEqualTo(first.secret("CG"));

        Credentials more = Credentials.loadOrCreate(file, Set.of("HB", "XF"));
        assertThat(more.secret("HB")).isEqualTo(first.secret("HB"));
        assertThat(more.operator()).isEqualTo(first.operator());
        assertThat(Credentials.loadOrCreate(file, Set.of()).secret("XF")).isEqualTo(more.secret("XF"));
        try (var files = Files.list(data)) {
            assertThat(files).containsExactly(file);
        }
    }
}

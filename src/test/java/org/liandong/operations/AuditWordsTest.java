package org.liandong.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever is put on record has a name that people read. */
class AuditWordsTest {
    private static final Pattern ACTION =
            Pattern.compile("\"((?:ACCOUNT|PASSWORD|CONNECTOR|LETTER|ROUTE|REPAIR|MESSAGE|PHONE|CASE)_[A-Z_]*[A-Z])\"");
    /** Codes of errors that look alike. */
    private static final Set<String> ERRORS = Set.of("CASE_UNKNOWN", "MESSAGE_UNKNOWN");

    @Test
    void everyActionInTheProgramHasWords() throws IOException {
        Set<String> actions = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".java")).toList()) {
                if (!file.endsWith("AuditWords.java")) {
                    ACTION.matcher(Files.readString(file)).results().forEach(found -> actions.add(found.group(1)));
                }
            }
        }
        actions.removeAll(ERRORS);
        assertThat(actions).hasSizeGreaterThan(15);
        assertThat(AuditWords.BY_ACTION.keySet()).containsAll(actions);
        assertThat(AuditWords.of("SOMETHING_NEW")).isEqualTo("SOMETHING_NEW");
    }
}

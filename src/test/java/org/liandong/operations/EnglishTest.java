package org.liandong.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages are Chinese first, with English. */
class EnglishTest {
    private static final Path RESOURCES = Path.of("src/main/resources");

    @Test
    void everyPageSaysWhatItIsInEnglishAndNoLineIsLeftOver() throws IOException {
        TreeSet<String> pages = new TreeSet<>();
        try (Stream<Path> templates = Files.list(RESOURCES.resolve("templates"))) {
            for (Path template : (Iterable<Path>) templates::iterator) {
                if (Files.readString(template).contains("~{layout :: page(")) {
                    pages.add("page." + template.getFileName().toString().replace(".html", ""));
                }
            }
        }
        Properties english = new Properties();
        try (Reader lines = Files.newBufferedReader(RESOURCES.resolve("english.properties"))) {
            english.load(lines);
        }
        List<String> lines = english.stringPropertyNames().stream()
                .filter(name -> name.startsWith("page."))
                .sorted()
                .toList();
        assertThat(lines).containsExactlyElementsOf(pages);
    }
}

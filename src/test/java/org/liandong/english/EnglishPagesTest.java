package org.liandong.english;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.attoparser.ParseException;
import org.attoparser.config.ParseConfiguration;
import org.attoparser.simple.AbstractSimpleMarkupHandler;
import org.attoparser.simple.SimpleMarkupParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever a page says by itself has its English. */
class EnglishPagesTest {
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Path CODE = Path.of("src/main/java/org/liandong");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern PROGRAMMERS = Pattern.compile(
            "(?s)(?:LOG\\.\\w+|new (?:IllegalArgument|IllegalState)Exception)\\(.*?;|(?m)^ *(?:\\*|//|/\\*\\*)[^\n]*$");
    private static final Set<String> SPEAKS_TO_PROGRAMS = Set.of(
            "ApiProblems.java",
            "BodyFields.java",
            "CommandsApi.java",
            "FiguresApi.java",
            "PendingApi.java",
            "QuarantineApi.java");

    /** By mail, in a file, in its own language, or a pattern of what is read or of a date. */
    private static final Set<String> STAYS_CHINESE = Set.of(
            "MailHerald.java",
            "ReconciliationPage.java",
            "PageLanguage.java",
            "Merging.java",
            "UnknownCode.java",
            "Moment.java");

    private static final Catalog CATALOG = Catalog.shipped();
    private static final Set<String> SENTENCES = sentencesOfTheCatalog();

    @TestFactory
    List<DynamicTest> everyPageCanBeReadInEnglish() throws IOException {
        try (Stream<Path> pages = Files.list(TEMPLATES)) {
            return pages.sorted()
                    .map(page -> DynamicTest.dynamicTest(
                            String.valueOf(page.getFileName()),
                            () -> assertThat(untold(page)).isEmpty()))
                    .toList();
        }
    }

    @Test
    void everySentenceThatCodePutsOnAPageHasItsEnglish() throws IOException {
        Set<String> untold = new TreeSet<>();
        int all = 0;
        for (String folder :
                List.of("operations", "health", "alarms", "canary", "cases", "retention", "reconciliation")) {
            try (Stream<Path> files = Files.list(CODE.resolve(folder))) {
                for (Path file : files.filter(EnglishPagesTest::speaksOnPages).toList()) {
                    Set<String> said = sentences(Files.readString(file));
                    all += said.size();
                    said.stream()
                            .filter(part -> Catalog.isChinese(CATALOG.english(part)) && !isPartOfASentence(part))
                            .forEach(part -> untold.add(file.getFileName() + ": " + part));
                }
            }
        }
        assertThat(untold).isEmpty();
        assertThat(all).isGreaterThan(500);
    }

    private static boolean isPartOfASentence(String text) {
        return SENTENCES.stream().anyMatch(sentence -> sentence.contains(text.strip()));
    }

    private static Set<String> sentencesOfTheCatalog() {
        try {
            return new YAMLMapper()
                    .readValue(
                            Path.of("src/main/resources/org/liandong/english/catalog.yaml")
                                    .toFile(),
                            new TypeReference<Map<String, String>>() {})
                    .keySet();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean speaksOnPages(Path file) {
        String name = String.valueOf(file.getFileName());
        return !SPEAKS_TO_PROGRAMS.contains(name) && !STAYS_CHINESE.contains(name);
    }

    /** What stands in quotes, up to each place that is filled in; not what goes to the log or to programmers. */
    private static Set<String> sentences(String code) {
        Set<String> parts = new TreeSet<>();
        String said = PROGRAMMERS.matcher(code).replaceAll(";");
        Matcher literal = LITERAL.matcher(said);
        while (literal.find()) {
            Stream.of(literal.group(1).split("%[\\d.]*[sdf%]|\\\\n"))
                    .map(part -> part.replaceAll("^[,;:。()、 ]+|[,;:。()、 ]+$", ""))
                    .filter(Catalog::isChinese)
                    .forEach(parts::add);
        }
        return parts;
    }

    private static Set<String> untold(Path page) throws IOException, ParseException {
        Said said = new Said();
        new SimpleMarkupParser(ParseConfiguration.htmlConfiguration()).parse(Files.readString(page), said);
        TreeSet<String> untold = new TreeSet<>();
        for (String text : said.texts) {
            if (Catalog.isChinese(CATALOG.english(text)) && !isPartOfASentence(text)) {
                untold.add(text.strip());
            }
        }
        return untold;
    }

    /** Gathers what the page says, but for what the hub puts in another's place and what is somebody's own words. */
    private static final class Said extends AbstractSimpleMarkupHandler {
        private static final Pattern WORDS = Pattern.compile("'([^']*)'|\\|([^|]*)\\|");

        private final List<String> texts = new ArrayList<>();
        private final Deque<Boolean> shown = new ArrayDeque<>(List.of(true));

        @Override
        public void handleText(char[] buffer, int offset, int length, int line, int column) {
            if (shown.element()) {
                texts.add(new String(buffer, offset, length));
            }
        }

        @Override
        public void handleOpenElement(String name, @Nullable Map<String, String> written, int line, int column) {
            Map<String, String> attributes = Objects.requireNonNullElse(written, Map.of());
            read(attributes);
            shown.push(shown.element()
                    && Stream.of("th:text", "th:replace", "translate").noneMatch(attributes::containsKey));
        }

        @Override
        public void handleCloseElement(String name, int line, int column) {
            shown.pop();
        }

        @Override
        public void handleStandaloneElement(
                String name, @Nullable Map<String, String> written, boolean minimized, int line, int column) {
            read(Objects.requireNonNullElse(written, Map.of()));
        }

        private void read(Map<String, String> attributes) {
            String set = Objects.requireNonNullElse(attributes.get("th:attr"), "");
            for (String name : EnglishPage.READ) {
                if (attributes.containsKey(name)
                        && !attributes.containsKey("th:" + name)
                        && !set.contains(name + "=")) {
                    texts.add(attributes.get(name));
                }
            }
            attributes.forEach((name, value) -> {
                if (name.startsWith("th:") && !attributes.containsKey("translate")) {
                    Matcher words = WORDS.matcher(value);
                    while (words.find()) {
                        texts.add(
                                words.group(1) != null
                                        ? words.group(1)
                                        : words.group(2).replaceAll("\\$\\{[^}]*}", "7"));
                    }
                }
            });
        }
    }
}

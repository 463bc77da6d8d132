package org.liandong.english;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The hub's sentences in English. */
class CatalogTest {
    private static final Catalog CATALOG = new Catalog(Map.ofEntries(
            Map.entry("线路", "Routes"),
            Map.entry("环保", "Environment"),
            Map.entry("城管", "City Management"),
            Map.entry("不予受理", "Not accepted"),
            Map.entry("{}受理", "{} accepts it"),
            Map.entry("转{}受理", "Passed to {}"),
            Map.entry("{#}条", "{} letters"),
            Map.entry("{}、{}", "{}, {}"),
            Map.entry(",期限", ", due "),
            Map.entry("{}给{}", "to {2} from {1}")));

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            线路|Routes
              线路 |  Routes
            不予受理|Not accepted
            环保受理|Environment accepts it
            转环保受理|Passed to Environment
            3条|3 letters
            1,200条|1,200 letters
            好多条|好多条
            环保、城管|Environment, City Management
            环保、城管、线路|Environment, City Management, Routes
            环保给城管|to City Management from Environment
            张三受理|张三 accepts it
            ,期限|, due
            没见过的话|没见过的话
            HB 12:30|HB 12:30
            受理|受理""")
    void aSentence(String chinese, String english) {
        assertThat(CATALOG.english(chinese).stripTrailing()).isEqualTo(english.stripTrailing());
    }

    @Test
    void whatIsLongIsNotTheHubs() {
        String told = "环保受理".repeat(300);
        assertThat(CATALOG.english(told)).isEqualTo(told);
    }

    @Test
    void theEnglishHasThePlacesOfTheChinese() {
        Map<String, String> lost = new LinkedHashMap<>(Map.of("转{}受理", "Passed on"));
        assertThatThrownBy(() -> new Catalog(lost)).hasMessageContaining("第1个空位,英文里没有");
        assertThatThrownBy(() -> new Catalog(Map.of("转{}受理", "{1} to {2}"))).hasMessageContaining("没有第2个空位");
        assertThatThrownBy(() -> new Catalog(Map.of("{}{}", "{} {}"))).hasMessageContaining("什么也没有");
    }

    @Test
    void aDistrictsOwnNamesGoBeforeTheHubs(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("english.yaml"), "环保: Ecology\n溧水区: Lishui District\n");
        Catalog own = CATALOG.with(file);
        assertThat(own.english("转环保受理")).isEqualTo("Passed to Ecology");
        assertThat(own.english("溧水区、线路")).isEqualTo("Lishui District, Routes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"环保: A\n环保: B\n", "- 环保\n", "溧水区:\n", "环保: [", "转{}受理: Passed on\n"})
    void aFileThatIsWrongIsNotHalfRead(String text, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("english.yaml"), text);
        assertThatThrownBy(() -> CATALOG.with(file))
                .isInstanceOfAny(UncheckedIOException.class, IllegalArgumentException.class);
    }
}

package org.liandong.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.liandong.hub.HubSettings;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

/** docs/configuration.md against what can really be set. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConfigurationDocTest {
    private Page page = new Page(Path.of("none"), "");

    @BeforeAll
    void readThePage() throws IOException {
        page = Page.read("docs/configuration.md");
    }

    @Test
    void everyPropertyHasALineWithItsDefault() {
        Map<String, String> documented = new TreeMap<>();
        page.text()
                .lines()
                .filter(line -> line.startsWith("| `liandong."))
                .map(line -> line.split("\\|"))
                .forEach(cells -> documented.put(bare(cells[1]), bare(cells[2])));

        assertThat(documented).isEqualTo(Settings.properties());
    }

    private static String bare(String cell) {
        return cell.replace("`", "").strip();
    }

    @Test
    void everyPlaceholderOfAConnectorHasALine() throws IOException {
        Set<String> documented = page.found("(?m)^\\| `([A-Z]\\w+\\.\\w+)`");

        assertThat(documented).isEqualTo(Settings.placeholders());
    }

    List<String> examples() {
        return page.fenced("yaml").stream()
                .filter(block -> block.startsWith("# hub.yaml"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleOfHubYamlSetsOnlyWhatExists(String example) throws IOException {
        Set<String> placeholders = Settings.placeholders();
        MutablePropertySources sources = new MutablePropertySources();
        for (PropertySource<?> source : new YamlPropertySourceLoader()
                .load("hub.yaml", new ByteArrayResource(example.getBytes(StandardCharsets.UTF_8)))) {
            sources.addLast(source);
            assertThat(((EnumerablePropertySource<?>) source).getPropertyNames())
                    .allSatisfy(name -> assertThat(name.startsWith("liandong.") || placeholders.contains(name))
                            .as(name)
                            .isTrue());
        }

        Binder binder = new Binder(ConfigurationPropertySources.from(sources));

        assertThatCode(() -> binder.bind(
                        "liandong",
                        Bindable.of(HubSettings.class),
                        new NoUnboundElementsBindHandler(BindHandler.DEFAULT, source -> true)))
                .doesNotThrowAnyException();
    }

    @Test
    void thereAreExamplesForOneMachineAndForProduction() {
        assertThat(examples()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(examples()).anyMatch(block -> block.contains("jdbc:postgresql:"));
        assertThat(examples()).anyMatch(block -> block.contains("broker:") && block.contains("tcp://"));
    }
}

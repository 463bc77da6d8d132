package org.liandong.docs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.liandong.command.HubCommand;
import picocli.CommandLine;

/** docker/ as far as it can be checked without a container engine: it parses, and what it names exists. */
class ContainerTest {
    private static final Path FOLDER = Path.of("docker");
    private static final JsonMapper YAML = JsonMapper.builder(new YAMLFactory()).build();

    private static JsonNode compose() throws IOException {
        return YAML.readTree(Files.readString(FOLDER.resolve("compose.yaml")));
    }

    @Test
    void productionIsTheHubADatabaseAndABroker() throws IOException {
        assertThat(compose().path("services").properties())
                .extracting(java.util.Map.Entry::getKey)
                .containsExactlyInAnyOrder("hub", "database", "broker");
    }

    @Test
    void everythingTheHubIsToldByItsEnvironmentCanBeSet() throws IOException {
        Set<String> known = new TreeSet<>();
        Stream.concat(Settings.properties().keySet().stream(), Settings.placeholders().stream())
                .map(Settings::variable)
                .forEach(known::add);
        Set<String> told = new TreeSet<>();
        compose().at("/services/hub/environment").properties().forEach(one -> told.add(one.getKey()));

        assertThat(told)
                .contains("LIANDONG_DATABASE_URL", "LIANDONG_BROKER_URL")
                .isSubsetOf(known);
    }

    @Test
    void everyOptionTheHubIsStartedWithExists() throws IOException {
        String dockerfile = Files.readString(FOLDER.resolve("Dockerfile"));
        CommandLine run = requireNonNull(
                new CommandLine(HubCommand.class).getSubcommands().get("run"));
        Set<String> options = new TreeSet<>();
        Pattern.compile("\"(--[a-z]+)\"").matcher(dockerfile).results().forEach(one -> options.add(one.group(1)));

        assertThat(options)
                .contains("--address", "--data")
                .allSatisfy(option -> assertThat(run.getCommandSpec().findOption(option))
                        .as(option)
                        .isNotNull());
    }

    @Test
    void everyFolderCopiedIntoTheImageExists() throws IOException {
        String dockerfile = Files.readString(FOLDER.resolve("Dockerfile"));
        Set<String> copied = new TreeSet<>();
        Pattern.compile("(?m)^COPY (?!--from=build)(?:--\\S+ )*(.+) \\S+$")
                .matcher(dockerfile)
                .results()
                .forEach(one -> copied.addAll(Set.of(one.group(1).split(" "))));

        assertThat(copied)
                .contains("routes", "connectors", "district")
                .allSatisfy(file -> assertThat(Path.of(file)).exists());
    }

    @Test
    void everyVariableOfComposeIsExplainedInTheExample() throws IOException {
        Set<String> used = new TreeSet<>();
        Pattern.compile("\\$\\{(\\w+)")
                .matcher(Files.readString(FOLDER.resolve("compose.yaml")))
                .results()
                .forEach(one -> used.add(one.group(1)));
        Set<String> explained = new TreeSet<>();
        Pattern.compile("(?m)^#?(\\w+)=")
                .matcher(Files.readString(FOLDER.resolve("env.example")))
                .results()
                .forEach(one -> explained.add(one.group(1)));

        assertThat(explained).isEqualTo(used);
    }

    @Test
    void theBrokersFileIsXmlAndKeepsWhatTheHubReliesOn() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        var broker =
                factory.newDocumentBuilder().parse(FOLDER.resolve("broker.xml").toFile());

        assertThat(broker.getElementsByTagName("populate-validated-user")
                        .item(0)
                        .getTextContent())
                .isEqualTo("true");
        assertThat(broker.getElementsByTagName("max-delivery-attempts").item(0).getTextContent())
                .isEqualTo("-1");
        assertThat(broker.getElementsByTagName("dead-letter-address").item(0).getTextContent())
                .isEqualTo("dead");
    }
}

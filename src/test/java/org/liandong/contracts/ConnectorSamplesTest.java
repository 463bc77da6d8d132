package org.liandong.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the shipped connectors take and send, by their own samples, is what the contracts publish. */
class ConnectorSamplesTest {
    private static final Path CONNECTORS = Path.of("connectors");

    @ParameterizedTest
    @CsvSource({
        "channels/12345/samples/orders, openapi.yaml#/components/schemas/HotlineMessage, unknown-service",
        "channels/pananj/samples/reports, openapi.yaml#/components/schemas/CitizenReport, none",
        "channels/grid/samples/events, openapi.yaml#/components/schemas/GridEvent, unknown-mode",
        "channels/grid/samples/batches, openapi.yaml#/components/schemas/GridBatch, none",
        "channels/grid/samples/actions, openapi.yaml#/components/schemas/GridAction, unknown",
        "departments/HB/samples/callbacks, openapi.yaml#/components/schemas/DepartmentCallback, unknown-result",
        "departments/XF/samples/feedback, asyncapi.yaml#/components/schemas/FeedbackEvent, unknown-type",
    })
    void whatAConnectorTakesIsWhatIsPublished(String entry, String contract, String wrongOnPurpose) {
        List<Path> samples = samples(entry + "/*.in.json");
        assertThat(samples)
                .isNotEmpty()
                .allSatisfy(file -> assertThat(Contracts.problems(contract, message(file)))
                        .as(file.toString())
                        .matches(problems ->
                                problems.isEmpty() != file.toString().contains(wrongOnPurpose)));
    }

    /** A mapping that is shown on a letter which the hub never writes shows nothing. */
    @Test
    void whatTheMappingsAreShownOnIsWhatTheHubWrites() {
        Map<String, Integer> shown = new TreeMap<>();
        for (Path file : samples("**/*.in.json")) {
            JsonNode input = message(file);
            String step = String.valueOf(file.resolveSibling("").getFileName());
            String contract = input.path("schema").asText().replaceFirst("^jn\\.(\\w+)/1\\.0$", "$1.schema.json");
            if (step.matches("[A-Z]+")) {
                assertThat(contract).as(file.toString()).matches("(assignment|status)\\.schema\\.json");
                assertThat(input.path("operation").asText()).as(file.toString()).isEqualTo(step);
            } else if (step.matches("(orders|incidents|feedback|progress|reports|callbacks)-answer")) {
                contract = "receipt.schema.json";
            } else if (!step.equals("lookUp")) {
                continue;
            }
            // name and password come to it on the way to the mapping
            ((ObjectNode) input).remove("login");
            assertThat(Contracts.problems(contract, input)).as(file.toString()).isEmpty();
            shown.merge(contract, 1, Integer::sum);
        }
        assertThat(shown.get("assignment.schema.json")).isGreaterThanOrEqualTo(26);
        assertThat(shown.get("status.schema.json")).isGreaterThanOrEqualTo(16);
        assertThat(shown.get("receipt.schema.json")).isGreaterThanOrEqualTo(4);
    }

    @Test
    void whatTheFireBrigadeIsSentIsWhatIsPublished() {
        List<Path> sent = samples("departments/XF/samples/*/*.out.json").stream()
                .filter(file -> message(file).has("specversion"))
                .toList();
        assertThat(sent)
                .hasSize(8)
                .allSatisfy(file -> assertThat(
                                Contracts.problems("asyncapi.yaml#/components/schemas/AssignmentEvent", message(file)))
                        .as(file.toString())
                        .isEmpty());
    }

    private static JsonNode message(Path file) {
        return Contracts.parse(file.getFileName().toString(), Contracts.text(file));
    }

    /** @param glob below the folder of connectors */
    static List<Path> samples(String glob) {
        var matcher = CONNECTORS.getFileSystem().getPathMatcher("glob:connectors/" + glob);
        try (Stream<Path> files = Files.walk(CONNECTORS)) {
            return files.filter(matcher::matches).sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

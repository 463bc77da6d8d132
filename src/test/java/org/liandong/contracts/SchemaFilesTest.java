package org.liandong.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaFilesTest {
    private static Stream<String> schemas() {
        // connector.schema.json describes a file of settings, not a message; the connectors' own tests hold it
        return Contracts.files(".schema.json").stream().filter(name -> !name.startsWith("connector"));
    }

    private static Stream<String> documents() {
        return Stream.of(".schema.json", ".yaml").flatMap(ending -> Contracts.files(ending).stream());
    }

    @Test
    void everyContractStandsInTheIndex() {
        assertThat(Contracts.files(".schema.json"))
                .contains(
                        "assignment.schema.json",
                        "case.schema.json",
                        "closing.schema.json",
                        "command.schema.json",
                        "receipt.schema.json",
                        "status.schema.json",
                        "summary.schema.json",
                        "terms.schema.json");
        String index = Contracts.text(java.nio.file.Path.of("docs/contracts/README.md"));
        Stream.of(".yaml", ".wsdl", ".schema.json")
                .flatMap(ending -> Contracts.files(ending).stream())
                .forEach(name -> assertThat(index).contains("src/main/resources/contracts/" + name));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void aSchemaIsValid2020DashTwelveAndUsesNoKeywordThatValidatorsPassOver(String name) {
        JsonNode schema = Contracts.document(name);
        assertThat(schema.path("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(Contracts.problemsOfSchema(schema)).isEmpty();
        assertThat(SubSchemas.unknownKeywords(schema)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void everyPropertyIsTitledAndDescribedInChineseAndEnglish(String name) {
        List<String> wanting = new ArrayList<>();
        SubSchemas.each("", Contracts.document(name), false, (at, schema) -> {
            if (!at.matches(".*/(properties|\\$defs)/[^/]+")) {
                return;
            }
            JsonNode told = schema.has("title") || !schema.has("$ref")
                    ? schema
                    : Contracts.resolve(name, schema.path("$ref").asText());
            boolean bilingual = told.path("title").asText().matches(".*\\p{IsHan}.*")
                    && told.path("description").asText().matches("(?s).*\\p{IsHan}.*/ [A-Za-z0-9].*");
            if (!bilingual) {
                wanting.add(at);
            }
        });
        assertThat(wanting).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void everyObjectSaysWhatElseItMayHold(String name) {
        List<String> open = new ArrayList<>();
        SubSchemas.each("", Contracts.document(name), false, (at, schema) -> {
            boolean dispatchesToClosedOnes = at.isEmpty() && name.startsWith("command");
            if (schema.path("type").asText().equals("object")
                    && !schema.has("additionalProperties")
                    && !dispatchesToClosedOnes) {
                open.add(at);
            }
        });
        assertThat(open).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyReferenceLeadsSomewhere(String name) {
        JsonNode document = Contracts.document(name);
        List<String> refs = document.findValuesAsText("$ref");
        assertThat(refs).isNotEmpty();
        assertThat(refs.stream()
                        .distinct()
                        .filter(ref -> Contracts.resolve(name, ref).isMissingNode()))
                .isEmpty();
    }
}

package org.liandong.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenApiTest {
    private static final String FILE = "openapi.yaml";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");
    private final JsonNode api = Contracts.document(FILE);

    @Test
    void everyWayIntoTheHubIsDescribedOnce() {
        List<String> ways = new ArrayList<>();
        eachOperation((way, operation) -> ways.add(way));
        assertThat(ways)
                .containsExactlyInAnyOrder(
                        "post /channels/12345/orders",
                        "post /channels/pananj/reports",
                        "post /channels/pananj/transfers",
                        "post /channels/grid/events",
                        "post /channels/grid/batches",
                        "post /channels/grid/actions",
                        "put /channels/grid/photos/{sm3}",
                        "get /channels/grid/outcomes",
                        "post /departments/HB/callbacks",
                        "get /api/summary",
                        "get /api/search",
                        "get /api/cases/{caseNo}",
                        "get /api/cases/{caseNo}/trace",
                        "get /api/cases/{caseNo}/routing",
                        "get /api/pending",
                        "post /api/cases/{caseNo}/commands",
                        "get /api/quarantine",
                        "get /api/quarantine/{id}",
                        "post /api/quarantine/{id}/release",
                        "get /api/figures",
                        "get /public/cases/{code}");
        assertThat(api.findValuesAsText("operationId")).hasSameSizeAs(ways).doesNotHaveDuplicates();
    }

    @Test
    void whoeverAsksMustProveHimselfAndIsToldOfAFailure() {
        Set<String> schemes = Set.of("signedHeaders", "signedHead", "operator");
        assertThat(api.at("/components/securitySchemes").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(schemes);
        eachOperation((way, operation) -> {
            if (way.contains(" /public/")) {
                // the code itself is the proof
                assertThat(operation.path("security")).as(way).isEmpty();
                return;
            }
            JsonNode security =
                    operation.path("security").isMissingNode() ? api.path("security") : operation.path("security");
            assertThat(security).as(way).hasSize(1);
            String scheme = security.get(0).fieldNames().next();
            assertThat(schemes).as(way).contains(scheme);
            assertThat(scheme.equals("operator")).as(way).isEqualTo(way.contains(" /api/"));
            assertThat(operation.path("responses").has("401")).as(way).isTrue();
        });
    }

    @Test
    void everyPlaceholderOfAPathIsDescribed() {
        eachOperation((way, operation) -> {
            String path = way.substring(way.indexOf(' ') + 1);
            List<String> declared = new ArrayList<>();
            for (JsonNode parameter : parameters(path, operation)) {
                if (parameter.path("in").asText().equals("path")) {
                    assertThat(parameter.path("required").asBoolean()).as(way).isTrue();
                    declared.add(parameter.path("name").asText());
                }
            }
            Matcher named = Pattern.compile("\\{(\\w+)}").matcher(path);
            assertThat(declared)
                    .as(way)
                    .containsExactlyElementsOf(
                            named.results().map(found -> found.group(1)).toList());
        });
    }

    @Test
    void everySchemaIsValidAndUsesNoKeywordThatValidatorsPassOver() {
        api.at("/components/schemas").properties().forEach(schema -> {
            assertThat(Contracts.problemsOfSchema(schema.getValue()))
                    .as(schema.getKey())
                    .isEmpty();
            assertThat(SubSchemas.unknownKeywords(schema.getValue()))
                    .as(schema.getKey())
                    .isEmpty();
        });
    }

    @Test
    void everyExampleIsWhatItsSchemaAllows() {
        int[] checked = {0};
        eachBody((at, body) -> {
            for (JsonNode example : examples(body)) {
                if (example instanceof TextNode xml) {
                    assertThat(xml.asText()).as(at).startsWith("<?xml");
                } else {
                    assertThat(Contracts.problems(FILE + "#" + at + "/schema", example))
                            .as(at)
                            .isEmpty();
                }
                checked[0]++;
            }
        });
        // nine pushes, their receipts, twenty-three commands and the operator's answers
        assertThat(checked[0]).isGreaterThan(45);
    }

    @Test
    void everyJsonBodyHasAnExample() {
        eachBody((at, body) -> {
            if (at.endsWith("application~1json")) {
                assertThat(examples(body)).as(at).isNotEmpty();
            }
        });
    }

    @Test
    void everyCommandHasAnExample() {
        JsonNode known = Contracts.document("command.schema.json").at("/properties/command/enum");
        JsonNode shown = api.at("/paths/~1api~1cases~1{caseNo}~1commands/post/requestBody/content/application~1json");
        assertThat(examples(shown).stream().map(example -> example.path("command")))
                .containsAll(known);
    }

    @ParameterizedTest
    @CsvSource({
        "12345-order.json, ch-12345-1-new-order.json",
        "12345-revisit.json, ch-12345-3-revisit-unsatisfied.json",
        "pananj-report.json, ch-pananj-1-citizen-report.json",
        "grid-event.json, ch-grid-1-self-handled.json",
        "grid-batch.json, ch-grid-2-offline-batch.json",
        "grid-verify.json, ch-grid-3-out-of-order-verify.json",
        "HB-extension.json, ad-rest-2-extension-callback.json",
        "HB-feedback.json, ad-rest-3-feedback-callback.json",
    })
    void theExamplesAreTheReferencesMessagesWithRealDigests(String example, String sample) {
        JsonNode published = Contracts.document("examples/" + example);
        String placeholdersFilled = Contracts.sample(sample).toString();
        assertThat(published.toString().replaceAll("\"(sm3|sign)\":\"[0-9a-f]{64}\"", "\"$1\":\"…\""))
                .isEqualTo(placeholdersFilled.replaceAll("\"(sm3|sign)\":\"[^\"]*\"", "\"$1\":\"…\""));
    }

    @Test
    void theTransferIsTheReferencesFileByteForByte() {
        assertThat(Contracts.folder().resolve("examples/pananj-transfer.xml"))
                .hasSameBinaryContentAs(Contracts.reference("ch-pananj-2-110-nonpolice-transfer.xml"));
    }

    /** An anonymous report full of dirt is still well formed: cleaning is the hub's work, not the contract's. */
    @Test
    void aDirtyReportIsStillAllowed() {
        assertThat(Contracts.problems(
                        FILE + "#/components/schemas/CitizenReport",
                        Contracts.sample("ch-pananj-3-duplicate-anonymous.json")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            HotlineMessage     | 12345-order.json   | /head/sign        |
            HotlineMessage     | 12345-order.json   | /head/timestamp   | "2026-07-07 22:15:33"
            HotlineMessage     | 12345-order.json   | /head/serviceCode | "ORDER"
            HotlineMessage     | 12345-order.json   | /body/orderNo     | ""
            HotlineMessage     | 12345-revisit.json | /body/revisitNo   |
            HotlineMessage     | 12345-revisit.json | /body/satisfaction | "9"
            CitizenReport      | pananj-report.json | /reportId         |
            CitizenReport      | pananj-report.json | /text             | ""
            GridEvent          | grid-event.json    | /selfResult       |
            GridEvent          | grid-event.json    | /handleMode       | "OTHER"
            GridEvent          | grid-event.json    | /deviceNo         |
            GridBatch          | grid-batch.json    | /items/1/urgency  | "1"
            GridBatch          | grid-batch.json    | /items/0/eventLocalId |
            GridBatch          | grid-batch.json    | /deviceClock      |
            GridAction         | grid-verify.json   | /result           | "还行"
            GridAction         | grid-verify.json   | /clientSeq        | "187"
            DepartmentCallback | HB-extension.json  | /reasonCode       |
            DepartmentCallback | HB-extension.json  | /requestUnit      | "天"
            DepartmentCallback | HB-feedback.json   | /opinion          |
            DepartmentCallback | HB-feedback.json   | /resolved         | "OK"
            """)
    void whatAClientGetsWrongIsRefusedAndTheFieldNamed(
            String schema, String example, String pointer, @Nullable String value) {
        JsonNode bad = new Change(pointer, value).of(Contracts.document("examples/" + example));
        assertThat(Contracts.problems(FILE + "#/components/schemas/" + schema, bad))
                .extracting(Contracts.Problem::field)
                .containsOnly(pointer);
    }

    private void eachOperation(BiConsumer<String, JsonNode> visitor) {
        api.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(entry -> METHODS.contains(entry.getKey()))
                        .forEach(entry -> visitor.accept(entry.getKey() + " " + path.getKey(), entry.getValue())));
    }

    private Iterable<JsonNode> parameters(String path, JsonNode operation) {
        List<JsonNode> all = new ArrayList<>();
        api.path("paths").path(path).path("parameters").forEach(all::add);
        operation.path("parameters").forEach(all::add);
        return all;
    }

    /** Calls back with a pointer to each body of a request or an answer. */
    private void eachBody(BiConsumer<String, JsonNode> visitor) {
        eachContent("", api, visitor);
    }

    private static void eachContent(String at, JsonNode node, BiConsumer<String, JsonNode> visitor) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String here = at + "/" + field.getKey().replace("~", "~0").replace("/", "~1");
            if (field.getKey().equals("content") && field.getValue().isObject() && !at.endsWith("/properties")) {
                field.getValue()
                        .properties()
                        .forEach(body ->
                                visitor.accept(here + "/" + body.getKey().replace("/", "~1"), body.getValue()));
            } else {
                eachContent(here, field.getValue(), visitor);
            }
        }
    }

    private static List<JsonNode> examples(JsonNode body) {
        List<JsonNode> all = new ArrayList<>();
        if (body.has("example")) {
            all.add(body.path("example"));
        }
        StreamSupport.stream(body.path("examples").spliterator(), false)
                .map(example -> example.has("value") ? example.path("value") : external(example))
                .forEach(all::add);
        return all;
    }

    private static JsonNode external(JsonNode example) {
        String file = example.path("externalValue").asText();
        return file.endsWith(".xml")
                ? TextNode.valueOf(Contracts.text(Contracts.folder().resolve(file)))
                : Contracts.document(file);
    }
}

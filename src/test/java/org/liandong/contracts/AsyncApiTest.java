package org.liandong.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liandong.casework.Letters;

class AsyncApiTest {
    private static final String FILE = "asyncapi.yaml";
    private final JsonNode api = Contracts.document(FILE);

    @Test
    void everyQueueIsDescribedAndTheInnerOnesAreCalledInner() {
        assertThat(api.path("channels").findValuesAsText("address"))
                .containsExactlyInAnyOrder(
                        Letters.department("XF").replace("XF", "{code}"),
                        "channel.{connector}",
                        Letters.EVALUATION,
                        "exchange.XF.out",
                        "exchange.XF.in");
        api.path("channels")
                .forEach(channel -> assertThat(channel.path("title").asText().contains("内部"))
                        .as(channel.path("address").asText())
                        .isEqualTo(!channel.path("address").asText().startsWith("exchange.")));
    }

    @Test
    void everyQueueIsFilledOrEmptiedByTheHub() {
        api.path("channels")
                .fieldNames()
                .forEachRemaining(channel -> assertThat(api.path("operations").findValuesAsText("$ref"))
                        .contains("#/channels/" + channel));
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
        api.at("/components/messages").properties().forEach(message -> {
            String schema = FILE + "#/components/messages/" + message.getKey() + "/payload/schema";
            assertThat(message.getValue().path("examples"))
                    .isNotEmpty()
                    .allSatisfy(example -> assertThat(Contracts.problems(schema, example.path("payload")))
                            .as(message.getKey())
                            .isEmpty());
        });
    }

    @ParameterizedTest
    @CsvSource({
        "AssignmentEvent, ad-mq-1-assignment-dispatched.json",
        "FeedbackEvent, ad-mq-2-assignment-feedback.json",
    })
    void theExamplesAreTheReferencesMessages(String message, String sample) {
        JsonNode published = api.at("/components/messages/" + message + "/examples/0/payload");
        assertThat(published.toString().replaceAll("\"sm3\":\"[0-9a-f]{64}\"", "\"sm3\":\"<64 hex>\""))
                .isEqualTo(Contracts.sample(sample).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            AssignmentEvent | /specversion       | "0.3"
            AssignmentEvent | /id                |
            AssignmentEvent | /subject           | "JN20260709020007772"
            AssignmentEvent | /type              | "cn.jiangning.hub.assignment.v1"
            AssignmentEvent | /jnseq             | 0
            AssignmentEvent | /data/clock/disposeDue |
            AssignmentEvent | /data/urgency      | "紧急"
            AssignmentEvent | /data/location/lng | 31.93914
            FeedbackEvent   | /data/actionTime   | "2026-07-10 11:05:00"
            FeedbackEvent   | /data/action       |
            FeedbackEvent   | /data/opinion      |
            FeedbackEvent   | /data/resolved     | true
            FeedbackEvent   | /source            | ""
            OutboxReference | /                  |
            """)
    void whatADepartmentGetsWrongIsRefusedAndTheFieldNamed(String message, String pointer, @Nullable String value) {
        String schema = FILE + "#/components/messages/" + message + "/payload/schema";
        JsonNode good = api.at("/components/messages/" + message + "/examples/0/payload");
        JsonNode bad =
                pointer.equals("/") ? Contracts.parse("value", "\"a letter\"") : new Change(pointer, value).of(good);
        assertThat(Contracts.problems(schema, bad))
                .extracting(Contracts.Problem::field)
                .containsOnly(pointer.equals("/") ? "" : pointer);
    }
}

package org.liandong.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.Charset;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class TrafficTest {
    private static final long SEED = 20260707L;
    private static final LocalDateTime MORNING = LocalDateTime.of(2026, 7, 7, 9, 0);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @BeforeEach
    void tellSeed() {
        System.out.println("seed " + SEED);
    }

    @Test
    void theSameSeedGivesTheSameMessages() {
        assertThat(some(Mix.weekday(), 500)).isEqualTo(some(Mix.weekday(), 500));
    }

    @Test
    void anotherSeedOrAnotherMorningGivesOtherNumbers() {
        Set<String> mine = numbers(some(Mix.weekday(), 300));
        Set<String> otherSeed = numbers(new Traffic(SEED + 1, Mix.weekday(), () -> MORNING)
                .stream().limit(300).toList());
        Set<String> otherDay = numbers(new Traffic(SEED, Mix.weekday(), () -> MORNING.plusDays(1))
                .stream().limit(300).toList());

        assertThat(mine).doesNotContainAnyElementsOf(otherSeed).doesNotContainAnyElementsOf(otherDay);
    }

    @Test
    void everyWayAndEveryKindOccursOnAWeekday() {
        List<Push> pushes = some(Mix.weekday(), 1_000);

        assertThat(pushes.stream().map(Push::way).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        Push.Way.HOTLINE_JSON,
                        Push.Way.HOTLINE_SOAP,
                        Push.Way.PANANJ_REPORT,
                        Push.Way.PANANJ_TRANSFER,
                        Push.Way.GRID_EVENT,
                        Push.Way.GRID_BATCH,
                        Push.Way.GRID_PHOTO);
        assertThat(pushes.stream().map(Push::kind).collect(Collectors.toSet()))
                .contains(Push.Kind.NEW, Push.Kind.REPEAT, Push.Kind.CHANGED);
    }

    @Test
    void aNewMessageHasANumberOfItsOwn() {
        List<String> ids = some(Mix.weekday(), 3_000).stream()
                .filter(push -> push.kind() != Push.Kind.REPEAT)
                .map(Push::id)
                .toList();

        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
    }

    @Test
    void aRepeatIsTheMessageOfBeforeAndAChangeKeepsItsNumber() {
        List<Push> pushes = some(Mix.stormDay(), 1_000);
        for (int i = 0; i < pushes.size(); i++) {
            Push push = pushes.get(i);
            if (push.kind() == Push.Kind.REPEAT) {
                assertThat(pushes.subList(0, i)).anySatisfy(before -> {
                    assertThat(before.id()).isEqualTo(push.id());
                    assertThat(before.content()).isEqualTo(push.content());
                });
            } else if (push.kind() == Push.Kind.CHANGED) {
                assertThat(pushes.subList(0, i)).anySatisfy(before -> {
                    assertThat(before.externalNos()).isEqualTo(push.externalNos());
                    assertThat(before.content()).isNotEqualTo(push.content());
                });
            }
        }
        assertThat(pushes.stream()
                        .filter(push -> push.kind() == Push.Kind.REPEAT)
                        .count())
                .isBetween(200L, 350L);
    }

    @Test
    void ordersReportsAndEventsHaveTheFieldsOfTheSamples() throws Exception {
        List<Push> pushes = some(Mix.weekday(), 500);

        JsonNode order = first(pushes, Push.Way.HOTLINE_JSON, "orderNo");
        assertThat(Samples.fields(order))
                .isEqualTo(
                        Samples.fields(Samples.json("ch-12345-1-new-order.json").path("body")));
        JsonNode report = first(pushes, Push.Way.PANANJ_REPORT, "reportId");
        assertThat(Samples.fields(report)).isEqualTo(Samples.fields(Samples.json("ch-pananj-1-citizen-report.json")));
        JsonNode self = first(pushes, Push.Way.GRID_EVENT, "selfResult");
        assertThat(Samples.fields(self)).isEqualTo(Samples.fields(Samples.json("ch-grid-1-self-handled.json")));
        JsonNode batch = first(pushes, Push.Way.GRID_BATCH, "batchId");
        JsonNode sample = Samples.json("ch-grid-2-offline-batch.json");
        assertThat(Samples.fields(batch)).isEqualTo(Samples.fields(sample));
        assertThat(Samples.fields(batch.path("items").path(0)))
                .isEqualTo(Samples.fields(sample.path("items").path(0)));
        assertThat(Samples.fields(batch.path("photos").path(0)))
                .isEqualTo(Samples.fields(sample.path("photos").path(0)));
    }

    @Test
    void olderOrdersFitIntoGbkAndHaveTheFieldsAndTheDirtOfTheSample() throws Exception {
        var gbk = Charset.forName("GBK");
        List<Push> orders = some(Mix.weekday(), 1_000).stream()
                .filter(push -> push.way() == Push.Way.HOTLINE_SOAP)
                .toList();
        Element sample = order(new String(Samples.bytes("ch-12345-2-soap-gbk-dirty.xml"), gbk));

        assertThat(orders).hasSizeGreaterThan(40).allSatisfy(push -> {
            assertThat(gbk.newEncoder().canEncode(push.content())).isTrue();
            assertThat(names(order(push.content()))).isEqualTo(names(sample));
        });
        assertThat(orders).anyMatch(push -> push.content().contains("NJ２６"));
        assertThat(orders).anyMatch(push -> push.content().contains("24:00:00"));
        assertThat(orders).anyMatch(push -> push.content().contains("&lt;p&gt;"));
        assertThat(orders).anyMatch(push -> push.content().contains("（要求保密）"));
    }

    @Test
    void transfersHaveTheFieldsOfTheSample() throws Exception {
        Push transfer = some(Mix.weekday(), 1_000).stream()
                .filter(push -> push.way() == Push.Way.PANANJ_TRANSFER)
                .findFirst()
                .orElseThrow();

        assertThat(names(Soap.readInner(transfer.content())))
                .isEqualTo(names(Soap.readInner(Samples.text("ch-pananj-2-110-nonpolice-transfer.xml"))));
        assertThat(transfer.name()).matches("FJQ_320115_\\d{8}_\\d{6}_\\d+\\.xml");
    }

    @Test
    void photosOfABatchComeBeforeItInTheSameLaneWithTheirDigest() {
        List<Push> pushes = some(Mix.reconnect(), 200);
        Set<String> uploaded = new HashSet<>();
        for (Push push : pushes) {
            if (push.way() == Push.Way.GRID_PHOTO) {
                assertThat(push.name()).isEqualTo(Proof.sm3(Pictures.jpeg(push.content())));
                uploaded.add(push.lane() + "/" + push.name());
            } else {
                json(push)
                        .path("photos")
                        .forEach(photo -> assertThat(uploaded)
                                .contains(push.lane() + "/" + photo.path("sm3").asText()));
                assertThat(json(push).path("items")).hasSameSizeAs(push.externalNos());
            }
        }
        assertThat(pushes.stream().map(Push::externalNos))
                .anyMatch(numbers -> numbers.size() > new HashSet<>(numbers).size());
    }

    @Test
    void caseLoadGoesToAllThreeDepartmentsAndManyStreets() {
        List<JsonNode> events = some(Mix.weekday(), 2_000).stream()
                .filter(push -> push.way() == Push.Way.GRID_EVENT)
                .map(TrafficTest::json)
                .toList();

        assertThat(events.stream().map(event -> event.path("itemCode").asText()))
                .contains("070201", "050201", "060103", "050401", "050101", "060101");
        assertThat(events.stream()
                        .map(event -> event.path("gridCode").asText().substring(0, 9))
                        .distinct()
                        .count())
                .isGreaterThanOrEqualTo(8);
    }

    private static List<Push> some(Mix mix, int count) {
        return new Traffic(SEED, mix, () -> MORNING).stream().limit(count).toList();
    }

    private static Set<String> numbers(List<Push> pushes) {
        return pushes.stream().flatMap(push -> push.externalNos().stream()).collect(Collectors.toSet());
    }

    private static JsonNode first(List<Push> pushes, Push.Way way, String field) {
        return pushes.stream()
                .filter(push -> push.way() == way)
                .map(TrafficTest::json)
                .filter(body -> body.has(field))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode json(Push push) {
        try {
            return JSON.readTree(push.content());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static Element order(String envelope) throws java.io.IOException {
        return Soap.readInner(Soap.text(Soap.readInner(envelope), "REQXML"));
    }

    private static List<String> names(Element element) {
        var children = element.getChildNodes();
        return java.util.stream.IntStream.range(0, children.getLength())
                .mapToObj(i -> children.item(i).getNodeName())
                .filter(name -> !name.startsWith("#"))
                .toList();
    }
}

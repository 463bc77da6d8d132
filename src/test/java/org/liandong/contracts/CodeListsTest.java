package org.liandong.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.liandong.cases.Assignment;
import org.liandong.cases.AssignmentState;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.CaseState;
import org.liandong.cases.CaseType;
import org.liandong.cases.Channel;
import org.liandong.cases.Flag;
import org.liandong.cases.Level;
import org.liandong.cases.Location;
import org.liandong.cases.Resolution;
import org.liandong.cases.Role;
import org.liandong.cases.SourceRef;
import org.liandong.cases.Urgency;

/** A code that the hub can write stands in the contract, and none besides. */
class CodeListsTest {

    private static Stream<Arguments> lists() {
        String assignment = "case.schema.json#/$defs/assignment/properties/";
        String terms = "terms.schema.json#/$defs/";
        return Stream.of(
                list(terms + "channel", Channel.values(), Channel::published),
                list(terms + "caseType", CaseType.values(), CaseType::chinese),
                list(terms + "state", CaseState.values(), CaseState::published),
                list(terms + "innerState", CaseState.values(), Enum::name),
                list(terms + "urgency", Urgency.values(), Enum::name),
                list(terms + "level", Level.values(), Enum::name),
                list(terms + "role", Role.values(), Enum::name),
                list(terms + "requestKind", Assignment.RequestKind.values(), Enum::name),
                list(terms + "resolved", Resolution.values(), Enum::name),
                list(terms + "positionQuality", Location.Quality.values(), Enum::name),
                list(assignment + "state", AssignmentState.values(), AssignmentState::code),
                list(assignment + "stateName", AssignmentState.values(), AssignmentState::chinese),
                list(
                        assignment + "pendingRequest/properties/kindName",
                        Assignment.RequestKind.values(),
                        Assignment.RequestKind::chinese),
                list("case.schema.json#/properties/flags/items", Flag.values(), Enum::name),
                list(
                        "case.schema.json#/properties/sourceRefs/items/properties/role",
                        SourceRef.SourceRole.values(),
                        Enum::name),
                list("status.schema.json#/properties/stateName", CaseState.values(), CodeListsTest::toldToChannels));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void theContractHoldsExactlyTheCodesOfTheHub(String place, List<String> codes) {
        assertThat(enumAt(place)).containsExactlyInAnyOrderElementsOf(codes);
    }

    @Test
    void everyResultThatTheHubCanCloseWithIsPublished() {
        assertThat(enumAt("case.schema.json#/properties/result"))
                .containsAll(Arrays.stream(Resolution.values())
                        .map(Resolution::chinese)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("channels")
    void everyNumberThatTheHubGivesFitsThePattern(Channel channel) {
        CaseNumber number = CaseNumber.of(java.time.LocalDate.of(2026, 12, 31), channel, 999_999);
        assertThat(Contracts.problems("terms.schema.json#/$defs/caseNo", text(number.value())))
                .isEmpty();
        assertThat(Contracts.problems(
                        "terms.schema.json#/$defs/taskNo", text(number.task(1).value())))
                .isEmpty();
    }

    private static Channel[] channels() {
        return Channel.values();
    }

    private static JsonNode text(String value) {
        return com.fasterxml.jackson.databind.node.TextNode.valueOf(value);
    }

    private static String toldToChannels(CaseState state) {
        return state.published().equals("PENDING_ACCEPT") ? "待受理" : state.chinese();
    }

    private static List<String> enumAt(String place) {
        JsonNode codes = Contracts.resolve("", place).path("enum");
        assertThat(codes.isArray()).as(place).isTrue();
        return StreamSupport.stream(codes.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static <E extends Enum<E>> Arguments list(
            String place, E[] values, java.util.function.Function<E, String> written) {
        return Arguments.of(place, Arrays.stream(values).map(written).distinct().toList());
    }
}

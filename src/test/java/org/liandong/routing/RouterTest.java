package org.liandong.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liandong.cases.Channel;
import org.liandong.cases.Level;
import org.liandong.cases.Urgency;
import org.liandong.district.Jiangning;
import org.liandong.district.Unit;
import org.liandong.routing.RoutingDecision.Delivery.Mode;
import org.liandong.routing.RoutingDecision.Way;

class RouterTest {
    private static final String MOLING = "320115002";
    private static final String TANGSHAN = "320115003";
    private static final String PARK = "320115402";
    private final Router router = new Router(Jiangning.DISTRICT);

    @Test
    void nightNoiseThatIsNotQuiteSureIsAcceptedByTheParkWithASuggestion() {
        RoutingDecision decision =
                route(Inputs.of("060103", 0.86, PARK).placed(0.8).at("2026-07-08T01:20"));

        assertThat(decision.rule().id()).isEqualTo("R-060103-YJ");
        assertThat(decision.way()).isEqualTo(Way.STREET);
        assertThat(decision.acceptingUnit().code()).isEqualTo(PARK);
        assertThat(decision.lead().code()).isEqualTo("HB");
        assertThat(decision.cos()).extracting(Unit::code).containsExactly("CG", "GA");
        assertThat(decision.delivery().mode()).isEqualTo(Mode.DUTY_ROSTER);
        assertThat(decision.reasons()).anyMatch(reason -> reason.contains("0.86低于0.9"));
    }

    @Test
    void aBlockedFireLaneGoesToTheFireBrigadeAtOnce() {
        RoutingDecision decision = route(Inputs.of("070201", 0.92, MOLING));

        assertThat(decision.way()).isEqualTo(Way.DIRECT);
        assertThat(decision.lead().code()).isEqualTo("XF");
        assertThat(decision.cos()).extracting(Unit::code).containsExactly("GA", "CG");
        assertThat(decision.copies()).extracting(Unit::code).containsExactly(MOLING);
        assertThat(decision.autoAccept()).isFalse();
    }

    @Test
    void aLandslideReportedFromTheGridIsAcceptedByItselfAndWaitsForDispatch() {
        RoutingDecision decision = route(Inputs.of("060202", 1, TANGSHAN)
                .from(Channel.GRID, "320115003011002")
                .placed(1));

        assertThat(decision.autoAccept()).isTrue();
        assertThat(decision.way()).isEqualTo(Way.DISTRICT);
        assertThat(decision.lead().code()).isEqualTo("GT");
        assertThat(decision.cos()).extracting(Unit::code).containsExactly("AJ", "SL");
        assertThat(decision.copies()).extracting(Unit::code).containsExactly(TANGSHAN);
        assertThat(decision.urgency()).isEqualTo(Urgency.E);
    }

    @Test
    void aMissingManholeCoverGoesDirectlyAndStreetAndDistrictHearOfIt() {
        RoutingDecision decision = route(Inputs.of("050201", 0.95, "320115001"));

        assertThat(decision.way()).isEqualTo(Way.DIRECT);
        assertThat(decision.lead().code()).isEqualTo("CG");
        assertThat(decision.copies())
                .extracting(Unit::kind)
                .containsExactly(Unit.Kind.STREET, Unit.Kind.DISTRICT_CENTRE);
    }

    @ParameterizedTest(name = "confidence {0}, place {1} -> {2}")
    @CsvSource({
        "0.9, 0.7, DIRECT",
        "0.89, 0.9, STREET",
        "0.6, 0.9, STREET",
        "0.59, 0.9, DISTRICT",
        "0.95, 0.69, DISTRICT"
    })
    void theThresholdsDecideHowFarTheHubGoesByItself(double item, double place, Way way) {
        assertThat(route(Inputs.of("070201", item, MOLING).placed(place)).way()).isEqualTo(way);
    }

    @Test
    void anItemOfTheDistrictIsAcceptedThere() {
        RoutingDecision decision = route(Inputs.of("050302", 0.95, MOLING));

        assertThat(decision.way()).isEqualTo(Way.DISTRICT);
        assertThat(decision.acceptingUnit()).isEqualTo(Jiangning.DISTRICT.centre());
    }

    @Test
    void whatNoRuleKnowsGoesToTheCentreByHand() {
        RoutingDecision decision = route(Inputs.of(null, 0, MOLING));

        assertThat(decision.rule().id()).isEqualTo("R-DD");
        assertThat(decision.lead()).isEqualTo(Jiangning.DISTRICT.centre());
        assertThat(decision.way()).isEqualTo(Way.DISTRICT);
    }

    @Test
    void inTheParkFloodsAreTheParksBusiness() {
        assertThat(route(Inputs.of("060301", 0.95, PARK).level(Level.S).at("2026-07-08T10:00"))
                        .lead()
                        .code())
                .isEqualTo(PARK);
        assertThat(route(Inputs.of("060301", 0.95, PARK).at("2026-07-08T10:00"))
                        .lead()
                        .code())
                .isEqualTo("SL");
    }

    @Test
    void anOwnGridBringsItsContactAndASpecialGridItsDepartment() {
        RoutingDecision own = route(Inputs.of("070201", 0.95, MOLING).from(Channel.GRID, "320115002007501"));
        assertThat(own.rule().id()).isEqualTo("R-070201-ZS");
        assertThat(own.partners()).containsExactly("托乐嘉商业街物业服务中心");

        RoutingDecision special = route(Inputs.of("050101", 0.95, "320115001").from(Channel.GRID, "320115001007803"));
        assertThat(special.cos()).extracting(Unit::code).containsExactly("SL");
    }

    @Test
    void whoIsComplainedAboutNeverGetsTheCase() {
        RoutingDecision street = route(Inputs.of("070201", 0.95, MOLING).about("秣陵街道"));
        assertThat(street.way()).isEqualTo(Way.DISTRICT);
        assertThat(street.acceptingUnit()).isEqualTo(Jiangning.DISTRICT.centre());
        assertThat(street.copies()).isEmpty();

        RoutingDecision lead = route(Inputs.of("070201", 0.95, MOLING).about("区消防大队"));
        assertThat(lead.lead()).isEqualTo(Jiangning.DISTRICT.supervision());
        assertThat(lead.way()).isEqualTo(Way.DISTRICT);

        RoutingDecision co = route(Inputs.of("070201", 0.95, MOLING).about("城管局"));
        assertThat(co.cos()).extracting(Unit::code).containsExactly("GA");

        RoutingDecision stranger = route(Inputs.of("070201", 0.95, MOLING).about("某物业公司"));
        assertThat(stranger.way()).isEqualTo(Way.DIRECT);
        assertThat(stranger.reasons()).anyMatch(reason -> reason.contains("某物业公司"));

        RoutingDecision centre = route(Inputs.of("050302", 0.95, MOLING).about("区受理中心"));
        assertThat(centre.acceptingUnit()).isEqualTo(Jiangning.DISTRICT.supervision());
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            nullValues = "-",
            value = {
                "小区三号楼着火了快来人, 119",
                "有人溺水, 119/120",
                "楼上有人要跳楼, 110/120",
                "闻到燃气味道很重 燃气泄漏, 119",
                "门口正在打架, 110",
                "楼道堆物容易着火, -",
                "餐饮店油烟冒烟严重, -",
                "落水管坏了, -",
            })
    void wordsOfDangerCallTheEmergencyServices(String text, String call) {
        RoutingDecision decision = route(Inputs.of("070204", 0.7, MOLING).said("", text));

        assertThat(decision.emergency() == null ? null : decision.emergency().call())
                .isEqualTo(call);
        if (call != null) {
            assertThat(decision.urgency()).isEqualTo(Urgency.E);
            assertThat(decision.refusals())
                    .extracting(RoutingDecision.Refusal::code)
                    .contains("N06");
        }
    }

    @Test
    void anEmergencyWithASureDirectRuleIsDispatchedAtOnceAndCopiedToStreetAndDistrict() {
        RoutingDecision decision = route(Inputs.of("070204", 0.95, MOLING).said("", "三号楼楼道着火了"));

        assertThat(decision.way()).isEqualTo(Way.DIRECT);
        assertThat(decision.copies()).hasSize(2);
    }

    @ParameterizedTest(name = "{1} -> {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "'', 这个合同纠纷法院已经判决不服, N01",
                "'', 我要举报村书记受贿, N02",
                "'', 我申请信息公开一直没有答复, N03",
                "'', 信访已受理还是没人理, N04",
                "鼓楼区中山路, 路灯坏了一直没人修, N07",
                "'', 无, N08",
            })
    void reasonsToRefuseAreSuggestedAndStopDirectDispatch(String address, String text, String code) {
        RoutingDecision decision = route(Inputs.of("070201", 0.95, MOLING).said(address, text));

        assertThat(decision.refusals())
                .extracting(RoutingDecision.Refusal::code)
                .containsExactly(code);
        assertThat(decision.refusals().get(0).name()).isNotBlank();
        assertThat(decision.way()).isEqualTo(Way.STREET);
        assertThat(decision.autoAccept()).isFalse();
    }

    @Test
    void manyCallsAboutTheSameSuggestN09() {
        assertThat(route(Inputs.of("070201", 0.95, MOLING).repeated(5)).refusals())
                .extracting(RoutingDecision.Refusal::code)
                .containsExactly("N09");
    }

    @Test
    void atNightOnlyWhatKnowsNoNightIsDeliveredAndTheRestWaitsForTheOffice() {
        RoutingDecision waiting = route(Inputs.of("070201", 0.95, MOLING).at("2026-02-16T20:00"));
        assertThat(waiting.delivery())
                .isEqualTo(new RoutingDecision.Delivery(Mode.OFFICE_HOURS, Inputs.time("2026-02-24T09:00")));

        assertThat(route(Inputs.of("050201", 0.95, MOLING).at("2026-02-16T20:00"))
                        .delivery()
                        .mode())
                .isEqualTo(Mode.DUTY_ROSTER);
        assertThat(route(Inputs.of("070201", 0.95, MOLING)).delivery().mode()).isEqualTo(Mode.AT_ONCE);
    }

    @Test
    void rulesAreEffectiveDatedAndTheNewestVersionWins() {
        RoutingDecision before = route(Inputs.of("050204", 0.95, MOLING).at("2025-07-08T10:00"));
        RoutingDecision after = route(Inputs.of("050204", 0.95, MOLING).at("2026-07-08T10:00"));

        assertThat(before.lead().code()).isEqualTo("SL");
        assertThat(before.rule().version()).isEqualTo(1);
        assertThat(after.lead().code()).isEqualTo("CG");
        assertThat(after.losers()).contains(new RoutingDecision.Loser("R-050204-XQ", 1, "不在有效期内"));
    }

    @Test
    void theDecisionIsStoredAsItIsWithoutTheCasesText() throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        RoutingDecision decision = route(
                Inputs.of("060103", 0.86, PARK).said("翠屏国际城", "电话19900000002").at("2026-07-08T01:20"));

        JsonNode stored = mapper.readTree(mapper.writeValueAsString(decision));

        assertThat(stored.at("/rule/id").asText()).isEqualTo("R-060103-YJ");
        assertThat(stored.at("/rule/item").asText()).isEqualTo("060103");
        assertThat(stored.at("/rule/when").asText()).isEqualTo("22:00-06:00");
        assertThat(stored.at("/rule/lead").asText()).isEqualTo("HB");
        assertThat(stored.at("/inputs/itemConfidence").asDouble()).isEqualTo(0.86);
        assertThat(stored.at("/way").asText()).isEqualTo("STREET");
        assertThat(stored.at("/losers")).isNotEmpty();
        assertThat(stored.toString()).doesNotContain("19900000002").doesNotContain("翠屏");
    }

    private RoutingDecision route(Inputs inputs) {
        return router.route(inputs.build());
    }
}

package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.Channel;

/** The messages of reference §3.4 go in as they are, and come out as the cases of §3.7, field by field. */
class GoldenCasesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone();

    @Test
    void theDirtyOrderOfTheOldHotline() {
        HUB.clock().standAt("2026-07-08T01:20:04+08:00");
        HUB.casesOfTheDay(LocalDate.parse("2026-07-08"), Channel.HOTLINE, 19_310);

        Answer answer = HUB.wire()
                .post("NJ12345", "/services/12345", Wire.SOAP_GBK, Examples.bytes("ch-12345-2-soap-gbk-dirty.xml"));

        assertThat(answer.body()).contains("JN20260708010193115");
        assertThat(Golden.differences(Examples.json("canonical-12345-2.json"), HUB.canonical("JN20260708010193115")))
                .isEmpty();
    }

    @Test
    void theSecondRecordOfTheOfflineBatch() {
        HUB.clock().standAt("2026-07-10T08:01:55+08:00");
        HUB.casesOfTheDay(LocalDate.parse("2026-07-10"), Channel.GRID, 41_375);

        Answer answer = HUB.wire()
                .post("WGT", "/channels/grid/batches", Wire.JSON, Examples.bytes("ch-grid-2-offline-batch.json"));

        assertThat(answer.json().findValuesAsText("outcome")).containsExactly("BATCH", "CASE", "CASE", "DUPLICATE");
        assertThat(answer.json().at("/items/1/caseNo").asText()).isEqualTo("JN20260710030413776");
        assertThat(Golden.differences(
                        Examples.json("canonical-grid-offline-2.json"), HUB.canonical("JN20260710030413776")))
                .isEmpty();
    }

    @Test
    void theAnonymousReportMergedIntoTheCitizens() {
        HUB.clock().standAt("2026-07-09T18:44:57+08:00");
        HUB.casesOfTheDay(LocalDate.parse("2026-07-09"), Channel.PANANJ, 776);
        assertThat(reported("ch-pananj-1-citizen-report.json")).isEqualTo("JN20260709020007772");
        HUB.clock().standAt("2026-07-09T19:01:05+08:00");
        String child = reported("ch-pananj-3-duplicate-anonymous.json");
        assertThat(HUB.canonical(child).path("state").asText()).isEqualTo("PENDING_ACCEPT");
        assertThat(HUB.file(child).routing().explanation()).contains("JN20260709020007772");

        Answer merged = HUB.wire()
                .operator(
                        "POST",
                        "/api/cases/" + child + "/commands",
                        "{\"command\":\"MERGE\",\"into\":\"JN20260709020007772\"}");

        assertThat(merged.status()).as(merged.body()).isEqualTo(200);
        assertThat(HUB.state(child)).isEqualTo("MERGED");
        assertThat(Golden.differences(
                        Examples.json("canonical-pananj-merge.json"), HUB.canonical("JN20260709020007772")))
                .isEmpty();
    }

    @Test
    void theSameMatterIsFoundThoughManyOthersOfItsKindCameFromTheStreetSince() throws JsonProcessingException {
        HUB.clock().standAt("2026-07-10T09:00:00+08:00");
        Hotline hotline = new Hotline(HUB);
        String first = hotline.takes(noise("NJ-STORM-0", 0));
        for (int i = 1; i <= 25; i++) {
            hotline.takes(noise("NJ-STORM-" + i, i));
        }

        String again = hotline.takes(noise("NJ-STORM-AGAIN", 0));

        assertThat(HUB.file(again).routing().explanation())
                .contains("\"duplicateOf\":[{\"into\":\"" + first)
                .containsOnlyOnce("\"into\"");
    }

    /** From a caller of its own, so many hundred metres further north. */
    private static String noise(String orderNo, int hundredMetres) throws JsonProcessingException {
        ObjectNode order = (ObjectNode) JSON.readTree(Hotline.noiseOrder(orderNo));
        ((ObjectNode) order.path("body"))
                .put("address", "宏运大道%d号".formatted(100 + hundredMetres))
                .put("callerPhone", "1391234%04d".formatted(orderNo.hashCode() & 0xFFF))
                .put("lat", "%.6f".formatted(31.94 + hundredMetres * 0.0009));
        return order.toString();
    }

    @Test
    void aFieldThatDiffersIsFound() {
        ObjectNode expected = (ObjectNode) Examples.json("canonical-12345-2.json");
        expected.withObject("/petitioner").put("piiRef", "pii/8f2a0c11");
        for (String pointer : List.of("/caseNo", "/petitioner/secret", "/sourceRefs/0/charset", "/itemConfidence")) {
            ObjectNode other = expected.deepCopy();
            int last = pointer.lastIndexOf('/');
            ((ObjectNode) (last == 0 ? other : other.at(pointer.substring(0, last))))
                    .put(pointer.substring(last + 1), "?");
            assertThat(Golden.differences(expected, other)).as(pointer).hasSize(1);
        }
        ObjectNode noteless = expected.deepCopy();
        noteless.withArray("quality").remove(0);
        assertThat(Golden.differences(expected, noteless)).hasSize(1);
        assertThat(Golden.differences(noteless, expected)).hasSize(1);
    }

    private static String reported(String example) {
        return HUB.wire()
                .post("PANANJ", "/channels/pananj/reports", Wire.JSON, Examples.bytes(example))
                .said("caseNo");
    }
}

package org.liandong.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liandong.cases.CaseFile;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.CaseState;
import org.liandong.cases.CaseType;
import org.liandong.cases.Flag;
import org.liandong.cases.QualityNote;
import org.liandong.cases.SourceRef;
import org.liandong.ledger.OutboxMessage;
import org.liandong.ledger.StageRecord;
import org.liandong.ledger.TraceEntry;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@OverHttp
class MergingApiTest {
    @Autowired
    private TestHub hub;

    @LocalServerPort
    private int port;

    private Browser browser;

    @BeforeEach
    void open() {
        browser = new Browser(port);
    }

    @Test
    void aMergeClosesTheChildAndGivesItsAskersToTheParentInOneWrite() {
        CaseNumber parent = hub.take(
                Reported.byPananj("PAN-300777", "消防通道天天被车堵死").withNotes(new QualityNote("Q-EMOJI", "text", "正文保留")));
        CaseNumber child = hub.take(Reported.byPananj("PAN-300791", "消防通道又堵了")
                .anonymous()
                .withNotes(
                        new QualityNote("Q-LATLNG-SWAPPED", "location", "纬经度互换并BD09->CGCS2000"),
                        new QualityNote("Q-URL-IN-TEXT", "text", "去链接化")));

        JsonNode answer = does(child, "{\"command\":\"MERGE\",\"into\":\"%s\"}".formatted(parent));

        assertThat(answer.path("stateName").asText()).isEqualTo("已并案");
        assertThat(hub.file(child).progress().mergedInto()).isEqualTo(parent);
        JsonNode canonical = browser.get("/api/cases/" + parent).json();
        JsonNode merged = canonical.path("sourceRefs").path(1);
        assertThat(merged.path("externalNo").asText()).isEqualTo("PAN-300791");
        assertThat(merged.path("role").asText()).isEqualTo("MERGED");
        assertThat(merged.path("mergeScore").asDouble()).isEqualTo(0.91);
        assertThat(merged.path("mergeRule").asText()).isEqualTo("同小区+同事项+30分钟内");
        assertThat(merged.path("mergedBy").asText()).isEqualTo("系统建议/坐席确认");
        assertThat(canonical.path("quality").findValuesAsText("field"))
                .containsExactly("text", "location(第2条)", "text(第2条)");
        assertThat(canonical.path("requesterCount").asInt()).isEqualTo(2);
        assertThat(lastStep(child).sourceMessage()).isEqualTo(lastStep(parent).sourceMessage());
    }

    @Test
    void whoWasMergedBeforeComesAlongAndKeepsThePlaceInTheQueue() {
        CaseNumber first = hub.take(Reported.byPananj("PAN-A", "堵").withNotes(new QualityNote("Q-1", "a", "甲")));
        CaseNumber second = hub.take(Reported.byPananj("PAN-B", "堵").withNotes(new QualityNote("Q-2", "b", "乙")));
        CaseNumber third = hub.take(Reported.byHotline("消防车进不来").withNotes(new QualityNote("Q-3", "c,d", "丙")));
        does(third, "{\"command\":\"MERGE\",\"into\":\"%s\"}".formatted(second));
        does(second, "{\"command\":\"MERGE\",\"into\":\"%s\"}".formatted(first));

        CaseFile all = hub.file(first);
        assertThat(all.matter().quality()).extracting(QualityNote::field).containsExactly("a", "b(第2条)", "c,d(第3条)");
        assertThat(all.progress().flags()).contains(Flag.MASS);
        assertThat(all.sources().get(2).merge()).isEqualTo(new SourceRef.Merge(1, "人工认定", "坐席确认"));
        assertThat(all.sources().get(1).merge()).isEqualTo(new SourceRef.Merge(0.91, "同小区+同事项+30分钟内", "系统建议/坐席确认"));

        Browser.Page late = browser.command(
                hub.take(Reported.byPananj("PAN-D", "堵")).value(),
                "{\"command\":\"MERGE\",\"into\":\"%s\"}".formatted(second));
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.json().path("message").asText()).contains("已并入" + first);
    }

    /** By number and place a channel knows what it was told before (docs/contracts): no place may come twice. */
    @Test
    void whoWasMergedIsToldWhatFollowsInPlacesBehindWhatHeWasTold() {
        CaseNumber child = hub.take(Reported.byPananj("PAN-OLD", "消防通道又堵了"));
        does(child, "{\"command\":\"ACCEPT\"}");
        CaseNumber parent = hub.take(Reported.byHotline("消防通道天天被车堵死"));

        does(child, "{\"command\":\"MERGE\",\"into\":\"%s\"}".formatted(parent));
        does(parent, "{\"command\":\"ACCEPT\"}");

        List<OutboxMessage> told = hub.ledger.read(view -> view.outbox().to("channel.pananj", 0, 1_000)).stream()
                .filter(letter ->
                        letter.caseNo().equals(child) || letter.caseNo().equals(parent))
                .toList();
        assertThat(told).extracting(OutboxMessage::caseNo).contains(child, parent);
        assertThat(told).extracting(OutboxMessage::seq).doesNotHaveDuplicates().isSorted();
        assertThat(told.stream()
                        .map(letter -> hub.ledger
                                .read(view -> view.outbox().payload(letter.id()))
                                .orElseThrow())
                        .map(letter -> letter.replaceAll(".*\"operationKey\":\"([^\"]*)\".*", "$1")))
                .doesNotHaveDuplicates();
    }

    @Test
    void aMergeThatIsRefusedChangesNeitherCase() {
        CaseNumber parent = hub.take(Reported.byHotline("井盖破损"));
        CaseNumber atWork = hub.dispatched(Reported.byHotline("井盖破损"));
        Browser.Page page =
                browser.command(atWork.value(), "{\"command\":\"MERGE\",\"into\":\"%s\"}".formatted(parent));
        assertThat(page.status()).isEqualTo(409);
        assertThat(hub.file(parent).sources()).hasSize(1);

        String self = "{\"command\":\"MERGE\",\"into\":\"%s\"}".formatted(parent);
        assertThat(browser.command(parent.value(), self).json().path("code").asText())
                .isEqualTo("MERGE_SELF");
        assertThat(browser.command(parent.value(), "{\"command\":\"MERGE\",\"into\":\"%s\"}".formatted(closed()))
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("PARENT_ENDED");
        assertThat(browser.command(parent.value(), "{\"command\":\"MERGE\",\"into\":\"JN20260707010188422\"}")
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("PARENT_UNKNOWN");
    }

    @Test
    void aPersonMayMergeATipOff() {
        CaseNumber parent = hub.take(Reported.byHotline("倾倒渣土"));
        CaseNumber tip =
                hub.take(Reported.byHotline("倾倒渣土").about(CaseType.TIP_OFF).secret());
        does(tip, "{\"command\":\"MERGE\",\"into\":\"%s\"}".formatted(parent));
        assertThat(hub.file(tip).state()).isEqualTo(CaseState.MERGED);
    }

    private CaseNumber closed() {
        CaseNumber number = hub.dispatched(Reported.byHotline("井盖破损"));
        hub.report(number, 1, "已修复");
        hub.report(number, 2, "已配合");
        hub.visit(number, true);
        assertThat(hub.file(number).state()).isEqualTo(CaseState.CLOSED);
        return number;
    }

    private JsonNode does(CaseNumber number, String command) {
        Browser.Page page = browser.command(number.value(), command);
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return page.json();
    }

    private StageRecord lastStep(CaseNumber number) {
        return hub.ledger.read(view -> {
            List<TraceEntry> steps = view.trace().of(number);
            return steps.get(steps.size() - 1).step();
        });
    }
}

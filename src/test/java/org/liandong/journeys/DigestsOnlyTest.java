package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.ledger.DeliveryState;
import org.liandong.ledger.Exchange;
import org.liandong.ledger.RawMessage;
import org.liandong.operations.AccountRole;
import org.liandong.security.crypto.Sm3;

/** Of what goes to a receiver that wants no texts kept, the hub can say what it was, and no more. */
class DigestsOnlyTest {
    @RegisterExtension
    static final HubUnderTest HUB =
            HubUnderTest.alone().reaching("liandong.retention.digests", "dept.HB,dept.RS,NJ12345");

    private static final String ANSWER = "{\"code\":\"0\",\"data\":{\"deptTaskNo\":\"T-1\"}}";
    private static @Nullable RecordingSystem bureau;

    @BeforeAll
    static void open() {
        bureau = RecordingSystem.at(HUB.ports().hb(), "application/json", ANSWER);
    }

    @AfterAll
    static void close() {
        if (bureau != null) {
            bureau.close();
        }
    }

    @Test
    void sizeAndDigestOfWhatReallyWentAreThereAndNoText() {
        String task = EnvironmentBureau.leads(HUB, new Hotline(HUB).takes(Hotline.fumesOrder("NJ-DIGESTS")));
        HubUnderTest.until("delivered", () -> HUB.dispatchOf(task).state() == DeliveryState.DONE);
        byte[] sent = java.util.Objects.requireNonNull(bureau).about(task).body();

        long letter = HUB.dispatchOf(task).id();
        List<Exchange> exchanges = HUB.ledger().read(view -> view.exchanges().of(letter));
        assertThat(exchanges).singleElement().satisfies(one -> {
            assertThat(one.sent().text()).isNull();
            assertThat(one.sent().digest()).isEqualTo(Sm3.hex(sent));
            assertThat(one.sent().size()).isEqualTo(sent.length);
            assertThat(java.util.Objects.requireNonNull(one.answer()).text()).isNull();
        });
        Map<String, String> clerk = People.signedIn(HUB, "clerk", AccountRole.CLERK);
        String page = People.get(HUB, "/cases/" + HubUnderTest.caseOf(task) + "/message?id=outbox/" + letter, clerk)
                .body();
        assertThat(page).contains(Sm3.hex(sent), "只有摘要").doesNotContain("deptTaskNo");
        Map<String, String> grid = People.signedIn(HUB, "grid", AccountRole.GRID);
        assertThat(People.get(HUB, "/storage", grid).body()).contains("只留摘要", "NJ12345、dept.HB、dept.RS");
    }

    @Test
    void whatCameIsKeptNoLongerThanUntilItIsUnderstood() {
        String order = Hotline.fumesOrder("NJ-DIGESTS-IN");
        Answer first = HUB.wire().order(order);
        RawMessage.Kept kept = HUB.ledger()
                .read(view -> view.raw().find(first.said("messageId")))
                .orElseThrow();
        assertThat(kept.erased()).isTrue();
        assertThat(kept.digest()).matches("[0-9a-f]{64}");
        assertThat(HUB.wire().order(order).body()).as("again").isEqualTo(first.body());
        Map<String, String> clerk = People.signedIn(HUB, "reader", AccountRole.CLERK);
        String page = People.get(
                        HUB, "/cases/" + first.said("caseNo") + "/message?id=" + first.said("messageId"), clerk)
                .body();
        assertThat(page).contains(kept.digest(), "没有全文").doesNotContain("来电人反映");
    }

    @Test
    void whatNobodyCanReadIsKeptWholeUntilAPersonHasMendedIt() {
        String empty =
                Hotline.fumesOrder("NJ-DIGESTS-EMPTY").replace("宏运大道饭店油烟扰民", "").replace("来电人反映:楼下饭店油烟直排,影响居民。", "");
        Answer kept = HUB.wire().order(empty);
        String id = kept.said("messageId");
        assertThat(kept.said("outcome")).as(kept.body()).isEqualTo("QUARANTINED");
        assertThat(isErased(id)).isFalse();

        String waiting = HUB.wire()
                .operator("GET", "/api/quarantine", "")
                .json()
                .at("/messages/0/id")
                .asText();
        ObjectNode message = (ObjectNode) HUB.wire()
                .operator("GET", "/api/quarantine/" + waiting, "")
                .json()
                .path("message");
        message.put("title", "饭店油烟扰民").put("content", "楼下饭店油烟直排。");
        ObjectNode release = message.objectNode().put("note", "打电话问过来电人");
        release.set("message", message);
        Answer released = HUB.wire().operator("POST", "/api/quarantine/" + waiting + "/release", release.toString());
        assertThat(released.said("outcome")).as(released.body()).isEqualTo("CASE");
        assertThat(isErased(id)).isTrue();
    }

    private static boolean isErased(String id) {
        return HUB.ledger().read(view -> view.raw().find(id)).orElseThrow().erased();
    }
}

package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.ledger.DeliveryState;
import org.liandong.ledger.Exchange;
import org.liandong.operations.AccountRole;
import org.liandong.security.crypto.Sm3;

/** Of what goes to a receiver that wants no texts kept, the hub can say what it was, and no more. */
class DigestsOnlyTest {
    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone().reaching("liandong.retention.digests", "dept.HB,dept.RS");

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
        assertThat(People.get(HUB, "/storage", grid).body()).contains("只留摘要", "dept.HB、dept.RS");
    }
}

package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.CaseNumber;
import org.liandong.ledger.AuditView;
import org.liandong.ledger.RetentionView;
import org.liandong.operations.AccountRole;
import org.liandong.retention.Retention;

/** What has been kept for long enough goes, and nothing else does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetentionTest {
    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone()
            .reaching("liandong.retention.messages", "30")
            .reaching("liandong.retention.persons", "60");

    private static final String PHONE = "19900000001";

    private final Hotline hotline = new Hotline(HUB);
    private final EnvironmentBureau bureau = new EnvironmentBureau(HUB);
    private Map<String, String> grid = Map.of();

    private @Nullable RecordingSystem taking;

    @AfterAll
    void close() {
        taking().close();
    }

    private RecordingSystem taking() {
        return Objects.requireNonNull(taking);
    }

    @BeforeAll
    void open() {
        taking = RecordingSystem.at(
                HUB.ports().hb(),
                "application/json",
                "{\"code\":0,\"msg\":\"ok\",\"data\":{\"deptTaskNo\":\"HBXF-1\"}}");
        grid = People.signedIn(HUB, "grid", AccountRole.GRID);
    }

    @Test
    void whatIsOverGoesFromClosedCasesOnlyAndWhatIsHeldStays() {
        String over = closed("NJ-KEEP-OVER");
        String open = hotline.takes(Hotline.fumesOrder("NJ-KEEP-OPEN"));
        String held = closed("NJ-KEEP-HELD");
        Answer unread = HUB.wire().post("PANANJ", "/channels/pananj/reports", "{\"reportId\": \"PAN-KEEP\", ");
        assertThat(unread.said("outcome")).isEqualTo("QUARANTINED");
        People.post(HUB, "/storage/holds", "caseNo=" + held + "&reason=" + People.encoded("行政复议2026第12号"), grid);
        assertThat(People.get(HUB, "/storage", grid).body()).contains(held, "grid: 行政复议2026第12号");

        assertThat(run())
                .extracting(RetentionView.Run::messages, RetentionView.Run::persons)
                .containsExactly(0L, 0L);
        HUB.clock().ahead(Duration.ofDays(31));
        RetentionView.Run month = run();
        assertThat(month.messages()).isGreaterThanOrEqualTo(2);
        assertThat(month.messageBytes()).isGreaterThan(1_000);
        assertThat(month.letters()).isGreaterThanOrEqualTo(1);
        assertThat(month.letterBytes()).isGreaterThan(500);
        assertThat(month.persons()).isZero();
        assertThat(month.held()).isGreaterThanOrEqualTo(1);
        assertThat(kept(over)).isFalse();
        assertThat(kept(open)).isTrue();
        assertThat(kept(held)).isTrue();
        assertThat(sentToTheBureau(over)).isEmpty();
        assertThat(sentToTheBureau(held)).isNotEmpty();
        assertThat(HUB.raw(unread.said("messageId"))).isNotEmpty();
        assertThat(byPhone()).contains(over);

        HUB.clock().ahead(Duration.ofDays(31));
        RetentionView.Run two = run();
        assertThat(two.messages()).as("nothing goes twice").isZero();
        assertThat(two.persons()).isEqualTo(1);
        assertThat(byPhone()).contains(open, held).doesNotContain(over);
        // the case itself is whole
        assertThat(HUB.file(over).matter().title()).contains("油烟");

        grid = HUB.wire().signedIn("grid", People.CHOSEN);
        String page = People.get(HUB, "/storage", grid).body();
        assertThat(page).contains("办件办结、满30天后清除原文", "发往dept.HB", "办结满60天后清除", "1人", "NJ12345");
        assertThat(People.get(HUB, "/cases/" + over + "/message?id=" + raw(over), grid)
                        .body())
                .contains("已按保存期清除", "SM3");

        People.post(HUB, "/storage/holds/" + held + "/lift", "x=x", grid);
        assertThat(run().messages()).isGreaterThanOrEqualTo(1);
        assertThat(kept(held)).isFalse();
        assertThat(HUB.ledger().read(view -> view.audit().about("case/" + held)).stream()
                        .map(AuditView.Decided::action)
                        .toList())
                .containsExactly("CASE_HELD", "CASE_LIFTED");
    }

    @Test
    void onlyACaseThatThereIsIsHeldAndOnlyForAReason() {
        Map<String, String> office = People.signedIn(HUB, "office", AccountRole.GRID);
        assertThat(People.post(HUB, "/storage/holds", "caseNo=JN1&reason=x", office)
                        .body())
                .contains("查无办件JN1");
        String caseNo = hotline.takes(Hotline.fumesOrder("NJ-KEEP-REASON"));
        assertThat(People.post(HUB, "/storage/holds", "caseNo=" + caseNo + "&reason=+", office)
                        .body())
                .contains("请写明为什么要留");
    }

    private static RetentionView.Run run() {
        return HUB.bean(Retention.class).run();
    }

    private String closed(String orderNo) {
        String caseNo = hotline.takes(Hotline.fumesOrder(orderNo));
        String task = EnvironmentBureau.leads(HUB, caseNo);
        taking().about(task);
        bureau.bringsToVisit(caseNo, task);
        hotline.satisfied(orderNo, "V-" + orderNo);
        assertThat(HUB.file(caseNo).closing()).as(HUB.state(caseNo)).isNotNull();
        return caseNo;
    }

    private static String raw(String caseNo) {
        return HUB.ledger().read(view -> view.inbox().ofCase(caseNo)).stream()
                .map(entry -> String.valueOf(entry.message().rawId()))
                .findFirst()
                .orElseThrow();
    }

    /** What is kept of the texts that went to the department. */
    private static java.util.List<String> sentToTheBureau(String caseNo) {
        return HUB.ledger()
                .read(view -> view.outbox().ofCase(new CaseNumber(caseNo)).stream()
                        .filter(message -> message.receiver().equals("dept.HB"))
                        .flatMap(message -> view.exchanges().of(message.id()).stream())
                        .flatMap(exchange -> java.util.stream.Stream.ofNullable(
                                exchange.sent().text()))
                        .toList());
    }

    private static boolean kept(String caseNo) {
        return HUB.ledger().read(view -> view.raw().bytes(raw(caseNo))).isPresent();
    }

    private static java.util.List<String> byPhone() {
        return HUB.ledger().read(view -> view.persons().casesByPhone(PHONE, 99)).stream()
                .map(CaseNumber::value)
                .toList();
    }
}

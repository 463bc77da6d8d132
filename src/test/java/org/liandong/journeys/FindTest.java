package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.ledger.AuditView;
import org.liandong.operations.AccountRole;

/** An operator finds a case without its number. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FindTest {
    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone();

    private static final Pattern CASE = Pattern.compile("href=\"/cases/(JN\\d{17})\"");

    private final Hotline hotline = new Hotline(HUB);
    private Map<String, String> seat = Map.of();

    @BeforeAll
    void signIn() {
        seat = People.signedIn(HUB, "seat", AccountRole.SEAT);
    }

    @Test
    void byTheTelephoneOfWhoAskedAndWhoLookedIsOnRecord() {
        String one = hotline.takes(calling("NJ-FIND-PHONE-1", "19912345671"));
        String two = hotline.takes(calling("NJ-FIND-PHONE-2", "+86 199-1234-5671"));
        hotline.takes(calling("NJ-FIND-PHONE-3", "19912345672"));

        Answer found = search("q=" + People.encoded("199 1234 5671"));
        assertThat(found.status()).isEqualTo(200);
        assertThat(cases(found)).containsExactlyInAnyOrder(one, two);
        assertThat(found.body()).contains("199****5671").doesNotContain("19912345671\"<");

        assertThat(search("q=19912345679").status()).isEqualTo(404);
        assertThat(HUB.ledger().read(view -> view.audit().about("phone/199****5671")).stream()
                        .map(AuditView.Decided::toString))
                .singleElement()
                .asString()
                .contains("PHONE_SEARCHED", "seat", "找到2件")
                .doesNotContain("19912345671");
    }

    @Test
    void byWordsOfTitleContentAndPlaceAndByNothingElse() {
        String one = hotline.takes(Hotline.fumesOrder("NJ-FIND-WORDS").replace("楼下饭店油烟直排", "楼下\\\"老味道\\\"饭店100%_油烟直排"));
        assertThat(cases(search("q=" + People.encoded("\"老味道\"饭店100%_油烟")))).containsExactly(one);
        assertThat(search("q=" + People.encoded("老味道\"饭店1%")).status()).isEqualTo(404);
        // names and values of the document are no words of the case
        assertThat(search("q=contentForDispatch").status()).isEqualTo(404);
        assertThat(search("q=HOTLINE").status()).isEqualTo(404);
    }

    @Test
    void byStateUnitAndTime() {
        String caseNo = hotline.takes(Hotline.fumesOrder("NJ-FIND-STATE"));
        EnvironmentBureau.leads(HUB, caseNo);
        assertThat(cases(search("state=DISPATCHED&unit=HB"))).contains(caseNo);
        assertThat(cases(search("state=DISPATCHED&unit=CG"))).doesNotContain(caseNo);
        assertThat(search("from=2030-01-01").status()).isEqualTo(404);
        assertThat(cases(search("until=2030-01-01&unit=HB"))).contains(caseNo);
    }

    @Test
    void manyArePagedAndNoneIsLostOrTwice() {
        for (int i = 0; i < 60; i++) {
            hotline.takes(Hotline.fumesOrder("NJ-FIND-MANY-" + i).replace("饭店油烟扰民", "第三食堂油烟扰民"));
        }
        List<String> seen = new ArrayList<>();
        String next = "q=" + People.encoded("第三食堂");
        while (!next.isEmpty()) {
            Answer page = search(next);
            seen.addAll(cases(page));
            var more =
                    Pattern.compile("rel=\"next\" href=\"/search\\?([^\"]+)\"").matcher(page.body());
            next = more.find() ? more.group(1).replace("&amp;", "&") : "";
        }
        assertThat(seen).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void whatCannotBeMeantIsSaid() {
        assertThat(search("from=gestern").body()).contains("日期写成 2026-07-08 的样子: gestern");
        assertThat(search("from=2026-07-09&until=2026-07-08").body()).contains("止日不能早于起日");
        assertThat(search("state=NOWHERE").body()).contains("没有这个状态");
        assertThat(search("q=").status()).isEqualTo(400);
    }

    private static String calling(String orderNo, String phone) {
        return Hotline.fumesOrder(orderNo)
                .replaceAll("(\"(?:callerPhone|contactPhone|phone|tel)\"\\s*:\\s*)\"[^\"]*\"", "$1\"" + phone + "\"");
    }

    private Answer search(String query) {
        return People.get(HUB, "/search?" + query, seat);
    }

    private static List<String> cases(Answer page) {
        return CASE.matcher(page.body()).results().map(found -> found.group(1)).toList();
    }
}

package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Codes that no table knows stop no case and are seen together. */
class UnknownCodesTest {
    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone();

    @Test
    void theyAreListedWithWhoSentThemHowOftenAndWhatTheyMayMean() {
        assertThat(page()).contains("没有。");
        String caseNo = new Hotline(HUB).takes(Hotline.fumesOrder("NJ-CODES"));
        String task = EnvironmentBureau.leads(HUB, caseNo);
        EnvironmentBureau bureau = new EnvironmentBureau(HUB);
        assertThat(bureau.says(bureau.callback(task, "SIGNED").put("opinion", "联系人13912345678"))
                        .status())
                .isLessThan(500);
        bureau.says(bureau.callback(task, "SIGNED"));
        bureau.says(bureau.callback(task, "转给<i>街道</i>"));

        String page = page();
        assertThat(page)
                .contains(
                        "event</span> = <b translate=\"no\">SIGNED</b>",
                        "HB",
                        ">2<",
                        "码表event: SIGN,sign",
                        "SIGNED&quot;")
                .contains("<b translate=\"no\">转给街道</b>")
                .doesNotContain("13912345678", "<i>");
        assertThat(page.indexOf("SIGNED")).isLessThan(page.indexOf("转给街道"));

        assertThat(bureau.signs(task).status()).isEqualTo(200);
        assertThat(HUB.file(caseNo).lead().orElseThrow().signedAt()).isNotNull();
    }

    private static String page() {
        return HUB.wire().page("/codes").body();
    }
}

package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.ledger.Blobs;
import org.liandong.ledger.RetentionView;
import org.liandong.operations.AccountRole;
import org.liandong.retention.Retention;
import org.liandong.security.crypto.Sm3;

/** A photograph goes when no case needs it any more. */
class PhotoRetentionTest {
    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone().reaching("liandong.retention.photos", "40");

    private static @Nullable RecordingSystem taking;
    private static @Nullable RecordingSystem told;

    private final Hotline hotline = new Hotline(HUB);
    private final EnvironmentBureau bureau = new EnvironmentBureau(HUB);

    @BeforeAll
    static void open() {
        taking = RecordingSystem.at(
                HUB.ports().hb(),
                "application/json",
                "{\"code\":0,\"msg\":\"ok\",\"data\":{\"deptTaskNo\":\"HBXF-1\"}}");
        told = RecordingSystem.at(HUB.ports().hotline(), "application/json", "{\"code\":\"0\",\"msg\":\"ok\"}");
    }

    @AfterAll
    static void close() {
        if (taking != null) {
            taking.close();
        }
        if (told != null) {
            told.close();
        }
    }

    @Test
    void whatNoCaseNeedsGoesAndAllElseStays() throws IOException {
        String ofOpen = photo("open");
        reports("NJ-PHOTO-OPEN", ofOpen);
        String ofClosed = photo("closed");
        closes("NJ-PHOTO-CLOSED", ofClosed);
        String ofHeld = photo("held");
        String held = closes("NJ-PHOTO-HELD", ofHeld);
        String ofBoth = photo("both");
        closes("NJ-PHOTO-BOTH-1", ofBoth);
        reports("NJ-PHOTO-BOTH-2", ofBoth);
        String unread = photo("unread");
        HUB.wire()
                .post(
                        "PANANJ",
                        "/channels/pananj/reports",
                        "{\"reportId\": \"PAN-PHOTO\", \"sm3\": \"" + unread + "\", ");
        String ofNobody = photo("nobody");
        Map<String, String> grid = People.signedIn(HUB, "grid", AccountRole.GRID);
        People.post(HUB, "/storage/holds", "caseNo=" + held + "&reason=" + People.encoded("诉讼"), grid);

        assertThat(run().photos()).isZero();
        HUB.clock().ahead(Duration.ofDays(41));
        RetentionView.Run run = run();

        assertThat(run.photos()).isEqualTo(2);
        assertThat(run.photoBytes()).isEqualTo("closed".length() + "nobody".length());
        assertThat(run.held()).isEqualTo(1);
        assertThat(there(ofClosed)).isFalse();
        assertThat(there(ofNobody)).isFalse();
        assertThat(there(ofOpen)).isTrue();
        assertThat(there(ofHeld)).isTrue();
        assertThat(there(ofBoth)).isTrue();
        assertThat(there(unread)).isTrue();
        String page = People.get(HUB, "/storage", HUB.wire().signedIn("grid", People.CHOSEN))
                .body();
        assertThat(page).contains("办件办结满40天后清除", "2份", "12 字节");

        HUB.ledger()
                .write(entry -> entry.retention().lift(new org.liandong.cases.CaseNumber(held)))
                .join();
        assertThat(run().photos()).isEqualTo(1);
        assertThat(there(ofHeld)).isFalse();
    }

    private static RetentionView.Run run() {
        return HUB.bean(Retention.class).run();
    }

    private static boolean there(String sm3) throws IOException {
        return HUB.bean(Blobs.class).open(sm3).isPresent();
    }

    private static String photo(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        String sm3 = Sm3.hex(bytes);
        assertThat(HUB.wire()
                        .call(
                                "PUT",
                                "/channels/grid/photos/" + sm3,
                                "image/jpeg",
                                bytes,
                                HUB.wire().proof("WGT", bytes))
                        .status())
                .isEqualTo(200);
        return sm3;
    }

    private String reports(String orderNo, String sm3) {
        String order = Hotline.fumesOrder(orderNo);
        String with = order.replaceFirst(
                "\"attachments\":\\s*\\[]",
                "\"attachments\": [{\"fileId\": \"F1\", \"fileName\": \"现场.jpg\", \"sm3\": \"" + sm3 + "\"}]");
        assertThat(with).isNotEqualTo(order);
        return hotline.takes(with);
    }

    private String closes(String orderNo, String sm3) {
        String caseNo = reports(orderNo, sm3);
        String task = EnvironmentBureau.leads(HUB, caseNo);
        java.util.Objects.requireNonNull(taking).about(task);
        bureau.bringsToVisit(caseNo, task);
        hotline.satisfied(orderNo, "V-" + orderNo);
        assertThat(HUB.file(caseNo).closing()).as(HUB.state(caseNo)).isNotNull();
        // as long as a letter about it waits it may have to go along
        HubUnderTest.until(
                "all is told",
                () -> HUB.letters(caseNo).stream()
                        .allMatch(letter -> letter.state().isSettled()));
        return caseNo;
    }
}

package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.liandong.casework.Times;
import org.liandong.security.crypto.Sm3;

/** What grid terminals send, by the pattern of reference §3.4, channel 03. */
final class Grid {
    private Grid() {}

    /** A report of dumped rubbish near a grid of 汤山. */
    static String report(String localId, String description) {
        return """
                {"deviceNo": "WGT-320115003-0102", "userId": "wgy_tangshan_0102", "gridCode": "320115003011002",
                 "eventLocalId": "%s", "itemCode": "060302", "title": "河边倾倒垃圾", "desc": "%s",
                 "discoverTime": "2026-07-01T08:50:00+08:00", "submitTime": "2026-07-01T08:55:00+08:00",
                 "lng": 119.05521, "lat": 32.04733, "coordType": "WGS84", "accuracy": 12.0,
                 "handleMode": "REPORT", "urgency": "N", "photosBefore": []}""".formatted(localId, description);
    }

    static String verification(String caseNo, int clientSeq, Instant at, String result) {
        return """
                {"msgType": "VERIFY", "deviceNo": "WGT-320115003-0102", "userId": "wgy_tangshan_0102", "caseNo": "%s",
                 "eventLocalId": null, "clientSeq": %d, "actionTime": "%s", "submitTime": "%s",
                 "action": "现场核查", "result": "%s", "desc": "现场看过", "photos": []}""".formatted(caseNo, clientSeq, Times.text(at), Times.text(at), result);
    }

    /** Takes the report and its one photograph, and returns the case. */
    static String takesWithPhoto(HubUnderTest hub, String localId, byte[] photo) {
        String sm3 = Sm3.hex(photo);
        hub.wire()
                .call(
                        "PUT",
                        "/channels/grid/photos/" + sm3,
                        "image/jpeg",
                        photo,
                        hub.wire().proof("WGT", photo));
        String now = Times.text(hub.clock().instant());
        String batch = """
                {"batchId": "B-%1$s", "deviceNo": "WGT-320115003-0102", "userId": "wgy_tangshan_0102", "deviceClock": "%2$s",
                 "uploadReason": "NETWORK_RESTORED", "items": [{"seq": 1, "eventLocalId": "%1$s", "gridCode": "320115003011002",
                 "itemCode": "060302", "title": "河边倾倒垃圾", "desc": "小桥东侧约20米", "discoverTime": "%2$s",
                 "lng": 119.05521, "lat": 32.04733, "coordType": "WGS84", "accuracy": 12.0, "handleMode": "REPORT", "urgency": "N",
                 "photosBefore": ["t_1.jpg"]}], "photos": [{"name": "t_1.jpg", "sm3": "%3$s", "size": %4$d}]}
                """.formatted(localId, now, sm3, photo.length);
        Answer answer = hub.wire().post("WGT", "/channels/grid/batches", batch);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        String caseNo = hub.ledger()
                .read(view -> view.cases().byReference("WGT", localId))
                .orElseThrow()
                .caseNo()
                .value();
        return caseNo;
    }
}

package org.liandong.journeys;

import java.time.Instant;
import org.liandong.casework.Times;

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
}

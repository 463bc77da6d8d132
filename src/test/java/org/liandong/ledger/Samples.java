package org.liandong.ledger;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Channel;
import org.liandong.cases.Level;
import org.liandong.cases.Urgency;

/** Cases, messages and steps as they occur. */
final class Samples {
    static final LocalDate DAY = LocalDate.of(2026, 7, 7);
    static final Instant MORNING = Instant.parse("2026-07-07T00:15:00Z");

    private Samples() {}

    static CaseNumber caseNo(int serial) {
        return CaseNumber.of(DAY, Channel.HOTLINE, serial);
    }

    static InboxMessage order(String orderNo) {
        return new InboxMessage(
                new InboxKey("NJ12345", orderNo),
                "digest of " + orderNo,
                null,
                MORNING,
                InboxOutcome.CASE,
                null,
                "{\"code\":\"0\"}",
                null);
    }

    static CaseRow pending(CaseNumber caseNo) {
        return caseFile(caseNo, 1, "PENDING_DISTRICT", null);
    }

    static CaseRow caseFile(CaseNumber caseNo, long version, String state, @Nullable String lead) {
        return new CaseRow(
                caseNo,
                version,
                state,
                Channel.HOTLINE,
                "050201",
                new CaseRow.Place("320115001", 118_840_000, 31_953_000, "百家湖地铁站"),
                lead,
                Urgency.N,
                false,
                new CaseRow.Times(MORNING, MORNING, MORNING.plusSeconds(86_400), null, null, MORNING),
                "{\"title\":\"井盖破损\",\"version\":" + version + "}");
    }

    static StageRecord step(CaseNumber caseNo, long caseSeq, String action) {
        return new StageRecord(
                caseNo,
                caseSeq,
                caseNo.task(1),
                "DISPATCH",
                action,
                new StageRecord.Handling("CG", "王工", "已现场查看, 井盖破损属实", null),
                MORNING.plusSeconds(caseSeq),
                MORNING.plusSeconds(caseSeq + 1),
                new StageRecord.Actor("dept", "CG"),
                Level.D,
                new StageRecord.Move("PENDING_DISPATCH", "DISPATCHED"),
                false,
                "raw/2026/07/07/000001",
                "{\"seq\":" + caseSeq + "}");
    }
}

package org.liandong.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

class EvaluationsTest {
    private static final Instant JULY = Instant.parse("2026-06-30T16:00:00Z");
    private static final Instant AUGUST = Instant.parse("2026-07-31T16:00:00Z");

    @EachDatabase
    void sumsCountWhatTheFormulasNeed(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            EvaluationRecord good = record(1, "CG", JULY, true, new EvaluationRecord.Counts(0, 0, 1), visit("YES", 2));
            EvaluationRecord late = record(
                    2, "CG", AUGUST.minusMillis(1), false, new EvaluationRecord.Counts(2, 1, 2), visit("PARTIAL", 4));
            EvaluationRecord unanswered = record(
                    3,
                    "CG",
                    JULY.plusSeconds(60),
                    null,
                    new EvaluationRecord.Counts(0, 0, 1),
                    EvaluationRecord.Visit.NONE);
            EvaluationRecord elsewhere =
                    record(4, "HB", JULY.plusSeconds(60), true, new EvaluationRecord.Counts(0, 0, 1), visit("NO", 5));
            EvaluationRecord nextMonth =
                    record(5, "CG", AUGUST, true, new EvaluationRecord.Counts(0, 0, 1), visit("YES", 1));
            hub.write(entry -> {
                for (EvaluationRecord it :
                        new EvaluationRecord[] {good, late, unanswered, elsewhere, nextMonth, good}) {
                    entry.evaluations().record(it);
                }
                return true;
            });

            assertThat(hub.view().evaluations().sums(JULY, AUGUST))
                    .containsExactly(
                            new EvaluationSums(
                                    "CG",
                                    3,
                                    3,
                                    new EvaluationSums.Share(1, 2),
                                    new EvaluationSums.Share(1, 2),
                                    new EvaluationSums.Share(1, 2),
                                    2,
                                    1,
                                    4,
                                    1,
                                    2,
                                    3,
                                    1),
                            new EvaluationSums(
                                    "HB",
                                    1,
                                    1,
                                    new EvaluationSums.Share(1, 1),
                                    new EvaluationSums.Share(1, 1),
                                    new EvaluationSums.Share(1, 1),
                                    0,
                                    0,
                                    1,
                                    0,
                                    1,
                                    0,
                                    0));
        }
    }

    private static EvaluationRecord record(
            int serial,
            String dept,
            Instant periodAt,
            @Nullable Boolean onTime,
            EvaluationRecord.Counts counts,
            EvaluationRecord.Visit visit) {
        return new EvaluationRecord(
                Samples.caseNo(serial).task(1),
                dept,
                "LEAD",
                "050201",
                periodAt,
                new EvaluationRecord.Reached(JULY, JULY, JULY, JULY, JULY),
                new EvaluationRecord.Due(JULY, JULY, JULY),
                new EvaluationRecord.Judged(onTime, onTime, onTime),
                counts,
                visit);
    }

    private static EvaluationRecord.Visit visit(String resolved, int satisfaction) {
        return new EvaluationRecord.Visit(true, resolved, satisfaction);
    }
}

package org.liandong.operations;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.casework.CaseDesk;
import org.liandong.casework.Times;
import org.liandong.ledger.EvaluationSums;
import org.liandong.ledger.Ledger;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The departments' rates of a month (reference §4.7): {@code GET /api/figures?month=2026-07}. */
@RestController
final class FiguresApi {
    private static final int DECIMALS = 4;

    private final Ledger ledger;
    private final CaseDesk desk;
    private final UnitNames units;

    FiguresApi(Ledger ledger, CaseDesk desk, UnitNames units) {
        this.ledger = ledger;
        this.desk = desk;
        this.units = units;
    }

    record Figures(String month, List<OfDepartment> departments) {}

    /**
     * One department's rates.
     *
     * @param signedOnTime 按时签收率
     * @param doneOnTime 按时办结率
     * @param returned 退单率
     * @param satisfied 满意率, of the valid visits
     */
    record OfDepartment(
            String dept,
            String deptName,
            long tasks,
            Rate signedOnTime,
            Rate doneOnTime,
            Rate returned,
            Rate satisfied) {}

    /** @param rate 0 to 1, four decimals; null where there is nothing to judge */
    record Rate(@Nullable BigDecimal rate, long numerator, long denominator) {
        static Rate of(long numerator, long denominator) {
            BigDecimal rate = denominator == 0
                    ? null
                    : BigDecimal.valueOf(numerator)
                            .divide(BigDecimal.valueOf(denominator), DECIMALS, RoundingMode.HALF_UP);
            return new Rate(rate, numerator, denominator);
        }
    }

    @GetMapping("/api/figures")
    Figures figures(@RequestParam(required = false) @Nullable String month) {
        YearMonth asked = month == null ? YearMonth.from(desk.now().atZone(Times.ZONE)) : parse(month);
        List<EvaluationSums> sums =
                ledger.read(view -> view.evaluations().sums(start(asked), start(asked.plusMonths(1))));
        return new Figures(
                asked.toString(), sums.stream().map(this::ofDepartment).toList());
    }

    private OfDepartment ofDepartment(EvaluationSums sums) {
        return new OfDepartment(
                sums.dept(),
                units.name(sums.dept()),
                sums.tasks(),
                Rate.of(sums.sign().onTime(), sums.sign().due()),
                Rate.of(sums.done().onTime(), sums.done().due()),
                Rate.of(sums.returnsAsked(), sums.delivered()),
                Rate.of(sums.satisfied(), sums.validVisits()));
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(Times.ZONE).toInstant();
    }

    private static YearMonth parse(String month) {
        try {
            return YearMonth.parse(month);
        } catch (DateTimeParseException e) {
            throw new BadRequest("month", "参数month须写作年-月,例如2026-07: " + month);
        }
    }
}

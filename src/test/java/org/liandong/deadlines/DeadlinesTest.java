package org.liandong.deadlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.liandong.cases.Urgency;
import org.liandong.district.Jiangning;

class DeadlinesTest {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm[:ss]");
    private final Deadlines deadlines = new Deadlines(Jiangning.DISTRICT.calendar());

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "/reference/golden-deadlines.csv", numLinesToSkip = 1)
    void goldenDueTimes(
            String id,
            String description,
            String start,
            String amount,
            LimitUnit unit,
            String pauses,
            String due,
            int provisional) {
        Due computed = deadlines.due(at(start), Limit.of(amount, unit), pauses(pauses));

        assertThat(computed.at()).isEqualTo(at(due));
        assertThat(computed.provisional()).isEqualTo(provisional == 1);
        assertThat(computed.calendarVersion()).startsWith("GOV-STD@2026-1+");
    }

    @ParameterizedTest(name = "{4}")
    @CsvSource({
        "2026-07-08 09:00, 0.5EH, , 2026-07-08 09:30, half a natural hour",
        "2026-07-08 11:40, 0.5WH, , 2026-07-08 13:40, half a working hour over the lunch break",
        "2026-07-08 23:50, 2EH, 2026-07-09 00:00~2026-07-09 01:00, 2026-07-09 02:50, a pause at night shifts natural hours",
        "2026-07-08 10:00, 4WH, 2026-07-08 18:00~2026-07-08 20:00, 2026-07-08 15:30, a pause in the evening takes no working time",
        "2026-07-08 10:00, 4WH, 2026-07-08 11:00~2026-07-08 14:00, 2026-07-08 17:00, only the running part of a pause counts",
        "2026-03-02 10:00, 5WD, 2026-03-09 10:00~2026-03-11 10:00, 2026-03-11 17:30, a pause on the last day moves it",
        "2026-03-02 10:00, 5WD, 2026-03-09 10:00~2026-03-10 08:00, 2026-03-10 17:30, a due time never lies in a pause",
        "2026-03-02 08:00, 1WD, 2026-03-02 08:30~2026-03-02 10:00, 2026-03-03 17:30, the day of the start is not counted anyway",
        "2026-03-02 10:00, 5WD, 2026-03-20 10:00~2026-03-25 10:00, 2026-03-09 17:30, a pause after the due time changes nothing",
    })
    void fractionsAndPauses(String start, String limit, String pause, String due, String why) {
        assertThat(deadlines.due(at(start), Limit.parse(limit), pauses(pause)).at())
                .as(why)
                .isEqualTo(at(due));
        Instant unpaused =
                deadlines.due(at(start), Limit.parse(limit), List.of()).at();
        for (Pause one : pauses(pause)) {
            assertThat(deadlines.afterPause(
                            at(start), unpaused, Limit.parse(limit).unit(), one))
                    .as("moved on afterwards: %s", why)
                    .isEqualTo(at(due));
        }
    }

    @Test
    void aDueTimeInAYearWithoutAnArrangementIsProvisionalAndKeepsTheFixedHolidays() {
        Due due = deadlines.due(at("2026-12-31 10:00"), Limit.of(1, LimitUnit.WD), List.of());

        assertThat(due.at()).isEqualTo(at("2027-01-04 17:30"));
        assertThat(due.provisional()).isTrue();
        assertThat(deadlines
                        .due(at("2026-12-31 23:00"), Limit.of(2, LimitUnit.EH), List.of())
                        .provisional())
                .isFalse();
    }

    @Test
    void aRecomputedDueTimeIsNeverEarlierThanPromised() {
        Due promised = new Due(at("2027-02-10 17:30"), true, "old");
        Due recomputed = new Due(at("2027-02-09 17:30"), false, "new");

        assertThat(recomputed.notBefore(promised)).isEqualTo(new Due(at("2027-02-10 17:30"), false, "new"));
        assertThat(promised.notBefore(recomputed)).isEqualTo(promised);
    }

    @Test
    void anExtensionIsCountedFromTheOldDueTime() {
        Due old = deadlines.due(at("2026-03-02 10:00"), Limit.of(5, LimitUnit.WD), List.of());

        assertThat(deadlines.extended(old, Limit.of(3, LimitUnit.WD)).at()).isEqualTo(at("2026-03-12 17:30"));
    }

    @Test
    void aWeekendsTaskIsWarnedOfByTheClockOnTheWall() {
        Due due = new Due(at("2026-07-12 20:00"), false, "");

        assertThat(deadlines.warnings(at("2026-07-11 20:00"), due, LimitUnit.WD, List.of()))
                .extracting(Dues.Warning::at)
                .startsWith(at("2026-07-12 08:00"), at("2026-07-12 15:12"), at("2026-07-12 20:00"))
                .endsWith(at("2026-07-13 08:00"));
    }

    @Test
    void signingAndContactAreCutToTheDisposalOfANightNoise() {
        ItemLimits nightNoise = new ItemLimits(
                Limit.of(4, LimitUnit.WH), Limit.of(1, LimitUnit.WD), Limit.of(4, LimitUnit.EH), List.of());

        Dues dues = deadlines.dues(at("2026-07-08 01:20"), nightNoise, Urgency.H, null, List.of());

        assertThat(dues.dispose().at()).isEqualTo(at("2026-07-08 05:20"));
        assertThat(dues.sign().at()).isEqualTo(at("2026-07-08 05:20"));
        assertThat(dues.contact().at()).isEqualTo(at("2026-07-08 05:20"));
        assertThat(dues.cutByChannel()).isFalse();
    }

    @ParameterizedTest(name = "{0} {1} channel {2} -> {3}")
    @CsvSource({
        "N, 2026-07-08 10:00, 2026-07-10 12:00, 2026-07-09 16:30, true",
        "N, 2026-07-08 10:00, 2026-07-09 00:00, 2026-07-08 13:30, true",
        "E, 2026-07-08 10:00, 2026-07-08 11:00, 2026-07-08 10:50, true",
        "N, 2026-07-08 10:00, 2026-07-08 11:00, 2026-07-08 11:00, true",
        "N, 2026-07-11 21:07, 2026-07-12 21:02, 2026-07-12 21:02, true",
        "E, 2026-07-08 10:00, 2026-07-08 10:08, 2026-07-08 10:08, true",
        "N, 2026-07-08 10:00, 2026-07-08 09:00, 2026-07-08 10:00, true",
        "N, 2026-07-08 10:00, 2026-12-01 11:00, 2026-07-15 17:30, false",
        "N, 2026-07-08 10:00, 2026-07-15 17:30, 2026-07-15 17:30, false",
        "N, 2026-07-08 10:00, 2026-07-15 17:29, 2026-07-15 11:59, true",
    })
    void theChannelsLimitCutsDisposal(Urgency urgency, String start, String channelDue, String dispose, boolean cut) {
        ItemLimits ordinary = new ItemLimits(
                Limit.of(1, LimitUnit.WD),
                Limit.of(1, LimitUnit.WD),
                Limit.of(5, LimitUnit.WD),
                List.of(new Milestone("停工", Limit.of(4, LimitUnit.WH))));

        Dues dues = deadlines.dues(at(start), ordinary, urgency, at(channelDue), List.of());

        assertThat(dues.dispose().at()).isEqualTo(at(dispose));
        assertThat(dues.cutByChannel()).isEqualTo(cut);
        assertThat(List.of(dues.sign(), dues.contact(), dues.stages().get(0).due()))
                .allSatisfy(due -> assertThat(due.at()).isBeforeOrEqualTo(at(dispose)));
    }

    @Test
    void warningsComeAtSharesOfTheRunningTime() {
        Due due = deadlines.due(at("2026-07-08 09:00"), Limit.of(5, LimitUnit.WH), List.of());
        assertThat(deadlines.warnings(at("2026-07-08 09:00"), due, LimitUnit.WH, List.of()))
                .extracting(Dues.Warning::mark, Dues.Warning::at)
                .containsExactly(
                        tuple(Dues.Mark.EIGHTY_PERCENT, at("2026-07-08 14:30")),
                        tuple(Dues.Mark.DUE, at("2026-07-08 15:30")),
                        tuple(Dues.Mark.TWENTY_PERCENT_OVER, at("2026-07-08 16:30")),
                        tuple(Dues.Mark.HALF_OVER, at("2026-07-09 09:30")));

        Due days = deadlines.due(at("2026-03-02 17:30"), Limit.of(4, LimitUnit.WD), List.of());
        assertThat(deadlines
                        .warnings(at("2026-03-02 17:30"), days, LimitUnit.WD, List.of())
                        .get(0))
                .isEqualTo(new Dues.Warning(Dues.Mark.HALF, at("2026-03-04 17:30")));
    }

    @Test
    void aTimeFarOutsideTheCalendarIsRefusedWithASentence() {
        assertThatThrownBy(() -> deadlines.due(at("1970-01-01 08:00"), Limit.of(1, LimitUnit.WD), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("日期超出工作日历范围");
    }

    @Test
    void theSummerProfileOpensLaterInTheAfternoon() {
        WorkingCalendar summer = Jiangning.DISTRICT.calendar("GOV-SUMMER");

        assertThat(summer.isOpen(at("2026-07-08 14:00"))).isFalse();
        assertThat(summer.isOpen(at("2026-03-09 14:00"))).isTrue();
        assertThat(summer.nextOpening(at("2026-07-08 12:30"))).isEqualTo(at("2026-07-08 14:30"));
        assertThat(summer.nextOpening(at("2026-02-14 18:00"))).isEqualTo(at("2026-02-24 08:30"));
    }

    @Test
    void bothAnnouncedYearsHave248WorkingDays() {
        for (int year : new int[] {2025, 2026}) {
            assertThat(LocalDateTime.of(year, 1, 1, 0, 0)
                            .toLocalDate()
                            .datesUntil(LocalDateTime.of(year + 1, 1, 1, 0, 0).toLocalDate())
                            .filter(Jiangning.DISTRICT.calendar()::isWorkday))
                    .hasSize(248);
        }
    }

    private static List<Pause> pauses(String text) {
        return text == null || text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(";", -1))
                        .map(pause -> pause.split("~", -1))
                        .map(ends -> new Pause(at(ends[0]), at(ends[1])))
                        .toList();
    }

    private static Instant at(String text) {
        return LocalDateTime.parse(text.strip(), FORM).atZone(CHINA).toInstant();
    }
}

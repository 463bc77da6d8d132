package org.liandong.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.liandong.ledger.RoutesView.Hour;

/** What a route usually does at an hour of the week. */
class RhythmTest {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final LocalDate HOLIDAY = LocalDate.of(2026, 10, 1);
    private static final Rhythm.Week WEEK =
            new Rhythm.Week(CHINA, day -> day.equals(HOLIDAY) ? DayOfWeek.SUNDAY : day.getDayOfWeek());

    @Test
    void aDayIsNotEnoughToSayWhatIsUsual() {
        assertThat(Rhythm.of(List.of(), at("2026-09-02T00:00"), WEEK).isKnown()).isFalse();
        Rhythm oneDay = Rhythm.of(everyHour("2026-09-01T00:00", 24, hour -> 60), at("2026-09-02T00:00"), WEEK);
        assertThat(oneDay.isKnown()).isFalse();
        assertThat(oneDay.usually(at("2026-09-02T09:00"), at("2026-09-02T10:00")))
                .isZero();
        assertThat(Rhythm.of(everyHour("2026-09-01T00:00", 48, hour -> 60), at("2026-09-03T00:00"), WEEK)
                        .isKnown())
                .isTrue();
    }

    @Test
    void dayAndNightDiffer() {
        Rhythm rhythm = Rhythm.of(
                everyHour("2026-08-03T00:00", 28 * 24, hour -> hour >= 8 && hour < 20 ? 60 : 2),
                at("2026-08-31T00:00"),
                WEEK);
        assertThat(rhythm.usually(at("2026-08-31T09:00"), at("2026-08-31T10:00")))
                .isEqualTo(60, within(0.01));
        assertThat(rhythm.usually(at("2026-08-31T09:15"), at("2026-08-31T09:45")))
                .isEqualTo(30, within(0.01));
        assertThat(rhythm.usually(at("2026-08-31T02:00"), at("2026-08-31T05:00")))
                .isEqualTo(6, within(0.01));
        assertThat(rhythm.usually(at("2026-08-31T19:30"), at("2026-08-31T20:30")))
                .isEqualTo(31, within(0.01));
    }

    @Test
    void aHolidayIsLikeASunday() {
        List<Hour> hours = new ArrayList<>();
        for (int day = 0; day < 28; day++) {
            LocalDate date = LocalDate.of(2026, 8, 31).plusDays(day);
            boolean rest = date.getDayOfWeek().getValue() >= 6;
            hours.addAll(everyHour(date + "T00:00", 24, hour -> rest ? 3 : 50));
        }
        Rhythm rhythm = Rhythm.of(hours, at("2026-09-28T00:00"), WEEK);
        assertThat(rhythm.usually(at("2026-09-30T10:00"), at("2026-09-30T11:00")))
                .isEqualTo(50, within(0.01));
        assertThat(rhythm.usually(at("2026-10-01T10:00"), at("2026-10-01T11:00")))
                .isEqualTo(3, within(0.01));
    }

    @Test
    void whereADayOfTheWeekHasNotBeenSeenOthersLikeItStandIn() {
        // Monday to Wednesday seen, Thursday not
        Rhythm rhythm = Rhythm.of(everyHour("2026-09-07T00:00", 72, hour -> 40), at("2026-09-10T00:00"), WEEK);
        assertThat(rhythm.usually(at("2026-09-10T10:00"), at("2026-09-10T11:00")))
                .isEqualTo(40, within(0.01));
        assertThat(rhythm.usually(at("2026-09-12T10:00"), at("2026-09-12T11:00")))
                .isZero();
    }

    @Test
    void hoursWithoutAnythingCountToo() {
        List<Hour> everyOtherDay = new ArrayList<>();
        for (int week = 0; week < 4; week++) {
            everyOtherDay.addAll(everyHour(LocalDate.of(2026, 8, 3).plusWeeks(week) + "T10:00", 1, hour -> 8));
        }
        Rhythm rhythm = Rhythm.of(everyOtherDay, at("2026-08-31T00:00"), WEEK);
        // Mondays at ten: always eight; Tuesdays at ten: never, though other working days lend a little
        assertThat(rhythm.usually(at("2026-08-31T10:00"), at("2026-08-31T11:00")))
                .isBetween(6.0, 8.0);
        assertThat(rhythm.usually(at("2026-09-01T10:00"), at("2026-09-01T11:00")))
                .isLessThan(1);
    }

    private static List<Hour> everyHour(String from, int hours, ToLongFunction<Integer> messages) {
        List<Hour> all = new ArrayList<>();
        for (int i = 0; i < hours; i++) {
            Instant at = at(from).plus(Duration.ofHours(i));
            all.add(new Hour("in.X", at, messages.applyAsLong(at.atZone(CHINA).getHour()), 0));
        }
        return all;
    }

    private static Instant at(String local) {
        return java.time.LocalDateTime.parse(local).atZone(CHINA).toInstant();
    }
}

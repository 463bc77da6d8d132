package org.liandong.district;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * What a district says of itself in {@code district.yaml}.
 *
 * @param division six digits of GB/T 2260
 * @param name of the district with its suffix, so that a street of the same name is not taken for it
 * @param upper names of the city and province that may stand before it in an address
 */
public record Settings(
        String division,
        String name,
        List<String> upper,
        Office centre,
        Office supervision,
        ZoneId timeZone,
        Box box,
        Projection projection,
        Set<String> nullWords,
        Address address,
        Thresholds thresholds,
        List<Season> seasons,
        Merging merging) {

    public Settings {
        upper = List.copyOf(upper);
        seasons = List.copyOf(seasons);
        nullWords = Set.copyOf(nullWords);
        if (!division.matches("\\d{6}")) {
            throw new IllegalArgumentException("division应为六位行政区划代码: " + division);
        }
    }

    /** Names of the seasons that hold on a day by their dates. */
    Set<String> seasonsOn(LocalDate day) {
        return Set.copyOf(seasons.stream()
                .filter(season -> season.includes(day))
                .map(Season::name)
                .toList());
    }

    /** An office of the district itself. */
    public record Office(String code, String name) {}

    /** Positions outside are not in the district (degrees, CGCS2000). */
    public record Box(double west, double south, double east, double north) {
        public Box {
            if (west >= east || south >= north) {
                throw new IllegalArgumentException("box应满足west<east且south<north");
            }
        }

        boolean contains(GeoPoint point) {
            return point.lng() >= west && point.lng() <= east && point.lat() >= south && point.lat() <= north;
        }
    }

    /** The three-degree Gauss-Krüger zone of the district's projected coordinates. */
    public record Projection(int zone, double centralMeridian) {}

    /**
     * How addresses are read.
     *
     * @param fillers words that say nothing and are dropped
     * @param near words that make a named place a neighbour of the real one
     * @param stated confidence where the address states the street
     * @param byPlace confidence where only a place or park in the address suggests the street
     * @param byRoad the same for a road alone
     * @param byCentre the same for the nearest street centre, for want of street polygons
     * @param ambiguous at most this where there are several candidates
     * @param snapMetres a position so near a named place is at that place
     * @param agreeMetres how far a position may lie from the geocoded address to be believed
     */
    public record Address(
            List<String> fillers,
            List<String> near,
            double stated,
            double byPlace,
            double byRoad,
            double byCentre,
            double ambiguous,
            double snapMetres,
            double agreeMetres) {
        public Address {
            fillers = List.copyOf(fillers);
            near = List.copyOf(near);
        }
    }

    /**
     * When the hub may act by itself (reference §4.5 step 7).
     *
     * @param direct dispatch from this confidence on
     * @param suggestion below this the district centre decides
     * @param location below this the place counts as uncertain
     * @param repeatedCalls from so many earlier cases on, N09 is suggested
     * @param emptyContent content shorter than this says nothing (N08)
     */
    public record Thresholds(double direct, double suggestion, double location, int repeatedCalls, int emptyContent) {}

    /** A season, both ends included; may reach over New Year. Dates are written {@code 05-01}. */
    public record Season(
            String name,
            @JsonFormat(pattern = "MM-dd") MonthDay from,
            @JsonFormat(pattern = "MM-dd") MonthDay to) {
        boolean includes(LocalDate date) {
            MonthDay day = MonthDay.from(date);
            boolean afterFrom = !day.isBefore(from);
            boolean beforeTo = !day.isAfter(to);
            return from.isAfter(to) ? afterFrom || beforeTo : afterFrom && beforeTo;
        }
    }

    /**
     * How likely two reports are about the same thing (reference §4.8).
     *
     * @param never case types that are never merged
     * @param emptyWords characters that say nothing in a comparison of texts
     */
    public record Merging(
            double sameItem,
            double samePoi,
            double near,
            double nearMetres,
            double sameDay,
            double text,
            double sameCaller,
            double strong,
            double suggest,
            Set<String> never,
            String emptyWords) {
        public Merging {
            never = Set.copyOf(never);
        }
    }
}

package org.liandong.district;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.QualityNote;

/** Turns the two numbers that arrived into a point of the district, or says why they are none (reference §2.5). */
final class PositionReader {
    private static final double NOTHING = 1e-6;
    private static final double MORE_THAN_DEGREES = 400;
    /** The shifted systems lie up to about a kilometre off; the box is widened by that before a system is known. */
    private static final double SHIFT_MARGIN = 0.015;
    /** Two systems must differ by this much in their distance from the address before one is believed. */
    private static final double CLEARLY_NEARER_M = 200;

    private final Settings settings;
    private final Coordinates coordinates;

    PositionReader(Settings settings) {
        this.settings = settings;
        this.coordinates = new Coordinates(settings.projection());
    }

    /**
     * @param point null if there is none
     * @param unknownSystem whether there were numbers whose coordinate system could not be found out
     */
    record Fix(@Nullable GeoPoint point, boolean unknownSystem, List<QualityNote> notes) {
        static final Fix NONE = new Fix(null, false, List.of());
    }

    private record Candidate(Crs crs, GeoPoint point) {}

    /** @param reference the geocoded address, to tell an unknown coordinate system by */
    Fix read(RawLocation raw, @Nullable GeoPoint reference) {
        String field = raw.fields().position();
        if (isNothing(raw.lng()) && isNothing(raw.lat())) {
            return Fix.NONE;
        }
        Double x = number(raw.lng());
        Double y = number(raw.lat());
        if (x == null || y == null) {
            return nothing(new QualityNote("Q-CRS", field, "坐标不是数字,置空"));
        }
        if (Math.abs(x) < NOTHING && Math.abs(y) < NOTHING) {
            String grid = raw.grid();
            return nothing(new QualityNote("Q-GPS-ZERO", field, grid == null || grid.isBlank() ? "置空" : "置空,以网格定位"));
        }
        if (Math.abs(x) > MORE_THAN_DEGREES && Math.abs(y) > MORE_THAN_DEGREES) {
            return inSystem(Crs.GK3, x, y, field);
        }
        Optional<Crs> named = Crs.named(raw.crs() == null ? "" : raw.crs());
        return named.isPresent()
                ? inSystem(named.get() == Crs.GK3 ? Crs.CGCS2000 : named.get(), x, y, field)
                : inUnknownSystem(x, y, reference, field);
    }

    private boolean isNothing(@Nullable String text) {
        return text == null
                || text.isBlank()
                || (settings.nullWords().contains(text.strip()) && !text.strip().equals("0"));
    }

    private Fix inSystem(Crs crs, double x, double y, String field) {
        GeoPoint point = coordinates.toCgcs2000(crs, x, y);
        if (settings.box().contains(point)) {
            return new Fix(point, false, List.of());
        }
        GeoPoint swapped = coordinates.toCgcs2000(crs, y, x);
        if (settings.box().contains(swapped)) {
            return new Fix(swapped, false, List.of(swapNote(crs, field)));
        }
        return outside(field);
    }

    private Fix inUnknownSystem(double x, double y, @Nullable GeoPoint reference, String field) {
        boolean upright = nearBox(x, y);
        if (!upright && !nearBox(y, x)) {
            return outside(field);
        }
        Optional<Candidate> found =
                reference == null ? Optional.empty() : nearest(upright ? x : y, upright ? y : x, reference);
        if (found.isEmpty()) {
            return new Fix(null, true, List.of(new QualityNote("Q-CRS", field, "坐标系不明,置空待核")));
        }
        Candidate chosen = found.get();
        List<QualityNote> notes = new ArrayList<>();
        if (!upright) {
            notes.add(swapNote(chosen.crs(), field));
        }
        notes.add(new QualityNote(
                "Q-CRS",
                field,
                chosen.crs() == Crs.CGCS2000 ? "坐标系不明,按地址判定为CGCS2000" : "坐标系不明,按地址判定为" + chosen.crs() + "->CGCS2000"));
        return new Fix(chosen.point(), false, notes);
    }

    private Optional<Candidate> nearest(double x, double y, GeoPoint reference) {
        List<Candidate> candidates = Stream.of(Crs.CGCS2000, Crs.GCJ02, Crs.BD09)
                .map(crs -> new Candidate(crs, coordinates.toCgcs2000(crs, x, y)))
                .filter(candidate -> settings.box().contains(candidate.point()))
                .sorted(Comparator.comparingDouble(
                        candidate -> candidate.point().metresTo(reference)))
                .toList();
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        double best = candidates.get(0).point().metresTo(reference);
        double next = candidates.size() > 1 ? candidates.get(1).point().metresTo(reference) : Double.MAX_VALUE;
        boolean decided = best <= settings.address().agreeMetres() && next - best >= CLEARLY_NEARER_M;
        return decided ? Optional.of(candidates.get(0)) : Optional.empty();
    }

    private boolean nearBox(double x, double y) {
        Settings.Box box = settings.box();
        return x >= box.west() - SHIFT_MARGIN
                && x <= box.east() + SHIFT_MARGIN
                && y >= box.south() - SHIFT_MARGIN
                && y <= box.north() + SHIFT_MARGIN;
    }

    private static QualityNote swapNote(Crs crs, String field) {
        return new QualityNote(
                "Q-LATLNG-SWAPPED", field, crs == Crs.CGCS2000 ? "纬经度互换" : "纬经度互换并" + crs + "->CGCS2000");
    }

    private static Fix outside(String field) {
        return nothing(new QualityNote("Q-GPS-OUTSIDE", field, "坐标不在本区范围,置空"));
    }

    private static Fix nothing(QualityNote note) {
        return new Fix(null, false, List.of(note));
    }

    private static @Nullable Double number(@Nullable String text) {
        try {
            return text == null ? null : new BigDecimal(text.strip()).doubleValue();
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}

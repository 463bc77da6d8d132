package org.liandong.district;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Location;
import org.liandong.cases.QualityNote;

/**
 * Finds out where a case is (reference §2.5, §3.3). Safe for any number of threads.
 *
 * <p>The street is taken from what is surest: grid, community or street code, the area the sender names, the address, a
 * named place near the position. The nearest street centre is a last resort for want of street polygons; its confidence
 * stays below the threshold and its basis says so.
 */
public final class Locator {
    private static final int DECIMALS = 6;

    private final District district;
    private final Settings settings;
    private final AddressReader addresses;
    private final PositionReader positions;
    private final StreetFinder streets;

    public Locator(District district) {
        this.district = district;
        this.settings = district.settings();
        this.addresses = new AddressReader(district);
        this.positions = new PositionReader(settings);
        this.streets = new StreetFinder(district, addresses);
    }

    /** Never fails: what cannot be found out is left open and noted. */
    public Located locate(RawLocation raw) {
        AddressReader.Reading address = addresses.read(raw.address());
        Place picked = addresses.read(raw.poi()).pointed();
        Place geocoded = picked != null ? picked : address.pointed();
        PositionReader.Fix fix = positions.read(raw, geocoded == null ? null : geocoded.point());
        Place snapped = fix.point() == null ? null : nearestPlace(fix.point());
        Place place = geocoded != null ? geocoded : snapped;
        StreetFinder.Found street = streets.find(raw, address, picked, snapped, fix.point());

        List<QualityNote> notes = new ArrayList<>(fix.notes());
        notes.addAll(street.notes());
        if (geocoded != null && fix.point() != null) {
            double apart = geocoded.point().metresTo(fix.point());
            if (apart > settings.address().agreeMetres()) {
                notes.add(new QualityNote(
                        "Q-AMBIG-PLACE",
                        raw.fields().position(),
                        "坐标与“%s”相距%.1f公里,待核".formatted(geocoded.name(), apart / 1000)));
            }
        }
        Codes codes = codes(raw);
        Location.Quality quality = quality(fix, picked, geocoded, address.near(), codes, street.code());
        GeoPoint point =
                fix.point() != null || geocoded == null || fix.unknownSystem() ? fix.point() : geocoded.point();
        Location location = new Location(
                settings.division(),
                street.code(),
                codes.community(),
                codes.grid(),
                codes.grid() == null ? null : gridKind(codes.grid()),
                address.text(),
                place == null ? null : place.name(),
                point == null ? null : rounded(point.lng()),
                point == null ? null : rounded(point.lat()),
                quality,
                street.inferred(),
                raw.lng() == null && raw.lat() == null
                        ? null
                        : new Location.Raw(raw.lng(), raw.lat(), raw.crs(), raw.accuracyM()));
        return new Located(location, notes, street.confidence(), street.basis(), street.candidates());
    }

    private record Codes(
            @Nullable String community, @Nullable String grid) {}

    private Codes codes(RawLocation raw) {
        String grid = ours(raw.grid(), 15).orElse(null);
        String community =
                grid != null ? grid.substring(0, 12) : ours(raw.community(), 12).orElse(null);
        return new Codes(community, grid);
    }

    private Optional<String> ours(@Nullable String code, int length) {
        return Optional.ofNullable(code)
                .map(String::strip)
                .filter(text -> text.matches("\\d{" + length + "}"))
                .filter(text -> district.street(text.substring(0, 9)).isPresent());
    }

    private static Location.Quality quality(
            PositionReader.Fix fix,
            @Nullable Place picked,
            @Nullable Place geocoded,
            boolean near,
            Codes codes,
            @Nullable String street) {
        if (fix.unknownSystem()) {
            return Location.Quality.UNKNOWN_CRS;
        }
        if (picked != null) {
            return Location.Quality.POI;
        }
        if (fix.point() != null) {
            return Location.Quality.GPS;
        }
        if (geocoded != null) {
            return near ? Location.Quality.GEOCODED_FUZZY : Location.Quality.GEOCODED;
        }
        if (codes.grid() != null) {
            return Location.Quality.GRID_ONLY;
        }
        if (codes.community() != null) {
            return Location.Quality.COMMUNITY_ONLY;
        }
        return street != null ? Location.Quality.STREET_ONLY : Location.Quality.NONE;
    }

    private @Nullable Place nearestPlace(GeoPoint point) {
        return district.places().stream()
                .filter(place -> place.kind() != Place.Kind.ROAD)
                .filter(place ->
                        place.point().metresTo(point) <= settings.address().snapMetres())
                .min(Comparator.comparingDouble(place -> place.point().metresTo(point)))
                .orElse(null);
    }

    /** The kind by the serial of the grid (reference §2.4): below 500 natural, below 800 a unit's own, then special. */
    static String gridKind(String grid) {
        int serial = Integer.parseInt(grid.substring(12));
        if (serial < 500) {
            return "Z";
        }
        return serial < 800 ? "S" : "X";
    }

    private static BigDecimal rounded(double degrees) {
        BigDecimal value = BigDecimal.valueOf(degrees)
                .setScale(DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return value.scale() < 0 ? value.setScale(0) : value;
    }
}

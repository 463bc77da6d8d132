package org.liandong.district;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class CoordinatesTest {
    private static final Offset<Double> DEGREES = within(1.1e-6);
    private static final Offset<Double> METRES = within(0.02);
    private final Coordinates coordinates =
            new Coordinates(Jiangning.DISTRICT.settings().projection());

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/reference/golden-coords.csv", numLinesToSkip = 1)
    void goldenPointsConvertBothWays(
            String name,
            double lng,
            double lat,
            double gcjLng,
            double gcjLat,
            double bdLng,
            double bdLat,
            double east,
            double north,
            double gcjShift,
            double bdShift) {
        GeoPoint point = new GeoPoint(lng, lat);

        assertSame(coordinates.toCgcs2000(Crs.CGCS2000, lng, lat), point);
        assertSame(coordinates.toCgcs2000(Crs.GCJ02, gcjLng, gcjLat), point);
        assertSame(coordinates.toCgcs2000(Crs.BD09, bdLng, bdLat), point);
        assertSame(coordinates.toCgcs2000(Crs.GK3, east, north), point);
        assertSame(coordinates.toCgcs2000(Crs.GK3, east - 40_000_000, north), point);
        assertThat(coordinates.fromCgcs2000(Crs.GCJ02, point).x()).isCloseTo(gcjLng, DEGREES);
        assertThat(coordinates.fromCgcs2000(Crs.GCJ02, point).y()).isCloseTo(gcjLat, DEGREES);
        assertThat(coordinates.fromCgcs2000(Crs.BD09, point).x()).isCloseTo(bdLng, DEGREES);
        assertThat(coordinates.fromCgcs2000(Crs.BD09, point).y()).isCloseTo(bdLat, DEGREES);
        assertThat(coordinates.fromCgcs2000(Crs.GK3, point).x()).isCloseTo(east, METRES);
        assertThat(coordinates.fromCgcs2000(Crs.GK3, point).y()).isCloseTo(north, METRES);
        assertThat(point.metresTo(new GeoPoint(gcjLng, gcjLat))).isCloseTo(gcjShift, within(2.0));
        assertThat(point.metresTo(new GeoPoint(bdLng, bdLat))).isCloseTo(bdShift, within(4.0));
    }

    @ParameterizedTest
    @CsvSource({
        "gcj02, GCJ02",
        "GCJ-02, GCJ02",
        "bd09, BD09",
        "BD-09, BD09",
        "bd09ll, BD09",
        "WGS84, CGCS2000",
        "WGS-84, CGCS2000",
        "cgcs2000, CGCS2000",
        "EPSG:4490, CGCS2000",
        "CGCS2000 3度带, GK3",
        "国家2000, CGCS2000"
    })
    void sendersNameTheirSystemInManyWays(String word, Crs crs) {
        assertThat(Crs.named(word)).contains(crs);
    }

    private static void assertSame(GeoPoint found, GeoPoint expected) {
        assertThat(found.lng()).isCloseTo(expected.lng(), DEGREES);
        assertThat(found.lat()).isCloseTo(expected.lat(), DEGREES);
    }
}

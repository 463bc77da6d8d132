package org.liandong.district;

import org.liandong.geodesy.GaussKrueger;

/**
 * Converts between CGCS2000 and what other systems use (reference §2.5). Pure; exact to about a centimetre both ways,
 * because the shifted systems, which have no closed inverse, are inverted by iteration.
 */
public final class Coordinates {
    /** Krasovsky ellipsoid, on which GCJ-02 is defined. */
    private static final double GCJ_AXIS = 6_378_245.0;

    private static final double GCJ_ECCENTRICITY2 = 0.006693421622965943;
    private static final double BD_FACTOR = Math.PI * 3000 / 180;
    private static final int ITERATIONS = 30;
    private static final double CLOSE_ENOUGH = 1e-11;

    private final GaussKrueger projection;

    public Coordinates(Settings.Projection projection) {
        this.projection = new GaussKrueger(projection.zone(), projection.centralMeridian());
    }

    /** A pair of numbers in some system: longitude and latitude, or easting and northing. */
    public record Pair(double x, double y) {}

    /** @return the point in CGCS2000 degrees, not rounded */
    public GeoPoint toCgcs2000(Crs from, double x, double y) {
        return switch (from) {
            case CGCS2000 -> new GeoPoint(x, y);
            case GCJ02 -> fromGcj(x, y);
            case BD09 -> fromBd(x, y);
            case GK3 -> {
                GaussKrueger.Degrees found = projection.toDegrees(x, y);
                yield new GeoPoint(found.lng(), found.lat());
            }
        };
    }

    /** @return the point in another system; Gauss-Krüger eastings carry the zone number */
    public Pair fromCgcs2000(Crs to, GeoPoint point) {
        return switch (to) {
            case CGCS2000 -> new Pair(point.lng(), point.lat());
            case GCJ02 -> toGcj(point.lng(), point.lat());
            case BD09 -> {
                Pair gcj = toGcj(point.lng(), point.lat());
                yield gcjToBd(gcj.x(), gcj.y());
            }
            case GK3 -> {
                GaussKrueger.Metres metres = projection.toMetres(point.lng(), point.lat());
                yield new Pair(metres.east(), metres.north());
            }
        };
    }

    private static GeoPoint fromGcj(double x, double y) {
        Pair found = inverse(x, y, Coordinates::toGcj);
        return new GeoPoint(found.x(), found.y());
    }

    private static GeoPoint fromBd(double x, double y) {
        Pair gcj = inverse(x, y, Coordinates::gcjToBd);
        return fromGcj(gcj.x(), gcj.y());
    }

    private interface Shift {
        Pair apply(double x, double y);
    }

    /** Both shifts change slowly over space, so that stepping back by the shift at the last guess converges fast. */
    private static Pair inverse(double x, double y, Shift shift) {
        double guessX = x;
        double guessY = y;
        for (int i = 0; i < ITERATIONS; i++) {
            Pair shifted = shift.apply(guessX, guessY);
            double dx = x - shifted.x();
            double dy = y - shifted.y();
            guessX += dx;
            guessY += dy;
            if (Math.abs(dx) + Math.abs(dy) < CLOSE_ENOUGH) {
                break;
            }
        }
        return new Pair(guessX, guessY);
    }

    private static Pair gcjToBd(double x, double y) {
        double radius = Math.hypot(x, y) + 0.00002 * Math.sin(y * BD_FACTOR);
        double angle = Math.atan2(y, x) + 0.000003 * Math.cos(x * BD_FACTOR);
        return new Pair(radius * Math.cos(angle) + 0.0065, radius * Math.sin(angle) + 0.006);
    }

    private static Pair toGcj(double lng, double lat) {
        double x = lng - 105;
        double y = lat - 35;
        double root = Math.sqrt(Math.abs(x));
        double common = waves(6, 20, x) + waves(2, 20, x);
        double dLat = -100
                + 2 * x
                + 3 * y
                + 0.2 * y * y
                + 0.1 * x * y
                + 0.2 * root
                + (common + waves(1, 20, y) + waves(1.0 / 3, 40, y) + waves(1.0 / 12, 160, y) + waves(1.0 / 30, 320, y))
                        * 2
                        / 3;
        double dLng = 300
                + x
                + 2 * y
                + 0.1 * x * x
                + 0.1 * x * y
                + 0.1 * root
                + (common + waves(1, 20, x) + waves(1.0 / 3, 40, x) + waves(1.0 / 12, 150, x) + waves(1.0 / 30, 300, x))
                        * 2
                        / 3;
        double phi = Math.toRadians(lat);
        double w = 1 - GCJ_ECCENTRICITY2 * Math.pow(Math.sin(phi), 2);
        double meridian = GCJ_AXIS * (1 - GCJ_ECCENTRICITY2) / (w * Math.sqrt(w));
        double parallel = GCJ_AXIS / Math.sqrt(w) * Math.cos(phi);
        return new Pair(lng + Math.toDegrees(dLng / parallel), lat + Math.toDegrees(dLat / meridian));
    }

    private static double waves(double frequency, double amplitude, double at) {
        return amplitude * Math.sin(frequency * at * Math.PI);
    }
}

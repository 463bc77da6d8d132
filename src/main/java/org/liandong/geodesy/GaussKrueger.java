package org.liandong.geodesy;

/**
 * Transverse Mercator on the CGCS2000 ellipsoid with scale 1 and false easting 500 km, by Krüger's series in the third
 * flattening to the fourth order (far below a millimetre inside a three-degree zone). Immutable.
 */
public final class GaussKrueger {
    private static final double AXIS = 6_378_137.0;
    private static final double FLATTENING = 1 / 298.257222101;
    private static final double FALSE_EASTING = 500_000;
    private static final double ZONE_STEP = 1_000_000;
    private static final double THREE = 3;
    private static final double N = FLATTENING / (2 - FLATTENING);
    private static final double N2 = N * N;
    private static final double N3 = N2 * N;
    private static final double N4 = N3 * N;
    private static final double RECTIFYING_RADIUS = AXIS / (1 + N) * (1 + N2 / 4 + N4 / 64);
    private static final double[] ALPHA = {
        N / 2 - 2 * N2 / 3 + 5 * N3 / 16 + 41 * N4 / 180,
        13 * N2 / 48 - 3 * N3 / 5 + 557 * N4 / 1440,
        61 * N3 / 240 - 103 * N4 / 140,
        49561 * N4 / 161280
    };
    private static final double[] BETA = {
        N / 2 - 2 * N2 / 3 + 37 * N3 / 96 - N4 / 360,
        N2 / 48 + N3 / 15 - 437 * N4 / 1440,
        17 * N3 / 480 - 37 * N4 / 840,
        4397 * N4 / 161280
    };
    private static final double[] DELTA = {
        2 * N - 2 * N2 / 3 - 2 * N3 + 116 * N4 / 45,
        7 * N2 / 3 - 8 * N3 / 5 - 227 * N4 / 45,
        56 * N3 / 15 - 136 * N4 / 35,
        4279 * N4 / 630
    };

    private final int zone;
    private final double centralMeridian;

    /** @param centralMeridian in degrees */
    public GaussKrueger(int zone, double centralMeridian) {
        this.zone = zone;
        this.centralMeridian = centralMeridian;
    }

    /** Three degrees wide, as maps of this scale use them. */
    public static GaussKrueger ofThreeDegrees(double lng) {
        int zone = (int) Math.round(lng / THREE);
        return new GaussKrueger(zone, zone * THREE);
    }

    /** @param east with the zone number before it */
    public record Metres(double east, double north) {}

    public record Degrees(double lng, double lat) {}

    public Metres toMetres(double lng, double lat) {
        double phi = Math.toRadians(lat);
        double lambda = Math.toRadians(lng - centralMeridian);
        double e = 2 * Math.sqrt(N) / (1 + N);
        double t = Math.sinh(atanh(Math.sin(phi)) - e * atanh(e * Math.sin(phi)));
        double xi1 = Math.atan2(t, Math.cos(lambda));
        double eta1 = atanh(Math.sin(lambda) / Math.hypot(1, t));
        double xi = xi1;
        double eta = eta1;
        for (int j = 1; j <= ALPHA.length; j++) {
            xi += ALPHA[j - 1] * Math.sin(2 * j * xi1) * Math.cosh(2 * j * eta1);
            eta += ALPHA[j - 1] * Math.cos(2 * j * xi1) * Math.sinh(2 * j * eta1);
        }
        return new Metres(zone * ZONE_STEP + FALSE_EASTING + RECTIFYING_RADIUS * eta, RECTIFYING_RADIUS * xi);
    }

    /** @param easting with or without the zone number */
    public Degrees toDegrees(double easting, double northing) {
        double east = easting >= ZONE_STEP ? easting - zone * ZONE_STEP : easting;
        double xi = northing / RECTIFYING_RADIUS;
        double eta = (east - FALSE_EASTING) / RECTIFYING_RADIUS;
        double xi1 = xi;
        double eta1 = eta;
        for (int j = 1; j <= BETA.length; j++) {
            xi1 -= BETA[j - 1] * Math.sin(2 * j * xi) * Math.cosh(2 * j * eta);
            eta1 -= BETA[j - 1] * Math.cos(2 * j * xi) * Math.sinh(2 * j * eta);
        }
        double chi = Math.asin(Math.sin(xi1) / Math.cosh(eta1));
        double phi = chi;
        for (int j = 1; j <= DELTA.length; j++) {
            phi += DELTA[j - 1] * Math.sin(2 * j * chi);
        }
        double lambda = Math.atan2(Math.sinh(eta1), Math.cos(xi1));
        return new Degrees(centralMeridian + Math.toDegrees(lambda), Math.toDegrees(phi));
    }

    private static double atanh(double x) {
        return 0.5 * Math.log((1 + x) / (1 - x));
    }
}

package org.liandong.district;

/** A point in CGCS2000 degrees. At our accuracy WGS-84 is the same (reference §2.5). */
public record GeoPoint(double lng, double lat) {
    private static final double EARTH_RADIUS_M = 6_371_008.8;

    /** Distance along the ground in metres. */
    public double metresTo(GeoPoint other) {
        double phi1 = Math.toRadians(lat);
        double phi2 = Math.toRadians(other.lat);
        double dPhi = Math.sin((phi2 - phi1) / 2);
        double dLambda = Math.sin(Math.toRadians(other.lng - lng) / 2);
        double a = dPhi * dPhi + Math.cos(phi1) * Math.cos(phi2) * dLambda * dLambda;
        return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(a)));
    }
}

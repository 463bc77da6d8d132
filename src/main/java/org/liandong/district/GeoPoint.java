package org.liandong.district;

/** A point in CGCS2000 degrees. At our accuracy WGS-84 is the same (reference §2.5). */
public record GeoPoint(double lng, double lat) {
    private static final double EARTH_RADIUS_M = 6_371_008.8;

    /** An upright rectangle on the map. */
    public record Box(GeoPoint southWest, GeoPoint northEast) {}

    /** The box that holds every point within so many metres. Not for the poles nor the date line. */
    public Box around(double metres) {
        double up = Math.toDegrees(metres / EARTH_RADIUS_M);
        double across = up / Math.cos(Math.toRadians(Math.abs(lat) + up));
        return new Box(new GeoPoint(lng - across, lat - up), new GeoPoint(lng + across, lat + up));
    }

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

package org.liandong.district;

import org.jspecify.annotations.Nullable;

/**
 * Where a case is, as its sender put it. Only what is said of the place of the matter belongs here: never the caller's
 * phone area, home or account (reference §3.3 Q-NO-DISTRICT).
 *
 * @param lng first number of the position, degrees or metres, as text
 * @param lat second number
 * @param crs the sender's word for the coordinate system
 * @param accuracyM the sender's accuracy in metres
 * @param poi name of the place the sender picked
 * @param address the address in words
 * @param area the sender's field for district or street (区域): a code or a name
 * @param community twelve digits
 * @param grid fifteen digits
 * @param fields what the sender calls these fields, for quality notes
 */
public record RawLocation(
        @Nullable String lng,
        @Nullable String lat,
        @Nullable String crs,
        @Nullable String accuracyM,
        @Nullable String poi,
        @Nullable String address,
        @Nullable String area,
        @Nullable String community,
        @Nullable String grid,
        Fields fields) {

    /** The sender's names for the position, the address and the area. */
    public record Fields(String position, String address, String area) {}

    /** A place known by its address alone. */
    public static RawLocation ofAddress(String address, Fields fields) {
        return new RawLocation(null, null, null, null, null, address, null, null, null, fields);
    }
}

package org.liandong.district;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The coordinate systems that arrive (reference §2.5). */
public enum Crs {
    /** National system; WGS-84 is the same at our accuracy. */
    CGCS2000("CGCS2000|WGS84|EPSG4490|EPSG4326|GPS|国家2000"),
    /** Shifted, of 高德 and 腾讯. */
    GCJ02("GCJ02|AMAP|GAODE|高德|腾讯|火星"),
    /** Shifted twice, of 百度. */
    BD09("BD09|BD09LL|BAIDU|百度"),
    /** Metres of the district's three-degree Gauss-Krüger zone, easting with or without the zone number. */
    GK3(".*(?:GK|GAUSSKRUGER|3DEGREE|三度带|3度带|高斯).*");

    private final String names;

    Crs(String names) {
        this.names = names;
    }

    /** The system a sender's word means; letter case, hyphens and the like do not matter. */
    public static Optional<Crs> named(String text) {
        String plain = text.toUpperCase(Locale.ROOT).replaceAll("[^\\p{IsHan}A-Z0-9]", "");
        return Arrays.stream(values()).filter(crs -> plain.matches(crs.names)).findFirst();
    }
}

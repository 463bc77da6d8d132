package org.liandong.district;

import java.nio.file.Path;

/** The shipped district, loaded once for all tests. */
public final class Jiangning {
    public static final Path FOLDER = Path.of("district/jiangning");
    public static final District DISTRICT = District.load(FOLDER);

    private Jiangning() {}
}

package org.liandong.district;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the gazetteer and the grids that belong to somebody. */
final class PlaceReader {
    private static final List<String> PLACE_COLUMNS = List.of("name", "aliases", "street9", "lng", "lat", "kind");
    private static final List<String> GRID_COLUMNS =
            List.of("grid_code15", "kind", "name", "partner", "department", "valid_from", "valid_to");
    private static final Pattern GRID_CODE = Pattern.compile("\\d{15}");
    private static final Map<String, Place.Kind> KINDS =
            Map.of("poi", Place.Kind.POI, "road", Place.Kind.ROAD, "crossing", Place.Kind.CROSSING);

    private final Path folder;
    private final LoadProblem.Collector problems;
    private final Set<String> streets;
    private final Set<String> departments;

    PlaceReader(Path folder, LoadProblem.Collector problems, Set<String> streets, Set<String> departments) {
        this.folder = folder;
        this.problems = problems;
        this.streets = streets;
        this.departments = departments;
    }

    List<Place> places() {
        Map<String, String> taken = new HashMap<>();
        return CsvTable.read(folder.resolve("places.csv"), PLACE_COLUMNS, problems)
                .map(row -> {
                    Place place = new Place(
                            row.text("name"),
                            row.list("aliases"),
                            row.reference("street9", streets, "街道或园区"),
                            new GeoPoint(row.decimal("lng", -180, 180), row.decimal("lat", -90, 90)),
                            row.one("kind", KINDS, Place.Kind.POI));
                    if (taken.put(place.name(), place.street()) != null) {
                        row.wrong("name", "地名“" + place.name() + "”重复,请删去一行");
                    }
                    return place;
                });
    }

    List<SpecialGrid> specialGrids() {
        return CsvTable.read(folder.resolve("special-grids.csv"), GRID_COLUMNS, problems)
                .map(row -> {
                    String kind = row.one("kind", Map.of("S", "S", "X", "X"), "S");
                    String code = row.matching("grid_code15", GRID_CODE, "请改为15位网格代码");
                    if (code.length() == 15) {
                        row.reference(
                                "grid_code15",
                                streets.contains(code.substring(0, 9)) ? Set.of(code) : Set.of(),
                                "网格(前9位不是本区街道)");
                    }
                    return new SpecialGrid(
                            code,
                            kind,
                            row.text("name"),
                            kind.equals("S") ? row.text("partner") : blankToNull(row.raw("partner")),
                            kind.equals("X")
                                    ? row.reference("department", departments, "部门")
                                    : blankToNull(row.raw("department")),
                            Validity.of(row));
                });
    }

    private static @Nullable String blankToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}

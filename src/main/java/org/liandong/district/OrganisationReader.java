package org.liandong.district;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads departments with their names over time, and streets and parks with theirs. */
final class OrganisationReader {
    private static final List<String> DEPARTMENT_COLUMNS = List.of(
            "dept_code",
            "seq_in_seed",
            "seed_name",
            "full_name_2018",
            "successor_after_2019",
            "adapter_style",
            "system_name",
            "transport",
            "format_charset",
            "network_zone",
            "auth",
            "direction",
            "known_quirks",
            "lead_items",
            "co_items",
            "name_certainty",
            "style_provenance");
    private static final List<String> ALIAS_COLUMNS =
            List.of("dept_code", "alias", "kind", "valid_from", "valid_to", "basis");
    private static final List<String> STREET_COLUMNS = List.of(
            "street_code9",
            "street_code12",
            "name",
            "pinyin",
            "kind",
            "in_seed_count_of_10",
            "test_center_lon",
            "test_center_lat",
            "test_center_crs",
            "code_source",
            "code_certainty",
            "center_certainty",
            "note");
    private static final List<String> STREET_ALIAS_COLUMNS = List.of("street_code9", "alias", "kind", "confidence");
    private static final Pattern DEPARTMENT_CODE = Pattern.compile("[A-Z][A-Z0-9]{1,7}");
    private static final Pattern STREET_CODE = Pattern.compile("\\d{9}");

    private final Path folder;
    private final LoadProblem.Collector problems;

    OrganisationReader(Path folder, LoadProblem.Collector problems) {
        this.folder = folder;
        this.problems = problems;
    }

    Map<String, Department> departments() {
        CsvTable table = CsvTable.read(folder.resolve("departments.csv"), DEPARTMENT_COLUMNS, problems);
        Map<String, String> shortNames = new LinkedHashMap<>();
        for (Row row : table.rows()) {
            String code = row.matching("dept_code", DEPARTMENT_CODE, "部门代码应为2到8位大写字母或数字,字母开头");
            if (shortNames.put(code, row.text("seed_name")) != null) {
                row.wrong("dept_code", "部门代码“" + code + "”重复,请删去一行");
            }
        }
        Map<String, List<Department.Alias>> aliases = aliases(shortNames);
        Map<String, Department> departments = new LinkedHashMap<>();
        shortNames.forEach((code, name) ->
                departments.put(code, new Department(code, name, aliases.getOrDefault(code, List.of()))));
        return departments;
    }

    private Map<String, List<Department.Alias>> aliases(Map<String, String> departments) {
        CsvTable table = CsvTable.read(folder.resolve("department-aliases.csv"), ALIAS_COLUMNS, problems);
        Map<String, List<Department.Alias>> byDepartment = new LinkedHashMap<>();
        for (Row row : table.rows()) {
            String code = row.reference("dept_code", departments.keySet(), "部门");
            boolean official = row.one("kind", Map.of("正式名", true, "简称", false), false);
            Department.Alias alias = new Department.Alias(row.text("alias"), official, Validity.of(row));
            byDepartment.forEach((other, known) -> {
                if (!other.equals(code) && known.stream().anyMatch(one -> clashes(one, alias))) {
                    row.wrong("alias", "“" + alias.name() + "”同一时期也是部门" + other + "的名称,请错开有效期或改名");
                }
            });
            byDepartment.computeIfAbsent(code, none -> new ArrayList<>()).add(alias);
        }
        return byDepartment;
    }

    private static boolean clashes(Department.Alias one, Department.Alias other) {
        return one.name().equals(other.name()) && one.validity().overlaps(other.validity());
    }

    Map<String, Street> streets(@Nullable Settings settings) {
        CsvTable table = CsvTable.read(folder.resolve("streets.csv"), STREET_COLUMNS, problems);
        Map<String, Street> streets = new LinkedHashMap<>();
        for (Row row : table.rows()) {
            String code = row.matching("street_code9", STREET_CODE, "请改为9位街道代码");
            if (settings != null && !code.startsWith(settings.division())) {
                row.wrong("street_code9", "“" + code + "”不属于本区" + settings.division() + ",请核对");
            }
            boolean park = !row.text("kind").startsWith("街道");
            if (streets.put(code, new Street(code, row.text("name"), park, centre(row))) != null) {
                row.wrong("street_code9", "街道代码“" + code + "”重复,请删去一行");
            }
        }
        return streets;
    }

    private static @Nullable GeoPoint centre(Row row) {
        if (row.raw("test_center_lon").isEmpty() && row.raw("test_center_lat").isEmpty()) {
            return null;
        }
        if (!row.raw("test_center_crs").equals("CGCS2000")) {
            row.wrong("test_center_crs", "中心点须为CGCS2000经纬度,请先换算");
        }
        return new GeoPoint(row.decimal("test_center_lon", -180, 180), row.decimal("test_center_lat", -90, 90));
    }

    List<StreetName> streetNames(Map<String, Street> streets) {
        CsvTable table = CsvTable.read(folder.resolve("street-aliases.csv"), STREET_ALIAS_COLUMNS, problems);
        List<StreetName> names = new ArrayList<>(table.map(row -> new StreetName(
                row.reference("street_code9", streets.keySet(), "街道或园区"),
                row.text("alias"),
                row.one("kind", Map.of("全称", true, "简称", false), false),
                row.decimal("confidence", 0, 1))));
        streets.values().stream()
                .filter(street -> !street.park())
                .forEach(street -> names.add(new StreetName(street.code(), street.name(), true, 1)));
        return names;
    }
}

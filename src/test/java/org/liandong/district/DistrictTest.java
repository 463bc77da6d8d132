package org.liandong.district;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistrictTest {
    private static final LocalDate DAY = LocalDate.of(2026, 7, 1);
    private final District district = Jiangning.DISTRICT;

    @Test
    void theShippedDistrictIsWhole() {
        assertThat(district.departments()).hasSize(16);
        assertThat(district.streets()).hasSize(15).filteredOn(Street::park).hasSize(5);
        assertThat(district.items(DAY)).hasSize(82);
        assertThat(district.places()).hasSizeGreaterThanOrEqualTo(17);
        assertThat(district.codes(CodeList.RETURN))
                .containsEntry("R01", "非本单位职责")
                .hasSize(8);
        assertThat(district.codes(CodeList.EXTENSION)).hasSize(6);
        assertThat(district.codes(CodeList.SUSPEND)).hasSize(5);
        assertThat(district.codes(CodeList.REFUSE)).hasSize(9);
    }

    @ParameterizedTest(name = "{0} on {1} -> {2}")
    @CsvSource({
        "环保局, 2017-05-01, HB",
        "环保局, 2026-05-01, HB",
        "生态环境局, 2026-05-01, HB",
        "江宁区应急管理局, 2026-05-01, AJ",
        "城管, 2026-05-01, CG",
        "XF, 2026-05-01, XF",
    })
    void aDepartmentIsKnownByEveryNameItHad(String name, LocalDate day, String code) {
        assertThat(district.departmentNamed(name, day).map(Department::code)).contains(code);
    }

    @Test
    void theOfficialNameFollowsTheReform() {
        Department water = district.department("SL").orElseThrow();

        assertThat(water.nameOn(LocalDate.of(2018, 6, 1))).isEqualTo("江宁区水利局");
        assertThat(water.nameOn(LocalDate.of(2020, 6, 1))).isEqualTo("江宁区水务局");
    }

    @Test
    void unitsAreFoundByCodeOrName() {
        assertThat(district.unit("江宁开发区", DAY).orElseThrow())
                .isEqualTo(new Unit(Unit.Kind.STREET, "320115402", "江宁开发区"));
        assertThat(district.unit("区受理中心", DAY)).contains(district.centre());
        assertThat(district.unit("某某局", DAY)).isEmpty();
    }

    @Test
    void anItemKeepsItsStagesAndExtension() {
        WorkItem illegalBuilding = district.item("050301", DAY).orElseThrow();

        assertThat(illegalBuilding.limits().milestones())
                .extracting(milestone -> milestone.name() + milestone.limit())
                .containsExactly("停工4工作时", "处罚7工作日", "拆除20工作日");
        assertThat(illegalBuilding.extension().maxTimes()).isEqualTo(1);
        assertThat(district.item("060103", DAY).orElseThrow().extension().most())
                .isNull();
    }

    @Test
    void aLaterWorkListTakesOverAtMidnightAndOldCasesKeepTheirs(@TempDir Path folder) throws IOException {
        copy(folder);
        String list = Files.readString(folder.resolve("work-items.csv"));
        Files.writeString(
                folder.resolve("work-items-2027-01-01.csv"),
                list.replace("夜间施工噪声", "夜间建筑施工噪声").replaceFirst("(?m)^090203,.*\\R", ""));

        District next = District.load(folder);

        assertThat(next.item("060103", LocalDate.of(2026, 12, 31)).orElseThrow().version())
                .isEqualTo(1);
        assertThat(next.item("060103", LocalDate.of(2027, 1, 1)).orElseThrow())
                .extracting(WorkItem::version, WorkItem::name)
                .containsExactly(2, "夜间建筑施工噪声");
        assertThat(next.item("060103", 1).orElseThrow().name()).isEqualTo("夜间施工噪声");
        assertThat(next.item("090203", LocalDate.of(2027, 1, 1))).isEmpty();
    }

    @Test
    void aChangedHolidayChangesTheCalendarsVersion(@TempDir Path folder) throws IOException {
        copy(folder);
        Files.writeString(folder.resolve("local-days.csv"), "date,kind,note\n2026-07-08,off,暴雪停工\n");

        District changed = District.load(folder);

        assertThat(changed.calendar().isWorkday(LocalDate.of(2026, 7, 8))).isFalse();
        assertThat(changed.calendar().version())
                .isNotEqualTo(district.calendar().version());
    }

    @Test
    void aSeventeenthDepartmentIsOneMoreLine(@TempDir Path folder) throws IOException {
        copy(folder);
        Files.writeString(
                folder.resolve("departments.csv"),
                Files.readString(folder.resolve("departments.csv"))
                        + "JS,17,住建,江宁区住房和城乡建设局,(不变),REST,房产系统,HTTPS REST,JSON|UTF-8,政务外网,-,双向,,0,0,,\n");

        assertThat(District.load(folder).department("JS").orElseThrow().shortName())
                .isEqualTo("住建");
    }

    static void copy(Path to) throws IOException {
        try (Stream<Path> files = Files.list(Jiangning.FOLDER)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}

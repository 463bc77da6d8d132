package org.liandong.district;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of broken file is told with file, line, column and cure. */
class DistrictLoadingErrorsTest {
    private final Path folder;

    DistrictLoadingErrorsTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        DistrictTest.copy(folder);
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(
            delimiter = '~',
            value = {
                "departments.csv ~ GA,4 ~ ga,4 ~ departments.csv 第5行 dept_code列: “ga”不合格式",
                "department-aliases.csv ~ XF,消防大队 ~ ZZ,消防大队 ~ dept_code列: 没有名为“ZZ”的部门",
                "department-aliases.csv ~ SL,水务局,简称,2019-01-01 ~ SL,水务局,简称,2019/1/1 ~ valid_from列: “2019/1/1”不是日期",
                "department-aliases.csv ~ SL,水利局 ~ SL,环保局 ~ alias列: “环保局”同一时期也是部门HB的名称",
                "streets.csv ~ 320115003, ~ 320114003, ~ streets.csv 第4行 street_code9列: “320114003”不属于本区",
                "street-aliases.csv ~ 0.7 ~ 7 ~ confidence列: “7”不合要求",
                "street-aliases.csv ~ 东山,简称 ~ 东山,俗称 ~ kind列: “俗称”不在可选值内",
                "work-items.csv ~ MZ,民政,街道,Z;S,N ~ XX,民政,街道,Z;S,N ~ 第2行 co_dept_codes列: 没有名为“XX”的部门",
                "work-items.csv ~ 4,EH,,0,,,N ~ 4,EM,,0,,,N ~ dispose_unit列: “EM”不在可选值内",
                "work-items.csv ~ 停工:4WH ~ 停工4WH ~ milestones列: 阶段应写作“停工:4WH”",
                "work-items.csv ~ 010102, ~ 010101, ~ 第3行 item_code列: 事项代码“010101”重复",
                "work-items.csv ~ item_name ~ name ~ 第1行 name列: 不认识此列",
                "work-items.csv ~ item_name ~ name ~ 第1行 item_name列: 缺少此列",
                "places.csv ~ 320115402,118.7811 ~ 320115499,118.7811 ~ street9列: 没有名为“320115499”的街道或园区",
                "places.csv ~ 118.7811 ~ 一一八 ~ places.csv 第2行 lng列: “一一八”不合要求",
                "routing-rules.csv ~ SL,AJ;CG ~ QX,AJ;CG ~ 第2行 lead列: 没有名为“QX”的部门",
                "routing-rules.csv ~ SL,AJ;CG ~ SL,AJ;QX ~ 第2行 cos列: 没有名为“QX”的部门",
                "routing-rules.csv ~ ,060301, ~ ,061301, ~ item列: “061301”不对应任何事项",
                "routing-rules.csv ~ 05**** ~ 05*** ~ item列: “05***”不合格式",
                "routing-rules.csv ~ 汛期,SL ~ 雨季,SL ~ when列: “雨季”既不是时段",
                "routing-rules.csv ~ 22:00-06:00 ~ 22点-6点 ~ when列: “22点-6点”不合格式",
                "routing-rules.csv ~ Y,N,\"汛期内涝 ~ 是,N,\"汛期内涝 ~ direct列: “是”不在可选值内",
                "routing-rules.csv ~ 99,* ~ 99,060301 ~ routing-rules.csv: 缺少兜底规则",
                "routing-rules.csv ~ R-050204-XQ,2 ~ R-050204-XQ,1 ~ version列: 规则R-050204-XQ已有版本1",
                "item-keywords.csv ~ 020102 ~ 029999 ~ item列: 没有名为“029999”的事项",
                "title-phrases.csv ~ 第(\\d+)次 ~ 第(\\d+次 ~ pattern列: 不是合法的正则表达式",
                "emergency-words.csv ~ all,none,call ~ all,call ~ none列: 缺少此列",
                "refusal-words.csv ~ N01 ~ N21 ~ reason列: 没有名为“N21”的不予受理原因",
                "code-lists.csv ~ 退单,R02 ~ 退回,R02 ~ list列: “退回”不在可选值内",
                "default-limits.csv ~ ACCEPT,E,10min ~ ACCEPT,E,十分 ~ amount列: 时限应为数字",
                "holidays.csv ~ 2026-01-01,off ~ 2026-01-01,休 ~ kind列: “休”不在可选值内",
                "fixed-holidays.csv ~ 05-01 ~ 5月1日 ~ month_day列: “5月1日”不是月日",
                "special-grids.csv ~ 320115002007501 ~ 32011500200750 ~ grid_code15列: “32011500200750”不合格式",
                "special-grids.csv ~ ,GT, ~ ,GTT, ~ department列: 没有名为“GTT”的部门",
                "calendar.yaml ~ 09:00-12:00 ~ 12:00-09:00 ~ 办公时段的开始须早于结束",
                "calendar.yaml ~ standard: GOV-STD ~ standard: GOV ~ standard列: 没有名为“GOV”的日历档案",
                "district.yaml ~ 'name: 江宁区' ~ 'name: 江宁区\nalias: 江宁' ~ alias列: 不认识此项",
                "district.yaml ~ snapMetres ~ snapMeters ~ address.snapMetres列: 缺少此项",
                "district.yaml ~ 'division: \"320115\"' ~ '' ~ division列: 缺少此项",
                "district.yaml ~ 'thresholds: {' ~ 'thresholds: [' ~ district.yaml 第",
            })
    void oneBrokenCell(String file, String sound, String broken, String message) throws IOException {
        replace(file, sound, broken == null ? "" : broken);

        assertThat(problems().getMessage()).contains(message);
    }

    @Test
    void aMissingFileAndAnUnknownOneAreTold() throws IOException {
        Files.move(folder.resolve("places.csv"), folder.resolve("place.csv"));

        assertThat(problems().problems())
                .extracting(LoadProblem::toString)
                .anyMatch(text -> text.startsWith("place.csv: 不认识此文件"))
                .anyMatch(text -> text.startsWith("places.csv: 缺少此文件"));
    }

    @Test
    void allProblemsAreToldAtOnceAndInOrder() throws IOException {
        replace("routing-rules.csv", "SL,AJ;CG", "QX,AJ;QY");
        replace("places.csv", "118.7811", "x");
        replace("holidays.csv", "2026-01-01,off", "2026-13-01,off");

        DistrictLoadException problems = problems();

        assertThat(problems.problems())
                .extracting(problem -> problem.file() + ":" + problem.column())
                .containsExactly(
                        "holidays.csv:date", "places.csv:lng", "routing-rules.csv:lead", "routing-rules.csv:cos");
        assertThat(problems).hasMessageStartingWith("区情数据有4处错误");
    }

    @Test
    void linesAreCountedThroughBlankLinesAndLineBreaksInCells() throws IOException {
        Files.writeString(
                folder.resolve("local-days.csv"), "date,kind,note\n2026-07-08,off,\"停\n工\"\n\n2026-07-09,未知,x\n");

        assertThat(problems().getMessage()).contains("local-days.csv 第5行 kind列");
    }

    @Test
    void aRowWithTooManyCellsIsTold() throws IOException {
        Files.writeString(folder.resolve("local-days.csv"), "date,kind,note\n2026-07-08,off,停工,停水\n");

        assertThat(problems().getMessage()).contains("local-days.csv 第2行: 有4个单元格而列名有3个");
    }

    @Test
    void aByteOrderMarkIsNoColumnName() throws IOException {
        Path file = folder.resolve("places.csv");
        Files.writeString(file, "\uFEFF" + Files.readString(file));

        assertThat(District.load(folder).places()).isNotEmpty();
    }

    @Test
    void aFileInAnotherCharsetIsTold() throws IOException {
        Path file = folder.resolve("places.csv");
        Files.write(file, Files.readString(file).getBytes(Charset.forName("GBK")));

        assertThat(problems().getMessage()).contains("places.csv: 读不出来").contains("UTF-8");
    }

    @Test
    void anEmptyFileIsTold() throws IOException {
        Files.writeString(folder.resolve("emergency-words.csv"), "");

        assertThat(problems().getMessage()).contains("emergency-words.csv 第1行: 文件为空");
    }

    private DistrictLoadException problems() {
        return catchThrowableOfType(DistrictLoadException.class, () -> District.load(folder));
    }

    private void replace(String file, String sound, String broken) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        int at = text.indexOf(sound);
        assertThat(at).as("“%s” in %s", sound, file).isNotNegative();
        Files.writeString(path, text.substring(0, at) + broken + text.substring(at + sound.length()));
    }
}

package org.liandong.district;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.liandong.cases.Location;

class TitleMakerTest {
    private static final RawLocation.Fields FIELDS = new RawLocation.Fields("zb", "fydz", "fyqy");
    private final TitleMaker titles = new TitleMaker(Jiangning.DISTRICT);
    private final Locator locator = new Locator(Jiangning.DISTRICT);

    @Test
    void theHotlineOrderIsNamedByPlaceObjectMatterAndCount() {
        String content = "市民反映:\n工地夜里12点多还在打桩, 已经连续3天了,孩子明天考试!!\n之前打过电话没人管【第3次来电】";

        assertThat(titles.title(content, at("江宁开发区将军大道那边新建工地（翠屏国际城北门对面）"), item("060103")))
                .isEqualTo("将军大道某工地夜间打桩噪声(第3次来电)");
    }

    @Test
    void whereNoPhraseFitsTheItemsNameIsTheMatter() {
        assertThat(titles.title("广场上很吵", at("秣陵街道胜太西路"), item("020204"))).isEqualTo("胜太西路社会生活噪声扰民");
        assertThat(titles.title("坏了", at("湖熟街道"), item("060304"))).isEqualTo("湖熟街道水利设施损坏");
    }

    @Test
    void withoutAnItemTheContentSpeaks() {
        assertThat(titles.title("\n你好,想问问情况\n谢谢", at(""), null)).isEqualTo("你好,想问问情况");
        assertThat(titles.title("  ", at(""), null)).isEqualTo("无内容来件");
    }

    @Test
    void aTitleHasAtMostAHundredCharactersAndKeepsItsCount() {
        String title = titles.title("😡".repeat(500) + "第12次投诉", at("托乐嘉花园"), null);

        assertThat(title.codePointCount(0, title.length())).isLessThanOrEqualTo(100);
        assertThat(title).startsWith("托乐嘉花园").endsWith("(第12次来电)");
    }

    private Location at(String address) {
        return locator.locate(RawLocation.ofAddress(address, FIELDS)).location();
    }

    private static @Nullable WorkItem item(String code) {
        return Jiangning.DISTRICT.item(code, LocalDate.of(2026, 7, 8)).orElse(null);
    }
}

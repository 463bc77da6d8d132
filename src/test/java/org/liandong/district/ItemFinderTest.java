package org.liandong.district;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemFinderTest {
    private static final LocalDate DAY = LocalDate.of(2026, 7, 9);
    private final ItemFinder finder = new ItemFinder(Jiangning.DISTRICT);

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "我们小区3栋单元门口消防通道天天被车堵死, 070201",
        "托乐嘉3栋消防通道又堵了, 070201",
        "工地夜里12点多还在打桩, 060103",
        "楼下KTV每天吵到半夜, 020204",
        "竹山路路口井盖丢了, 050201",
        "楼下烧烤店油烟太大, 060104",
        "老板拖欠工资三个月, 040201",
        "村后山坡裂缝 山体裂缝约3厘米宽, 060202",
        "小区门口共享单车乱堆, 050404",
        "河边倾倒垃圾, 060302",
        "楼道里电动车充电飞线, 070203",
        "有人在田里焚烧秸秆, 060105",
        "小区里流浪狗太多没人管还咬人, 020203",
        "这家网吧让学生进去上网, 080201",
        "黑诊所给人打针, 090102",
    })
    void wordsPointToTheItem(String content, String item) {
        FoundItem found = finder.find(null, "", content, DAY);

        assertThat(found.item()).isEqualTo(item);
        assertThat(found.confidence()).isGreaterThan(0.6);
        assertThat(found.why()).startsWith("关键词");
    }

    @Test
    void theChannelsCategoryGoesBeforeWords() {
        assertThat(finder.find(new ItemFinder.Mapped("060103", 0.86), "", "消防通道被堵", DAY))
                .isEqualTo(new FoundItem("060103", 0.86, "渠道分类对照表"));
    }

    @Test
    void wordsHelpWhereTheCategoryIsPoorOrUnknown() {
        assertThat(finder.find(new ItemFinder.Mapped("060103", 0.4), "", "消防通道被堵", DAY)
                        .item())
                .isEqualTo("070201");
        assertThat(finder.find(new ItemFinder.Mapped("999999", 0.95), "堵门", "消防通道被堵", DAY)
                        .item())
                .isEqualTo("070201");
    }

    @Test
    void twoItemsThatAreNearlyAlikeAreNotSurelyEither() {
        FoundItem found = finder.find(null, "", "路灯不亮,旁边共享单车也乱堆", DAY);

        assertThat(found.confidence()).isLessThan(0.9);
        assertThat(found.why()).contains("但也像");
    }

    @Test
    void nothingPointsToNothing() {
        assertThat(finder.find(null, "", "你好", DAY)).isEqualTo(new FoundItem(null, 0, "无关键词命中"));
    }

    @Test
    void atLeastFortyItemsHaveWords() {
        assertThat(Jiangning.DISTRICT.words().items().stream()
                        .map(WordRules.ItemWords::item)
                        .distinct())
                .hasSizeGreaterThanOrEqualTo(40);
    }
}

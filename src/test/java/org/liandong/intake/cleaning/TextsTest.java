package org.liandong.intake.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liandong.cases.QualityNote;

class TextsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <p>一<br/>二</p><p>三</p>                             | 一\\n二\\n三        | Q-HTML
                    <div style="color:red" class='x'>井盖</div>           | 井盖               | Q-HTML
                    打桩，&nbsp;&nbsp;已经                                | 打桩， 已经         | Q-HTML
                    &lt;p&gt;井盖&lt;/p&gt;                               | 井盖               | Q-HTML
                    井盖<script>alert("x")</script>缺失                   | 井盖缺失            | Q-HTML
                    井盖<script src=//evil.example/x                      | 井盖               | Q-HTML
                    <style>p{color:red}</style>井盖<!-- 注 -->            | 井盖               | Q-HTML
                    <img src=x onerror=alert(1)>井盖                      | 井盖               | Q-HTML
                    <svg onload=alert(1)><b>x</b></svg>井盖               | 井盖               | Q-HTML
                    <xss onmouseover="a()">井盖</xss>                     | 井盖</xss>         | Q-HTML
                    油温<30度，a<b>c                                      | 油温<30度，ac      | Q-HTML
                    温度<30且压力>20                                      | 温度<30且压力>20   |
                    AT&T营业厅                                            | AT&T营业厅         |
                    夜里１２点，ＡＢ座                                     | 夜里12点,AB座      | Q-FULLWIDTH
                    夜里12点，物业不管！！                                 | 夜里12点，物业不管！！ |
                    井\u200B盖\u0007缺失\uFEFF                             | 井盖缺失           | Q-CTRL
                    　　井盖　缺失                                        | 井盖 缺失          |
                    天天堵死😡😡救护车进不来🔥                             | 天天堵死😡😡救护车进不来🔥 | Q-EMOJI
                    一家👨‍👩‍👧都受影响                                      | 一家👨‍👩‍👧都受影响   | Q-EMOJI
                    ★重要★ ①号楼 25℃                                    | ★重要★ ①号楼 25℃ |
                    见 http://t.example.invalid/x1 电话                   | 见 [链接] 电话      | Q-URL-IN-TEXT
                    见https://a.cn/b?c=d&e=f，谢谢                        | 见[链接]，谢谢      | Q-URL-IN-TEXT
                    点击www.example.com领奖                               | 点击[链接]领奖      | Q-URL-IN-TEXT
                    打开 t.cn/A6xyz 看                                    | 打开 [链接] 看      | Q-URL-IN-TEXT
                    发到zhang@example.com                                 | 发到zhang@example.com |
                    3.5米宽的路                                           | 3.5米宽的路        |
                    反映锟斤拷锟斤拷问题                                   | 反映锟斤拷锟斤拷问题 | Q-ENC-LOSS
                    反映烫烫烫问题                                         | 反映烫烫烫问题      | Q-ENC-LOSS
                    ??                                                    | ??                | Q-ENC-LOSS
                    江宁区????街道????号                                  | 江宁区????街道????号 | Q-ENC-LOSS
                    为什么没人管???                                        | 为什么没人管???    |
                    怎么回事?!到底管不管?                                  | 怎么回事?!到底管不管? |
                    业主䶮先生                                            | 业主䶮先生         | Q-RARE-CHAR
                    暂无                                                  |                   | Q-NULLISH
                    NULL                                                  |                   | Q-NULLISH
                    -                                                     |                   | Q-NULLISH
                    无。                                                  |                   | Q-NULLISH
                    无人管理                                              | 无人管理           |
                    <p>&nbsp;</p>                                         |                   | Q-HTML
                    ''                                                    |                   |
                    """)
    void freeTextBecomesPlainText(String raw, @Nullable String clean, @Nullable String code) {
        String given =
                raw.replace("\\u200B", "\u200B").replace("\\u0007", "\u0007").replace("\\uFEFF", "\uFEFF");

        Cleaned<String> text = Texts.content(given, "fynr");

        assertThat(text.value()).isEqualTo(clean == null ? null : clean.replace("\\n", "\n"));
        assertThat(text.notes()).extracting(QualityNote::code).isEqualTo(code == null ? List.of() : List.of(code));
        assertThat(text.notes()).allSatisfy(note -> assertThat(note.field()).isEqualTo("fynr"));
    }

    @Test
    void lineBreaksOfPlainTextStay() {
        assertThat(Texts.content("一、井盖缺失\r\n二、路灯不亮", "fynr").value()).isEqualTo("一、井盖缺失\n二、路灯不亮");
        assertThat(Texts.title("井盖\n缺失", "bt").value()).isEqualTo("井盖 缺失");
    }

    @Test
    void controlCharactersDoNotHideInCharacterReferences() {
        Cleaned<String> text = Texts.content("井&#0;盖&#8203;&#xD83D;&#160;缺失", "fynr");

        assertThat(text.value()).isEqualTo("井盖 缺失");
        assertThat(text.notes()).extracting(QualityNote::code).containsExactly("Q-HTML", "Q-CTRL");
    }

    @Test
    void whatIsTooLongIsCutBetweenCharacters() {
        Cleaned<String> text = Texts.content("灯".repeat(3999) + "🔥🔥", "fynr");

        assertThat(text.value()).isEqualTo("灯".repeat(3999) + "🔥");
        assertThat(text.has("Q-TRUNC")).isTrue();
        assertThat(Texts.content("灯".repeat(4000), "fynr").notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>",
                "<p \"",
                "<!--",
                "<p ",
                "&lt;",
                "<a href='",
                "?",
                "a.",
                "1",
                "一",
                "<![CDATA[",
                "已处理",
                "测试",
                "一、",
                " ",
                "\n ",
                "<br>"
            })
    void noInputTakesLong(String piece) {
        String hostile = piece.repeat(60_000 / piece.length());

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            Cleaned<String> text = Texts.content(hostile, "fynr");
            PersonalData.mask(text.value() == null ? "" : text.value());
            LazyReplies.judge(hostile, hostile, "fynr");
            Issues.count(hostile);
            TestData.isTestText(hostile);
        });
    }

    @Test
    void noTagSurvivesHoweverOftenItIsEscaped() {
        long seed = 77L;
        Random random = new Random(seed);
        String[] pieces = {
            "<script>",
            "</script>",
            "<b onclick=x>",
            "&lt;script&gt;",
            "&amp;lt;p&amp;gt;",
            "井盖",
            "<",
            ">",
            "'",
            "\"",
            "&#60;b&#62;"
        };
        for (int i = 0; i < 20_000; i++) {
            StringBuilder html = new StringBuilder();
            for (int j = random.nextInt(8); j >= 0; j--) {
                html.append(pieces[random.nextInt(pieces.length)]);
            }
            String text = Texts.content(html.toString(), "fynr").value();
            assertThat(text == null ? "" : text)
                    .as("seed %d: %s", seed, html)
                    .doesNotContain("<script>", "<b onclick=x>", "<p>");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    天天堵😡急🔥        | 天天堵[愤怒]急[火]
                    👍🏽 好              | [赞] 好
                    1️⃣号楼             | [1]号楼
                    🇨🇳                | [中国]
                    🦄                 | [表情]
                    䶮先生              | [yan]先生
                    𬱖女士              | [di]女士
                    㐀                  | [U+3400]
                    ★①℃              | ★①℃
                    """)
    void forGbkDepartmentsEmojiBecomeWordsAndRareCharactersMarkers(String text, String written) {
        Charset gbk = Charset.forName("GBK");

        String transliterated = Transliteration.forTarget(text, gbk);

        assertThat(transliterated).isEqualTo(written);
        assertThat(new String(transliterated.getBytes(gbk), gbk)).isEqualTo(transliterated);
        assertThat(Transliteration.forTarget(text, Charset.forName("GB18030"))).isEqualTo(text);
        assertThat(Transliteration.forTarget(text, StandardCharsets.UTF_8)).isEqualTo(text);
    }

    @Test
    void theNoteOnEmojiNamesEachOnceInOrder() {
        assertThat(Texts.content("😡😡不管！！急🔥😡", "text").notes())
                .containsExactly(new QualityNote("Q-EMOJI", "text", "正文保留;向GBK部门转写为[愤怒][火]"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    江宁开发区将军大道那边新建工地（翠屏国际城北门对面） | 江宁开发区将军大道新建工地(翠屏国际城北门对面) |
                    江苏省南京市江宁区秣陵街道托乐嘉花园贵邻居3栋       | 秣陵街道托乐嘉花园贵邻居3栋                 |
                    江宁区 东山街道宏运大道                             | 东山街道宏运大道                           |
                    江宁街道盛江花苑１２幢                              | 江宁街道盛江花苑12幢                       | Q-FULLWIDTH
                    那个菜场旁边                                        | 菜场旁边                                   |
                    江苏省南京市江宁区                                  | 江苏省南京市江宁区                         |
                    不详                                                |                                           | Q-NULLISH
                    """)
    void addressesLoseFillersAndTheDivisionsEverybodyKnows(String raw, @Nullable String clean, @Nullable String code) {
        Cleaned<String> address = new Addresses(List.of("江苏省", "南京市", "江宁区")).clean(raw, "fydz");

        assertThat(address.value()).isEqualTo(clean);
        assertThat(address.notes()).extracting(QualityNote::code).isEqualTo(code == null ? List.of() : List.of(code));
    }
}

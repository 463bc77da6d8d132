package org.liandong.intake.cleaning;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liandong.cases.QualityNote;

class DecoderTest {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String REPORT = "市民反映:工地夜里12点多还在打桩,已经连续3天了";

    private final Decoder decoder = new Decoder();

    @Test
    void readsTheHotlinesGbkOrderByItsDeclaration() throws IOException {
        Decoded order = decoder.decode(Golden.bytes("ch-12345-2-soap-gbk-dirty.xml"), null);

        assertThat(order.charset()).isEqualTo("GBK");
        assertThat(order.text()).contains("王女士（要求保密）", "江宁开发区将军大道那边新建工地（翠屏国际城北门对面）");
        assertThat(order.notes()).isEmpty();
    }

    @Test
    void dropsTheDeclarationInsideTheOrderAndNotesThatItDisagrees() throws IOException {
        Decoded order = decoder.decode(Golden.bytes("ch-12345-2-soap-gbk-dirty.xml"), null);
        String inner = order.text().split("<!\\[CDATA\\[|]]>", -1)[1];

        Decoded embedded = decoder.embedded(inner, order.charset(), "REQXML");

        assertThat(embedded.text()).startsWith("<order>");
        assertThat(embedded.declaredInner()).isEqualTo("utf-8");
        assertThat(embedded.notes()).containsExactly(new QualityNote("Q-ENC-MISMATCH", "REQXML", "忽略内层声明"));
    }

    @Test
    void anInnerDeclarationOfTheSameFamilyIsNoMismatch() {
        Decoded embedded = decoder.embedded("<?xml version='1.0' encoding='gb2312' ?>\n<a/>", "GBK", "REQXML");

        assertThat(embedded.text()).isEqualTo("<a/>");
        assertThat(embedded.declaredInner()).isEqualTo("gb2312");
        assertThat(embedded.notes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, UTF-8, UTF-8, false",
        "GBK, GBK, GBK, false",
        "GBK, gb2312, GB2312, false",
        "GBK, UTF-8, GBK, true",
        "UTF-8, GBK, UTF-8, true",
        "UTF-8, ISO-8859-1, UTF-8, false",
        "GBK, ISO-8859-1, GBK, false",
        "GBK, , GBK, false",
        "UTF-8, , UTF-8, false",
        "GBK, no-such-charset, GBK, false"
    })
    void theBytesOverruleAHeaderThatContradictsThem(
            String bytes, @Nullable String header, String published, boolean mismatch) {
        Decoded decoded = decoder.decode(REPORT.getBytes(Charset.forName(bytes)), header);

        assertThat(decoded.text()).isEqualTo(REPORT);
        assertThat(decoded.charset()).isEqualTo(published);
        assertThat(decoded.notes().stream().map(QualityNote::code))
                .isEqualTo(mismatch ? List.of("Q-ENC-MISMATCH") : List.of());
    }

    @Test
    void theByteOrderMarkWinsOverEverythingAndIsNotText() {
        byte[] utf8 = "\uFEFF<?xml version=\"1.0\" encoding=\"GBK\"?><a>井盖</a>".getBytes(UTF_8);
        Decoded marked = decoder.decode(utf8, "GBK");
        assertThat(marked.charset()).isEqualTo("UTF-8");
        assertThat(marked.text()).startsWith("<?xml").contains("井盖");
        assertThat(marked.notes()).extracting(QualityNote::field).containsExactly("Content-Type,XML声明");

        Decoded utf16 = decoder.decode("\uFEFF井盖".getBytes(UTF_16LE), null);
        assertThat(utf16.text()).isEqualTo("井盖");
        assertThat(utf16.charset()).isEqualTo("UTF-16LE");
    }

    @Test
    void aRareCharacterSurvivesInGb18030UnderTheNameGbk() {
        byte[] bytes = "<?xml version=\"1.0\" encoding=\"GBK\"?><ldr>𬱖先生</ldr>".getBytes(GB18030);

        assertThat(decoder.decode(bytes, null).text()).contains("𬱖先生");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GBK", "GB18030"})
    void aCutInTheMiddleOfACharacterLosesOnlyThatCharacter(String charset) {
        String text = charset.equals("GB18030") ? REPORT + "𬱖" : REPORT + "噪声";
        byte[] whole = text.getBytes(Charset.forName(charset));
        int cut = charset.equals("GB18030") ? 2 : 1;

        Decoded decoded = decoder.decode(Arrays.copyOf(whole, whole.length - cut), charset);

        assertThat(decoded.text()).isEqualTo(charset.equals("GB18030") ? REPORT : REPORT + "噪");
        assertThat(decoded.notes()).extracting(QualityNote::code).containsExactly("Q-TRUNC");
    }

    @Test
    void aFieldCutInTheMiddleOfACharacterLeavesTheRestOfTheMessageWhole() {
        byte[] head = ("<a><fynr>" + REPORT).getBytes(GB18030);
        byte[] bytes = Arrays.copyOf(head, head.length + 1 + "</fynr><zt>1</zt></a>".length());
        bytes[head.length] = (byte) 0xD4;
        byte[] tail = "</fynr><zt>1</zt></a>".getBytes(UTF_8);
        System.arraycopy(tail, 0, bytes, head.length + 1, tail.length);

        Decoded decoded = decoder.decode(bytes, "GBK");

        assertThat(decoded.text()).isEqualTo("<a><fynr>" + REPORT + "</fynr><zt>1</zt></a>");
        assertThat(decoded.notes()).extracting(QualityNote::code).containsExactly("Q-TRUNC");
    }

    @Test
    void bytesThatNobodyCanReadAreFlaggedAndNotRepaired() {
        byte[] bytes = (REPORT + "#" + REPORT).getBytes(UTF_8);
        bytes[REPORT.getBytes(UTF_8).length] = (byte) 0xFF;

        Decoded decoded = decoder.decode(bytes, "UTF-8");

        assertThat(decoded.text()).isEqualTo(REPORT + "\uFFFD" + REPORT);
        assertThat(decoded.notes()).extracting(QualityNote::code).containsExactly("Q-ENC-LOSS");
    }

    /** Any Chinese text of some length is told apart without any declaration. */
    @Test
    void withoutDeclarationTheBytesTellUtf8FromGbk() {
        long seed = 20260708L;
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            int length = 4 + random.nextInt(60);
            while (text.length() < length) {
                // The two levels of GB2312: row 16 to 87.
                byte[] pair = {(byte) (0xB0 + random.nextInt(40)), (byte) (0xA1 + random.nextInt(94))};
                text.append(new String(pair, GB18030));
            }
            String said = text.toString().replaceAll("[\\uE000-\\uF8FF]", "");
            assertThat(decoder.decode(said.getBytes(UTF_8), null).text())
                    .as("seed %d, round %d", seed, i)
                    .isEqualTo(said);
            assertThat(decoder.decode(said.getBytes(GB18030), null).text())
                    .as("seed %d, round %d", seed, i)
                    .isEqualTo(said);
        }
    }
}

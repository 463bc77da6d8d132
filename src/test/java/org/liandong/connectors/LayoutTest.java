package org.liandong.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {
    @Test
    void aSheetBeginsWithItsColumnsAndKeepsLineBreaksInQuotationMarks() {
        assertThat(Layout.CSV.write("""
                        {"任务号": "JN1-01", "内容": "疑似\\"丢弃\\",\\n请核查", "期限": null, "数": 3}""", StandardCharsets.UTF_8))
                .isEqualTo("任务号,内容,期限,数\r\nJN1-01,\"疑似\"\"丢弃\"\",\n请核查\",,3\r\n");
    }

    @Test
    void severalObjectsAreSeveralLines() {
        assertThat(Layout.TSV.write("[{\"a\": \"1\"}, {\"a\": \"2\", \"b\": \"x\\ty\"}]", StandardCharsets.UTF_8))
                .isEqualTo("a\tb\r\n1\t\r\n2\t\"x\ty\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "[]", "[1]", "\"x\"", "{\"a\": {}}", "{\"a\": [1]}", "{"})
    void whatIsNoLineIsRefused(String mapped) {
        assertThatThrownBy(() -> Layout.CSV.write(mapped, StandardCharsets.UTF_8))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void xmlSaysItsCharset() {
        assertThat(Layout.XML.write("<?xml version=\"1.0\"?><t>中</t>", Charset.forName("GBK")))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"GBK\"?>\n<t>中</t>");
    }

    @Test
    void aSheetIsReadAsExcelSavesIt() throws Exception {
        List<Layout.Part> parts = Layout.CSV.read("\uFEFF 任务号 ,意见\r\nJN1-01,\"两行\r\n文字\"\r\n,\r\nJN2-01\r\n\r\n", "");
        assertThat(parts)
                .containsExactly(
                        new Layout.Part(1, "{\"任务号\":\"JN1-01\",\"意见\":\"两行\\r\\n文字\"}"),
                        new Layout.Part(2, "{\"任务号\":\"JN2-01\"}"));
    }

    @Test
    void aLineWithMoreCellsThanColumnsIsNotShiftedButShown() throws Exception {
        List<Layout.Part> parts = Layout.TSV.read("任务号\t意见\nJN1-01\t已到\t场\nJN2-01\t好\t\t\n", "");
        assertThat(parts).hasSize(2);
        assertThat(parts.get(0).message()).contains("有3格,列名只有2个").doesNotContain("\"任务号\"");
        assertThat(parts.get(1).message()).isEqualTo("{\"任务号\":\"JN2-01\",\"意见\":\"好\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,b", "a,b\r\n", "\uFEFF"})
    void aSheetWithoutLinesHasNoRecords(String text) throws Exception {
        assertThat(Layout.CSV.read(text, "")).isEmpty();
    }

    @Test
    void anOpenQuotationMarkMakesTheRestUnreadable() {
        assertThatThrownBy(() -> Layout.CSV.read("a,b\r\n1,2\r\n\"3,4\r\n5,6\r\n", ""))
                .isInstanceOf(Layout.Unreadable.class)
                .hasMessageContaining("引号");
    }

    @Test
    void everyElementOfTheNameIsADocument() throws Exception {
        List<Layout.Part> parts = Layout.XML.read(
                "<?xml version=\"1.0\" encoding=\"GBK\"?><fbs xmlns=\"urn:x\"><fb><a>1 &lt; 2</a></fb><other/><fb/></fbs>",
                "fb");
        assertThat(parts).hasSize(2);
        assertThat(parts.get(0).message()).contains("<a>1 &lt; 2</a>").contains("urn:x");
    }

    @Test
    void aFileOfOtherElementsIsNotTakenForAnEmptyOne() throws Exception {
        assertThat(Layout.XML.read("<fbs count=\"0\"/>", "fb")).isEmpty();
        assertThatThrownBy(() -> Layout.XML.read("<fbs><FB><a>1</a></FB></fbs>", "fb"))
                .isInstanceOf(Layout.Unreadable.class)
                .hasMessageContaining("fb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<a>", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><fbs><fb>&x;</fb></fbs>"})
    void xmlThatIsBrokenOrHostileIsUnreadable(String text) {
        assertThatThrownBy(() -> Layout.XML.read(text, "fb")).isInstanceOf(Layout.Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    =cmd!A1              | '=cmd!A1
                    +8619900000001       | '+8619900000001
                    -2+3                 | '-2+3
                    @SUM(A1)             | '@SUM(A1)
                    ＝1+1                | '＝1+1
                    -118.79              | -118.79
                    井盖缺失             | 井盖缺失
                    a=b                  | a=b
                    """)
    void noCellIsAFormula(String value, String cell) {
        assertThat(Layout.CSV.write("{\"格\": \"%s\"}".formatted(value), StandardCharsets.UTF_8))
                .isEqualTo("格\r\n" + cell + "\r\n");
    }
}

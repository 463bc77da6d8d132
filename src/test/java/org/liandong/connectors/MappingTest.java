package org.liandong.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {
    private static final CodeTables CODES =
            new CodeTables(Map.of("state", new CodeTable(Map.of("1", Map.of("code", "1", "word", "处理中")))));

    @TempDir
    Path folder = Path.of("");

    private Mapping compile(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
        return new Mappings(folder, CODES).compile(file);
    }

    private Mapping sheet(String body) throws IOException {
        return compile("m.xsl", """
                <xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                    xmlns:hub="urn:liandong:connector" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                    xmlns:xs="http://www.w3.org/2001/XMLSchema">
                  <xsl:output method="text"/>
                  <xsl:param name="input" as="xs:string"/>
                  <xsl:template name="main">%s</xsl:template>
                </xsl:stylesheet>
                """.formatted(body));
    }

    private Mapping select(String expression) throws IOException {
        return sheet("<xsl:value-of select=\"%s\"/>".formatted(expression));
    }

    @Nested
    class Jslt {
        @Test
        void keepsNumbersAsWrittenAndAbsentLeavesAsNull() throws IOException {
            Mapping mapping =
                    compile("m.jslt", "{\"lng\": leaf(.lng), \"n\": .n, \"gone\": leaf(.gone), \"b\": leaf(.b)}");

            assertThat(mapping.apply("{\"lng\":118.8070,\"n\":0.10,\"b\":\" \u3000\"}"))
                    .isEqualTo("{\"lng\":\"118.8070\",\"n\":0.10,\"gone\":null,\"b\":null}");
        }

        @Test
        void looksUpRowsOfCodeTables() throws IOException {
            Mapping mapping = compile("m.jslt", "[lookup(\"state\", \"1\").word, lookup(\"state\", \"7\")]");

            assertThat(mapping.apply("{}")).isEqualTo("[\"处理中\",null]");
        }

        @Test
        void writesTimesOnTheCitysClock() throws IOException {
            Mapping mapping = compile("m.jslt", "local-time(.t, \"yyyy-MM-dd HH:mm:ss\")");

            assertThat(mapping.apply("{\"t\":\"2026-07-07T14:19Z\"}")).isEqualTo("\"2026-07-07 22:19:00\"");
            assertThat(mapping.apply("{\"t\":null}")).isEqualTo("null");
        }

        @ParameterizedTest
        @CsvSource({
            "井盖缺失, 8, GBK, 井盖缺失",
            "井盖缺失, 7, GBK, 井盖缺",
            "井盖缺失, 8, UTF-8, 井盖",
            "a井盖, 4, GBK, a井",
            "a😀b, 4, UTF-8, a",
            "a😀b, 5, GB18030, a😀",
            "井盖, 1, GBK, ''",
        })
        void cutsTextToWhatAColumnHolds(String text, int bytes, String charset, String cut) throws IOException {
            Mapping mapping = compile("m.jslt", "within(.t, %d, \"%s\")".formatted(bytes, charset));

            assertThat(mapping.apply("{\"t\":\"%s\"}".formatted(text))).isEqualTo("\"%s\"".formatted(cut));
            assertThat(mapping.apply("{\"t\":null}")).isEqualTo("null");
        }

        @Test
        void digestsAText() throws IOException {
            assertThat(compile("m.jslt", "sm3(.t)").apply("{\"t\":\"abc\"}"))
                    .isEqualTo("\"66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0\"");
        }

        @Test
        void importsFromItsOwnFolderOnly() throws IOException {
            Files.writeString(folder.resolve("words.jslt"), "def hi(x) \"你好\" + $x\nnull");
            Mapping mapping = compile("m.jslt", "import \"words.jslt\" as w\nw:hi(.n)");

            assertThat(mapping.apply("{\"n\":\"李\"}")).isEqualTo("\"你好李\"");
            assertThatThrownBy(() -> compile("n.jslt", "import \"../../etc/passwd\" as w\n1"))
                    .isInstanceOf(FaultyConnectorException.class)
                    .hasMessageContaining("自己的目录内");
        }

        @Test
        void namesFileLineAndCureOfAFault() {
            FaultyConnectorException fault = catchThrowableOfType(
                    FaultyConnectorException.class,
                    () -> compile("bad.jslt", "{\n  \"a\": .a,\n  \"b\": nosuch(.b)\n}"));

            assertThat(fault.file()).isEqualTo("bad.jslt");
            assertThat(fault.line()).isEqualTo(3);
            assertThat(fault.reason()).contains("请按提示改正");
        }

        @Test
        void refusesBrokenAndAmbiguousInput() throws IOException {
            Mapping mapping = compile("m.jslt", ".");

            assertThatThrownBy(() -> mapping.apply("{\"a\":1,\"a\":2}")).isInstanceOf(MappingException.class);
            assertThatThrownBy(() -> mapping.apply("{} {}")).isInstanceOf(MappingException.class);
            assertThatThrownBy(() -> mapping.apply(""))
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining("为空");
            assertThatThrownBy(() -> mapping.apply("{\n\"a\":"))
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining("不是合法的JSON");
        }

        @Test
        void saysWhereALeafIsNotSingle() throws IOException {
            Mapping mapping = compile("m.jslt", "leaf(.a)");

            assertThatThrownBy(() -> mapping.apply("{\"a\":{}}"))
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining("单个值");
        }
    }

    @Nested
    class Xslt {
        @Test
        void readsJsonAndXmlFromItsParameterAndLooksUpCodes() throws IOException {
            assertThat(select("parse-json($input)?a").apply("{\"a\":\"x\"}")).isEqualTo("x");
            assertThat(select("parse-xml($input)/a/b").apply("<a><b>x</b></a>")).isEqualTo("x");
            assertThat(select("hub:lookup('state', '1')?word, hub:lookup('state', '9')?word, '。'")
                            .apply(""))
                    .isEqualTo("处理中 。");
        }

        @Test
        void namesFileLineAndCureOfAFault() {
            FaultyConnectorException fault = catchThrowableOfType(
                    FaultyConnectorException.class, () -> sheet("\n\n<xsl:value-of select=\"nosuch(1)\"/>"));

            assertThat(fault.file()).isEqualTo("m.xsl");
            assertThat(fault.line()).isEqualTo(8);
            assertThat(fault.reason()).contains("请按提示改正");
        }

        @Test
        void namesTheLineWhereAMessageFails() throws IOException {
            Mapping mapping = select("parse-xml($input)");

            MappingException failure = catchThrowableOfType(MappingException.class, () -> mapping.apply("<a><b></a>"));

            assertThat(failure.file()).isEqualTo("m.xsl");
            assertThat(failure.line()).isEqualTo(6);
        }

        @Test
        void carriesTheMappingsOwnWordsWhenItRefuses() throws IOException {
            Mapping mapping = sheet("<xsl:message terminate=\"yes\">REQXML 未转义</xsl:message>");

            assertThatThrownBy(() -> mapping.apply(""))
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining("未转义");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a>&x;</a>",
                    "<!DOCTYPE a [<!ENTITY % x SYSTEM \"http://127.0.0.1:9/x\"> %x;]><a/>",
                    "<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/x.dtd\"><a/>",
                    "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]><a>&c;</a>",
                    "<!DOCTYPE a [<!ELEMENT a ANY>]><a/>"
                })
        void refusesEveryDocumentTypeAlsoInsideParseXml(String bomb) throws IOException {
            Mapping whole = select("parse-xml($input)");
            Mapping fragment = select("parse-xml-fragment($input)");

            assertThatThrownBy(() -> whole.apply(bomb))
                    .isInstanceOf(MappingException.class)
                    .hasStackTraceContaining("DOCTYPE");
            assertThatThrownBy(() -> fragment.apply(bomb)).isInstanceOf(MappingException.class);
        }

        @Test
        void refusesXmlNestedWithoutEnd() throws IOException {
            Mapping mapping = select("count(parse-xml($input)//*)");

            assertThat(mapping.apply("<a>".repeat(100) + "</a>".repeat(100))).isEqualTo("100");
            assertThatThrownBy(() -> mapping.apply("<a>".repeat(100_000) + "</a>".repeat(100_000)))
                    .isInstanceOf(MappingException.class);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "doc($input)",
                    "document($input)",
                    "unparsed-text($input)",
                    "json-doc($input)",
                    "collection($input)",
                    "uri-collection($input)",
                    "transform(map{'stylesheet-location': $input, 'initial-template': QName('', 'x')})?output"
                })
        void opensNothingOutside(String expression) throws IOException {
            Path secret = Files.writeString(folder.resolve("secret.xml"), "<secret/>");
            Mapping mapping = select(expression);

            assertThatThrownBy(() -> mapping.apply(secret.toUri().toString())).isInstanceOf(MappingException.class);
            assertThatThrownBy(() -> mapping.apply(folder.toUri().toString())).isInstanceOf(MappingException.class);
        }

        @Test
        void seesNeitherTheEnvironmentNorTheVirtualMachine() throws IOException {
            assertThat(System.getenv("PATH")).isNotBlank();
            assertThat(select("environment-variable('PATH')").apply("")).isEmpty();
            assertThat(select("available-environment-variables()").apply("")).isEmpty();
            assertThat(select("system-property('user.home')").apply("")).isEmpty();
        }

        @Test
        void callsNoJavaAndWritesNoFile() throws IOException {
            assertThatThrownBy(() -> sheet(
                            "<xsl:value-of xmlns:j=\"java:java.lang.System\" select=\"j:getProperty('user.home')\"/>"))
                    .isInstanceOf(FaultyConnectorException.class);
            Path target = folder.resolve("written.xml");
            assertThatThrownBy(() -> sheet(
                            "<xsl:result-document href=\"%s\"><a/></xsl:result-document>".formatted(target.toUri())))
                    .isInstanceOf(FaultyConnectorException.class);
            assertThat(target).doesNotExist();
        }

        @Test
        void importsFromItsOwnFolderOnly() throws IOException {
            Path foreign = Files.writeString(
                    Files.createTempFile("foreign", ".xsl"),
                    "<xsl:stylesheet version=\"3.0\" xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\"/>");
            String sheet = "<xsl:stylesheet version=\"3.0\" xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\">"
                    + "<xsl:import href=\"%s\"/><xsl:template name=\"main\"><a/></xsl:template></xsl:stylesheet>";
            Files.copy(foreign, folder.resolve("own.xsl"));

            assertThat(compile("a.xsl", sheet.formatted("own.xsl")).apply("")).contains("<a/>");
            assertThatThrownBy(() -> compile("b.xsl", sheet.formatted(foreign.toUri())))
                    .isInstanceOf(FaultyConnectorException.class);
            Files.delete(foreign);
        }

        @Test
        void refusesADocumentTypeInTheStylesheetItself() {
            assertThatThrownBy(() -> compile(
                            "dtd.xsl",
                            "<!DOCTYPE x [<!ENTITY e \"1\">]><xsl:stylesheet version=\"3.0\" "
                                    + "xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\"/>"))
                    .isInstanceOf(FaultyConnectorException.class);
        }
    }

    @Test
    void isSafeForManyThreads() throws IOException {
        List<Mapping> mappings = List.of(compile("m.jslt", "leaf(.a)"), select("parse-json($input)?a"));

        for (Mapping mapping : mappings) {
            List<String> answers = IntStream.range(0, 2000)
                    .parallel()
                    .mapToObj(i -> mapping.apply("{\"a\":\"n%d\"}".formatted(i)).replace("\"", ""))
                    .toList();

            assertThat(answers)
                    .isEqualTo(IntStream.range(0, 2000).mapToObj(i -> "n" + i).toList());
        }
    }
}

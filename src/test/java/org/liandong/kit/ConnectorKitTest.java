package org.liandong.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.FileSystemUtils;

/** The kit passes what works and names what would not. */
class ConnectorKitTest {
    private static final Path SHIPPED = Path.of("connectors");

    private final ConnectorKit kit = new ConnectorKit(Clock.systemUTC());

    @TempDir
    Path folder = Path.of("");

    static List<Path> shipped() throws IOException {
        List<Path> folders = new ArrayList<>();
        for (String group : List.of("channels", "departments")) {
            try (Stream<Path> paths = Files.list(SHIPPED.resolve(group))) {
                paths.sorted().forEach(folders::add);
            }
        }
        return folders;
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void whatComesWithTheHubPasses(Path connector) {
        KitReport report = kit.check(connector);

        assertThat(report.trials()).allMatch(Trial::isPassed).hasSizeGreaterThan(15);
        assertThat(report.version()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            HB | connector.yaml | protocol: rest                 | protocol: rset                                 | 目录 | 载入
            HB | dispatch.jslt  | "content": .content,           | "content": .content[0 : 200],                  | 出站 DISPATCH | 四千字
            HB | dispatch.jslt  | "itemCode": .item.code,         | "itemCode": if (.item.code) .item.code else error("没有事项"), | 出站 DISPATCH | 可以没有的都没有
            HB | dispatch.jslt  | "content": .content,           | "content": .content[0 : 15],                   | 出站 DISPATCH | 四千字
            CG | dispatch.xsl   | select="$message?content"      | select="concat($message?content, '😀')"       | 出站 DISPATCH | 四千字
            CG | dispatch.xsl   | select="$message?content"      | select="string(parse-xml-fragment($message?content))" | 出站 DISPATCH | 文字里有尖括号
            HB | answer.jslt    | else "UNKNOWN"                 | else "DELIVERED"                               | 应答 | 应答是空的
            HB | answer.jslt    | else "UNKNOWN"                 | else "DELIVERED"                               | 应答 | 成功的应答只到了一半
            HB | answer.jslt    | else if (.status >= 400) "RETRY" | else if (.status >= 400) "DELIVERED"         | 应答 | 凭据不对
            HB | answer.jslt    | else if (.status >= 400) "RETRY" | else if (.status >= 400) "REFUSED"           | 应答 | 地址还没部署好
            HB | answer.jslt    | else if (.status >= 400) "RETRY" | else if (.status >= 400) "NOT_FOUND"         | 查询的应答 | 地址还没部署好
            HB | answer.jslt    | else if ($code) "REFUSED"      | else if ($code) "DELIVERED"                    | 应答 | HTTP 200
            HB | answer.jslt    | else "UNKNOWN"                 | else "NOT_FOUND"                               | 查询的应答 | 应答是一张登录网页
            MZ | operation.jslt | "PQSJ": local-time(.writtenAt, | "PQSJ": local-time(.sentAt,                    | 出站 URGE | 同一件过一天再送一次
            MZ | dispatch.jslt  | "PQSJ": local-time(.writtenAt, | "PQSJ": local-time(.written,                   | 出站 DISPATCH | 同一件过一天再送一次
            NL | operation.jslt | "操作时间": local-time(.writtenAt, | "操作时间": local-time(.sentAt,            | 出站 URGE | 同一件过一天再送一次
            NL | dispatch.jslt  | "内容": .content               | "内容": {"正文": .content}                     | 出站 DISPATCH | 四千字
            CG | answer.xsl     | 'UNKNOWN'                      | 'DELIVERED'                                    | 应答 | HTTP 200
            HB | callback.jslt  | "opinion": leaf($callback.opinion), | "opinion": leaf($callback.opinion), "size": size($callback), | 进站 callbacks | 对方升级后多了一个字段
            12345 | codes/states.csv | CLOSED,5,结案             | CLOSED_,5,结案                                 | 出站 STATUS | 办件的每一种状态
            """)
    void whatWouldGoWrongIsNamed(String connector, String file, String right, String wrong, String stage, String trial)
            throws IOException {
        Path copy = copy(connector);
        Path broken = copy.resolve(file);
        String text = Files.readString(broken);
        assertThat(text).contains(right);
        Files.writeString(broken, text.replace(right, wrong));

        KitReport report = kit.check(copy);

        assertThat(report.trials()).filteredOn(one -> !one.isPassed()).anySatisfy(one -> {
            assertThat(one.stage()).isEqualTo(stage);
            assertThat(one.name()).startsWith(trial);
            assertThat(one.trouble()).isNotBlank();
            assertThat(one.cure()).isNotBlank();
        });
    }

    @Test
    void aMappingThatTellsTheTimeMakesTwoMessagesOfOne() throws IOException {
        Path copy = copy("CG");
        Path feedback = copy.resolve("feedback.xsl");
        String text = Files.readString(feedback);
        String said = "own:leaf(($feedback/blsj, $feedback/feedbackDate))";
        assertThat(text).contains(said);
        Files.writeString(feedback, text.replace(said, "string(current-dateTime())"));

        assertThat(kit.check(copy).trials())
                .filteredOn(one -> !one.isPassed())
                .extracting(Trial::name)
                .contains("同一报文来两次,读出来一样");
    }

    @Test
    void samplesThatShowOnlySuccessesAreTooFew() throws IOException {
        Path copy = copy("HB");
        try (Stream<Path> samples = Files.list(copy.resolve("samples/answer"))) {
            for (Path sample : samples.filter(
                            one -> !one.getFileName().toString().startsWith("1-"))
                    .toList()) {
                Files.delete(sample);
            }
        }

        assertThat(kit.check(copy).trials())
                .filteredOn(one -> !one.isPassed())
                .extracting(Trial::name)
                .containsExactly("样例里有收下的,也有没收下的");
    }

    private Path copy(String connector) throws IOException {
        Path from = shipped().stream()
                .filter(one -> one.endsWith(connector))
                .findFirst()
                .orElseThrow();
        Path to = folder.resolve(connector);
        FileSystemUtils.copyRecursively(from, to);
        return to;
    }
}

package org.liandong.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liandong.connectors.CheckMark;
import org.liandong.connectors.Connectors;
import org.liandong.connectors.Loaded;
import org.springframework.util.FileSystemUtils;
import org.w3c.dom.Element;
import picocli.CommandLine;

/** What a department's engineer sees of the kit. */
class ConnectorCommandTest {
    private static final Path BUREAU = Path.of("connectors/departments/HB");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine command = new CommandLine(new ConnectorCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));

    @TempDir
    Path folder = Path.of("");

    @Test
    void aGoodConnectorPassesInOneLine() {
        assertThat(command.execute("check", "--quick", BUREAU.toString())).isZero();

        assertThat(out.toString()).matches("HB 环境信访投诉系统: 通过,共\\d+项\\R");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aBadOneSaysWhatToChangeAndReportsForPeopleAndMachines() throws Exception {
        Path bad = badBureau();
        Path junit = folder.resolve("report.xml");
        Path html = folder.resolve("report.html");

        int code = command.execute(
                "check",
                "--quick",
                bad.toString(),
                BUREAU.toString(),
                "--junit",
                junit.toString(),
                "--html",
                html.toString());

        assertThat(code).isEqualTo(1);
        assertThat(out.toString()).contains("✘ 应答 · 应答是空的", "看到: 当作了收下", "怎样改: ", "HB 环境信访投诉系统: 未通过");
        Element suites = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(junit.toFile())
                .getDocumentElement();
        assertThat(suites.getElementsByTagName("testsuite").getLength()).isEqualTo(2);
        assertThat(suites.getElementsByTagName("failure").getLength()).isPositive();
        assertThat(Files.readString(html))
                .contains("未通过:", "看到:当作了收下", "怎样改:", "环境信访投诉系统")
                .doesNotContain("http://", "https://");
    }

    @Test
    void aFaultInTheSettingsIsNamedWithItsLine() throws IOException {
        Path bad = badBureau();
        Path settings = bad.resolve("connector.yaml");
        Files.writeString(settings, Files.readString(settings).replace("concurrency: 16", "concurrency: many"));

        assertThat(command.execute("check", bad.toString())).isEqualTo(1);

        assertThat(out.toString()).contains("connector.yaml 第", "concurrency", "整数");
    }

    @Test
    void aFolderThatIsNotThereIsNoVerdict() {
        assertThat(command.execute("check", folder.resolve("nowhere").toString()))
                .isEqualTo(2);

        assertThat(err.toString()).contains("nowhere");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void onlyWhatHasPassedMayGoLive() throws IOException {
        Path bad = badBureau();
        assertThat(command.execute("live", bad.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("还没有检验", "./hub connector check");

        command.execute("check", bad.toString());
        assertThat(command.execute("live", bad.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("项没有通过");
        assertThat(command.execute("live", BUREAU.toString())).isZero();
    }

    @Test
    void theQuickTrialsAloneLetNothingGoLive() throws IOException {
        Path copy = folder.resolve("HB");
        FileSystemUtils.copyRecursively(BUREAU, copy);
        Files.delete(copy.resolve("check.json"));

        assertThat(command.execute("check", "--quick", copy.toString())).isZero();

        assertThat(CheckMark.read(copy)).isEmpty();
        assertThat(command.execute("live", copy.toString())).isEqualTo(1);
    }

    @Test
    void whoForcesItSaysWhy() throws IOException {
        Path bad = badBureau();
        assertThat(command.execute("live", bad.toString(), "--force")).isEqualTo(2);
        assertThat(err.toString()).contains("--reason");

        assertThat(command.execute("live", bad.toString(), "--force", "--reason", "对方升级", "--by", "韩工"))
                .isZero();
        assertThat(command.execute("check", bad.toString())).isEqualTo(1);
        assertThat(CheckMark.read(bad))
                .hasValueSatisfying(mark -> assertThat(mark.forced()).isEqualTo(new CheckMark.Forced("韩工", "对方升级")));
        assertThat(command.execute("live", bad.toString())).isZero();

        Path settings = bad.resolve("connector.yaml");
        Files.writeString(settings, Files.readString(settings).replace("concurrency: 16", "concurrency: 8"));
        assertThat(command.execute("live", bad.toString())).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rest", "soap", "queue", "jdbc", "sftp", "ferry", "inbox"})
    void aNewOnePassesAndLivesBesideTheOthers(String protocol) throws IOException {
        FileSystemUtils.copyRecursively(Path.of("connectors"), folder);
        Path departments = folder.resolve("departments");

        int code = command.execute(
                "new", "JT", "--protocol", protocol, "--title", "交通 \"12328\": 系统", "--in", departments.toString());

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).contains("./hub connector check " + departments.resolve("JT"), "JT.");
        assertThat(command.execute("check", "--quick", departments.resolve("JT").toString()))
                .as(out.toString())
                .isZero();
        Loaded all = Connectors.load(folder);
        assertThat(all.broken()).isEmpty();
        assertThat(all.department("JT").orElseThrow().title()).isEqualTo("交通 \"12328\": 系统");
        assertThat(all.connectors()).hasSize(24);
    }

    @Test
    void whatIsThereIsNotWrittenOver() throws IOException {
        FileSystemUtils.copyRecursively(Path.of("connectors"), folder);
        Path departments = folder.resolve("departments");

        assertThat(command.execute("new", "HB", "--protocol", "rest", "--in", departments.toString()))
                .isEqualTo(2);
        assertThat(command.execute("new", "jt1", "--protocol", "rest", "--in", departments.toString()))
                .isEqualTo(2);

        assertThat(err.toString()).contains("已有目录", "部门代码 jt1 不对");
        assertThat(Connectors.load(folder).connectors()).hasSize(23);
    }

    @Test
    void aNewOneMayStandWhereThereAreNoOthers() throws IOException {
        Path departments = folder.resolve("mine");

        assertThat(command.execute("new", "JT", "--protocol", "jdbc", "--in", departments.toString()))
                .as(err.toString())
                .isZero();

        assertThat(command.execute("check", "--quick", departments.resolve("JT").toString()))
                .as(out.toString())
                .isZero();
        List<String> lines = Files.readAllLines(departments.resolve("JT/connector.yaml"));
        assertThat(departments.resolve("JT").resolve(lines.get(0).replaceFirst(".*schema=", "")))
                .isRegularFile();
        assertThat(lines.get(1)).isEqualTo("# 照MZ写成,请改成自己的。");
    }

    private Path badBureau() throws IOException {
        Path copy = folder.resolve("HB");
        FileSystemUtils.copyRecursively(BUREAU, copy);
        Path answer = copy.resolve("answer.jslt");
        Files.writeString(answer, Files.readString(answer).replace("else \"UNKNOWN\"", "else \"DELIVERED\""));
        return copy;
    }
}

package org.liandong.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectorsTest {
    private static final String YAML = """
            department: HB
            title: 环保
            sender: HB
            protocol: rest
            endpoint: "${HB.url}"
            sends:
              DISPATCH: {mapping: dispatch.jslt, path: "/tasks/{taskNo}"}
            answer: answer.jslt
            receives:
              - {name: callbacks, entry: http, path: /departments/HB/callbacks, proof: headers, format: json, mapping: in.jslt}
            codes:
              state: codes/states.csv
            """;

    @TempDir
    Path home = Path.of("");

    private Path department(String name, String yaml) {
        return folder("departments/" + name, yaml);
    }

    private Path folder(String path, String yaml) {
        Path folder = home.resolve(path);
        write(folder, "connector.yaml", yaml);
        write(folder, "dispatch.jslt", "{\"no\": .taskNo}");
        write(folder, "answer.jslt", "{\"result\": lookup(\"state\", leaf(.body.code)).word}");
        write(folder, "in.jslt", ".");
        write(folder, "codes/states.csv", "code,word\n0,DELIVERED\n");
        return folder;
    }

    private static void write(Path folder, String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Loaded.Broken onlyBroken(UnaryOperator<String> change, Consumer<Path> more) {
        more.accept(department("HB", change.apply(YAML)));
        department("CG", YAML.replace("HB", "CG"));

        Loaded loaded = Connectors.load(home);

        assertThat(loaded.connectors()).extracting(Connector::name).containsExactly("CG");
        assertThat(loaded.broken()).hasSize(1);
        return loaded.broken().get(0);
    }

    @Test
    void whatIsNotSaidHasTheDefaultsOfTheReference() {
        department("HB", YAML);

        DepartmentConnector loaded = Connectors.load(home).department("HB").orElseThrow();

        Delivery delivery = loaded.delivery();
        assertThat(delivery.endpoint()).isEqualTo("${HB.url}");
        assertThat(delivery.proof()).isEqualTo(Proof.HEADERS);
        assertThat(delivery.charset()).isEqualTo(StandardCharsets.UTF_8);
        assertThat(delivery.timeouts()).isEqualTo(new Delivery.Timeouts(Duration.ofSeconds(3), Duration.ofSeconds(10)));
        assertThat(delivery.retry())
                .isEqualTo(new Delivery.Retry(Duration.ofSeconds(5), 2, Duration.ofMinutes(15), Duration.ofHours(24)));
        assertThat(delivery.breaker()).isEqualTo(new Delivery.Breaker(5, Duration.ofSeconds(30)));
        assertThat(delivery.concurrency()).isEqualTo(2);
        assertThat(loaded.lookUp()).isEmpty();
        assertThat(loaded.operations()).containsOnlyKeys("DISPATCH");
        assertThat(loaded.operations().values()).first().satisfies(send -> {
            assertThat(send.method()).isEqualTo("POST");
            assertThat(send.pathFor("JN1-01", "7")).isEqualTo("/tasks/JN1-01");
        });
        assertThat(loaded.answer().orElseThrow().apply("{\"body\":{\"code\":0}}"))
                .isEqualTo("{\"result\":\"DELIVERED\"}");
    }

    @Test
    void whatIsSaidIsTaken() {
        department("HB", YAML + """
                charset: GBK
                gbkTarget: true
                concurrency: 7
                timeouts: {answer: 500ms}
                retry: {first: 1s, factor: 3, longest: 2m, giveUpAfter: 1h}
                lookUp: {path: "/tasks/{taskNo}", answer: answer.jslt}
                fields: {text: reason}
                """);

        DepartmentConnector loaded = Connectors.load(home).department("HB").orElseThrow();

        assertThat(loaded.delivery().charset()).isEqualTo(Charset.forName("GBK"));
        assertThat(loaded.delivery().gbkTarget()).isTrue();
        assertThat(loaded.delivery().concurrency()).isEqualTo(7);
        assertThat(loaded.delivery().timeouts().answer()).isEqualTo(Duration.ofMillis(500));
        assertThat(loaded.delivery().retry().pauseAfter(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(loaded.delivery().retry().pauseAfter(3)).isEqualTo(Duration.ofSeconds(9));
        assertThat(loaded.delivery().retry().pauseAfter(2000)).isEqualTo(Duration.ofMinutes(2));
        assertThat(loaded.lookUp().orElseThrow().method()).isEqualTo("GET");
        assertThat(loaded.fieldName("text")).isEqualTo("reason");
        assertThat(loaded.fieldName("time")).isEqualTo("time");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            title: 环保            | titel: 环保           | 1 | 缺少 title
            sender: HB             | sender: HB\\ncolour: 1 | 4 | 不认识的键 colour
            protocol: rest         | protocol: fax         | 4 | protocol 不能是 fax
            concurrency: 2         | concurrency: 0        | 0 | concurrency 太小
            path: "/tasks/{taskNo}" | route: "/tasks"      | 7 | 不认识的键 sends.DISPATCH.route
            dispatch.jslt          | dispatch.groovy       | 7 | 写法不对
            entry: http            | entry: carrier-pigeon | 10 | 不能是 carrier-pigeon
            codes/states.csv       | [1]                   | 12 | 类型不对
            title: 环保            | "title: 环保\\n  x: 1" | 3 | 不是合法的YAML
            title: 环保            | title: 1\\ntitle: 2   | 3 | 重复的键
            answer: answer.jslt    | fields: {}            | 4 | 缺少 answer
            endpoint: "${HB.url}"  | fields: {}            | 4 | 缺少 endpoint
            in.jslt                | nowhere.jslt          | 0 | 文件不存在
            in.jslt                | ../CG/in.jslt         | 0 | 自己的目录内
            """)
    void aWrongSettingSetsItsConnectorAsideWithLineAndCure(String right, String wrong, int line, String reason) {
        Loaded.Broken broken = onlyBroken(
                yaml -> (right.startsWith("concurrency") ? yaml + right + "\n" : yaml)
                        .replace(
                                right,
                                wrong.replace("\\n", "\n")
                                        .replace("\"title", "title")
                                        .replace("1\"", "1")),
                folder -> {});

        assertThat(broken.folder()).isEqualTo("departments/HB");
        assertThat(broken.reason()).contains(reason);
        if (line > 0) {
            assertThat(broken.file()).isEqualTo("connector.yaml");
            assertThat(broken.line()).isEqualTo(line);
        }
    }

    @Test
    void aMappingThatDoesNotCompileIsNamedWithItsLine() {
        Loaded.Broken broken =
                onlyBroken(yaml -> yaml, folder -> write(folder, "dispatch.jslt", "{\n\"a\": 1,\n\"b\" 2}"));

        assertThat(broken.file()).isEqualTo("dispatch.jslt");
        assertThat(broken.line()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# 只有注释", "- 1", "HB", "department: [", "department: &a {b: *a}"})
    void aFileThatHoldsNoSettingsIsSetAside(String yaml) {
        Loaded.Broken broken = onlyBroken(old -> yaml, folder -> {});

        assertThat(broken.file()).isEqualTo("connector.yaml");
        assertThat(broken.line()).isPositive();
    }

    @Test
    void aNameThatNoFileCanHaveHoldsUpNoOther() {
        Loaded.Broken broken = onlyBroken(yaml -> yaml, folder -> write(folder, "dispatch.jslt", """
                import "a\0b.jslt" as d
                d(.)
                """));

        assertThat(broken.folder()).isEqualTo("departments/HB");
    }

    @Test
    void mappingsThatImportEachOtherInACircleAreSetAside() {
        Loaded.Broken broken = onlyBroken(
                yaml -> yaml, folder -> write(folder, "dispatch.jslt", "import \"dispatch.jslt\" as d\nd(.)"));

        assertThat(broken.file()).isEqualTo("dispatch.jslt");
    }

    @ParameterizedTest
    @CsvSource({"'code,word\n0,a\n0,b\n',3,代码 0 重复", "'code,word\n0\n',2,应有2列", "'',1,码表为空"})
    void aBadCodeTableIsNamedWithItsLine(String csv, int line, String reason) {
        Loaded.Broken broken = onlyBroken(yaml -> yaml, folder -> write(folder, "codes/states.csv", csv));

        assertThat(broken.file()).isEqualTo("codes/states.csv");
        assertThat(broken.line()).isEqualTo(line);
        assertThat(broken.reason()).contains(reason);
    }

    @Test
    void aLinkOutOfTheFolderIsNotFollowed() {
        Loaded.Broken broken = onlyBroken(yaml -> yaml, folder -> {
            try {
                Path outside = Files.writeString(home.resolve("outside.jslt"), "1");
                Files.delete(folder.resolve("in.jslt"));
                Files.createSymbolicLink(folder.resolve("in.jslt"), outside);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        assertThat(broken.reason()).contains("自己的目录内");
    }

    @Test
    void theSecondClaimantOfADepartmentOrAnEntryIsSetAside() {
        department("HB", YAML);
        department("HB2", YAML.replace("callbacks, proof", "other, proof"));
        department("HB3", YAML.replace("department: HB", "department: GT"));

        Loaded loaded = Connectors.load(home);

        assertThat(loaded.connectors()).extracting(Connector::name).containsExactly("HB");
        assertThat(loaded.broken())
                .extracting(Loaded.Broken::folder)
                .containsExactly("departments/HB2", "departments/HB3");
        assertThat(loaded.broken().get(0).reason()).contains("部门 HB");
        assertThat(loaded.broken().get(1).reason()).contains("入口 /departments/HB/callbacks");
    }

    @Test
    void aDepartmentAmongTheChannelsIsSetAside() {
        folder("channels/HB", YAML);

        assertThat(Connectors.load(home).broken())
                .singleElement()
                .satisfies(broken -> assertThat(broken.reason()).contains("departments"));
    }

    @Test
    void theVersionIsOfWhatDecidesBehaviourAndOfNothingElse() {
        Path folder = department("HB", YAML);
        String first = Connectors.load(home).connectors().get(0).version();

        write(folder, "samples/DISPATCH/1.in.json", "{}");
        String withSample = Connectors.load(home).connectors().get(0).version();
        write(folder, "codes/states.csv", "code,word\n0,REFUSED\n");
        String withOtherCode = Connectors.load(home).connectors().get(0).version();

        assertThat(first).hasSize(64).isEqualTo(withSample).isNotEqualTo(withOtherCode);
    }

    @Test
    void missingFoldersAreEmptyNotAFault() {
        assertThat(Connectors.load(home.resolve("nowhere"))).isEqualTo(new Loaded(List.of(), List.of()));
    }

    @Test
    void samplesThatDifferOrLackAreTold() throws IOException {
        Path folder = department("HB", YAML);
        write(folder, "samples/DISPATCH/good.in.json", "{\"taskNo\": \"JN1-01\"}");
        write(folder, "samples/DISPATCH/good.out.json", "{ \"no\" : \"JN1-01\" }");
        write(folder, "samples/callbacks/bad.in.json", "{\"a\": 1}");
        write(folder, "samples/callbacks/bad.out.json", "{\"a\": 2}");
        write(folder, "samples/answer/alone.in.json", "{}");
        Connector connector = Connectors.load(home).connectors().get(0);

        List<Samples.Verdict> verdicts = Samples.run(connector, folder);

        assertThat(verdicts)
                .extracting(Samples.Verdict::sample)
                .containsExactlyInAnyOrder(
                        "samples/DISPATCH/good.in.json",
                        "samples/callbacks/bad.in.json",
                        "samples/answer/alone.in.json");
        assertThat(failure(verdicts, "good")).isEmpty();
        assertThat(failure(verdicts, "bad"))
                .hasValueSatisfying(text -> assertThat(text).contains("{\"a\":1}"));
        assertThat(failure(verdicts, "alone"))
                .hasValueSatisfying(text -> assertThat(text).contains("缺少"));
        Files.delete(folder.resolve("samples/answer/alone.in.json"));
        assertThat(failure(Samples.run(connector, folder), "answer"))
                .hasValueSatisfying(text -> assertThat(text).contains("没有样例"));
    }

    private static Optional<String> failure(List<Samples.Verdict> verdicts, String name) {
        return verdicts.stream()
                .filter(verdict -> verdict.sample().contains(name))
                .findFirst()
                .orElseThrow()
                .failure();
    }
}

package org.liandong.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** A real hub delivers to stand-ins on which all goes wrong; what a connector would make of it is named. */
class RehearsalTest {
    private static final Path SHIPPED = Path.of("connectors").toAbsolutePath();

    @TempDir
    Path folder = Path.of("");

    private final List<String> progress = new ArrayList<>();
    private final Rehearsal rehearsal = new Rehearsal(
            Path.of("").toAbsolutePath(),
            List.of("-cp", System.getProperty("java.class.path"), "org.liandong.command.HubCommand"),
            progress::add,
            Clock.systemUTC());

    @Test
    void goodConnectorsComeThroughAndBadOnesAreNamed() throws IOException {
        Path soap = SHIPPED.resolve("departments/CG");
        Path channel = SHIPPED.resolve("channels/app");
        Path table = SHIPPED.resolve("departments/MZ");
        Path server = SHIPPED.resolve("departments/GT");
        Path ferry = SHIPPED.resolve("departments/GA");
        Path queue = SHIPPED.resolve("departments/XF");
        Path form = SHIPPED.resolve("departments/SF");
        Path credulous = broken("departments/HB", "answer.jslt", "else \"UNKNOWN\"", "else \"DELIVERED\"");
        Files.writeString(
                credulous.resolve("answer.jslt"),
                Files.readString(credulous.resolve("answer.jslt"))
                        .replace("else if (.status >= 400) \"RETRY\"", "else if (.status >= 400) \"REFUSED\""));
        Path blind = broken(
                "departments/ZZW",
                "connector.yaml",
                "lookUp: {method: GET, path: \"/api/events/assigned/{taskNo}\"",
                "lookUp: {method: GET, path: \"/api/events/assigned\"");

        Path forgetful =
                broken("departments/AJ", "callback.jslt", "\"taskNo\": leaf($callback.taskNo)", "\"taskNo\": null");
        Path keyless = broken("departments/WJ", "connector.yaml", "key: [RWH, CZ, PFSJ]", "key: [CZ]");
        Path deaf = broken("departments/NL", "feedback.jslt", "\"taskNo\": leaf($row.\"任务号\")", "\"taskNo\": null");

        Map<Path, List<Trial>> trials = rehearsal.of(
                List.of(soap, channel, table, server, ferry, queue, form, credulous, blind, forgetful, keyless, deaf));

        assertThat(trials)
                .containsOnlyKeys(
                        soap, channel, table, server, ferry, queue, credulous, blind, forgetful, keyless, deaf);
        assertThat(List.of(soap, channel, table, server, ferry, queue))
                .allSatisfy(one -> assertThat(trials.get(one)).allMatch(Trial::isPassed));
        assertThat(trials.get(soap))
                .hasSize(Mishap.values().length + 7)
                .extracting(Trial::name)
                .contains("凭据不对", "时钟慢一小时", "发到一半断线", "附件只到一半", "同一报文来两次,答复一样", "先报办结,后报签收", "没见过的代码");
        assertThat(trials.get(channel)).hasSizeGreaterThan(Mishap.values().length);
        assertThat(trials.get(table))
                .extracting(Trial::name)
                .contains("行已写进,应答之前断线", "写得太慢,过了超时", "同一报文来两次,只算一次", "先报办结,后报签收");
        assertThat(trials.get(server))
                .extracting(Trial::name)
                .contains("文件写到一半断线", "口令一时不对,两次进不去", "只写到一半", "与收尾文件不符", "先报办结,后报签收");
        assertThat(trials.get(ferry)).extracting(Trial::name).contains("对方收下,回执在途中丢了", "与收尾文件不符");
        assertThat(trials.get(queue)).extracting(Trial::name).contains("对方取到一半枢纽被杀,再起", "凭据不对");
        assertThat(trials.get(keyless))
                .filteredOn(trial -> !trial.isPassed())
                .extracting(Trial::trouble)
                .contains("当作了送达,对方并没有收下");
        assertThat(trials.get(deaf))
                .filteredOn(trial -> !trial.isPassed())
                .extracting(Trial::stage, Trial::name)
                .containsExactly(tuple("来件 feedback", "先报办结,后报签收"));
        assertThat(trials.get(forgetful))
                .filteredOn(trial -> !trial.isPassed())
                .extracting(Trial::name)
                .containsExactly("先报办结,后报签收");
        assertThat(trials.get(credulous))
                .filteredOn(trial -> !trial.isPassed())
                .extracting(Trial::name, Trial::trouble)
                .anySatisfy(one -> assertThat(one.toList()).containsExactly("HTTP 200,是一张登录网页,没有收下", "当作了送达,对方并没有收下"))
                .anySatisfy(one -> assertThat(one.toList().toString()).contains("凭据一时不对,401两次,没有收下", "没有送达", "对方拒收"));
        assertThat(trials.get(blind)).singleElement().satisfies(trial -> {
            assertThat(trial.trouble()).contains("编号");
            assertThat(trial.cure()).isNotBlank();
        });
        assertThat(progress).isNotEmpty();
    }

    @Test
    void aFolderWhoseSystemCannotBePlayedIsNamedEvenAlone() throws IOException {
        Path mute = folder.resolve("HB");
        FileSystemUtils.copyRecursively(SHIPPED.resolve("departments/HB"), mute);
        FileSystemUtils.deleteRecursively(mute.resolve("samples/answer"));

        assertThat(rehearsal.of(List.of(mute)).get(mute)).singleElement().satisfies(trial -> {
            assertThat(trial.name()).isEqualTo("备好替身");
            assertThat(trial.trouble()).contains("samples/answer");
        });
    }

    @Test
    void severalSystemsWithQueuesMeetOneBroker() throws IOException {
        Path one = SHIPPED.resolve("departments/XF");
        Path other = NewConnector.write(
                SHIPPED.resolve("departments"),
                folder,
                new NewConnector.Wish("JT", "交通", NewConnector.Protocol.QUEUE, Optional.empty()));

        Map<Path, List<Trial>> trials = rehearsal.of(List.of(one, other));

        assertThat(List.of(one, other))
                .allSatisfy(place -> assertThat(trials.get(place)).isNotEmpty().allMatch(Trial::isPassed));
    }

    private Path broken(String connector, String file, String right, String wrong) throws IOException {
        Path from = SHIPPED.resolve(connector);
        Path to = folder.resolve(String.valueOf(from.getFileName()));
        FileSystemUtils.copyRecursively(from, to);
        String text = Files.readString(to.resolve(file));
        assertThat(text).contains(right);
        Files.writeString(to.resolve(file), text.replace(right, wrong));
        return to;
    }
}

package org.liandong.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.connectors.Delivery;
import org.liandong.connectors.Layout;
import org.liandong.security.crypto.Sm3;

/** What goes to a ferry again, and when. */
class FerryWriterTest {
    private static final byte[] CONTENT = "<zlpq/>".getBytes(StandardCharsets.UTF_8);
    private static final Instant NOW = Instant.parse("2026-07-09T12:00:00Z");

    @TempDir
    Path folder = Path.of("");

    @Test
    void whatWasDamagedGoesAgainAtOnce() throws IOException {
        FerryWriter writer = at(NOW);
        assertThat(result(writer.put("HUB_1.xml", CONTENT))).isEqualTo("AWAITED");
        Path file = carried("HUB_1_0001.xml");
        Path said = Files.createDirectories(folder.resolve("in")).resolve("HUB_1_0001.xml.ack");
        Files.writeString(said, Sm3.hex(CONTENT) + ",1,摘要不符\n");

        assertThat(result(writer.ask("HUB_1.xml"))).isEqualTo("AWAITED");
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(said).as("it spoke of the damaged one").doesNotExist();
    }

    @Test
    void whatNobodySpeaksOfGoesAgainOnlyAfterAWhile() throws IOException {
        at(NOW).put("HUB_1.xml", CONTENT);
        Path file = carried("HUB_1_0001.xml");

        assertThat(result(at(NOW.plusSeconds(899)).ask("HUB_1.xml"))).isEqualTo("AWAITED");
        assertThat(file).doesNotExist();
        assertThat(result(at(NOW.plusSeconds(900)).ask("HUB_1.xml"))).isEqualTo("AWAITED");
        assertThat(file).hasBinaryContent(CONTENT);
    }

    @Test
    void numbersGoOnAfterARestartAndAnUnknownNameIsNotFound() throws IOException {
        at(NOW).put("HUB_1.xml", CONTENT);
        at(NOW).put("HUB_2.xml", CONTENT);
        assertThat(folder.resolve("out/HUB_2_0002.xml")).exists();
        assertThat(result(at(NOW).ask("HUB_3.xml"))).isEqualTo("NOT_FOUND");
    }

    private FerryWriter at(Instant now) {
        return new FerryWriter(
                new FerryFolder(folder),
                new Delivery.Ferry(Layout.XML, 2_000, Duration.ofMinutes(15)),
                InstantSource.fixed(now),
                ZoneOffset.UTC);
    }

    /** Takes the file away, as the ferry does; @return where it lay */
    private Path carried(String name) throws IOException {
        Path file = folder.resolve("out").resolve(name);
        Files.delete(file);
        Files.delete(file.resolveSibling(name.replace(".xml", ".sm3")));
        return file;
    }

    private static String result(com.fasterxml.jackson.databind.JsonNode answer) {
        return answer.path("result").asText();
    }
}

package org.liandong.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Connectors;
import org.liandong.connectors.Delivery;
import org.liandong.connectors.Loaded;
import org.liandong.delivery.Receiver.Reply;
import org.liandong.delivery.Receiver.Request;
import org.liandong.security.Credentials;
import org.liandong.security.SenderProof;
import org.liandong.security.SigningKey;

/** What a receiver with an old system is sent. */
class ConnectorReceiverTest {
    private static final Charset GBK = Charset.forName("GBK");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder = Path.of("");

    @Test
    void aSystemThatStoresGbkBehindUtf8IsSentNothingThatGbkCannotHold() throws IOException {
        Connector city = Connectors.load(Path.of("connectors")).department("CG").orElseThrow();
        assertThat(city.delivery().charset()).isEqualTo(StandardCharsets.UTF_8);
        ObjectNode letter =
                (ObjectNode) JSON.readTree(Path.of("connectors/departments/CG/samples/DISPATCH/1-reference.in.json")
                        .toFile());

        String sent = sent(city, letter.put("content", "井盖又破了😡,住在𬭖桥路"), StandardCharsets.UTF_8);

        assertThat(GBK.newEncoder().canEncode(sent)).as(sent).isTrue();
        assertThat(sent).contains("[愤怒]", "[U+2CB56]");
    }

    @Test
    void aWireThatCannotCarryACharacterCarriesItsWordsAndNoQuestionMark() throws IOException {
        Path home = Files.createDirectories(folder.resolve("departments/OLD"));
        Files.writeString(home.resolve("connector.yaml"), """
                department: OLD
                title: 老系统
                sender: OLD
                protocol: rest
                endpoint: http://127.0.0.1:1
                charset: GBK
                sends:
                  DISPATCH: {mapping: dispatch.jslt}
                answer: dispatch.jslt
                """);
        Files.writeString(home.resolve("dispatch.jslt"), "{\"words\": .content}");
        Loaded loaded = Connectors.load(folder);
        assertThat(loaded.broken()).isEmpty();

        String sent = sent(loaded.connectors().get(0), JSON.createObjectNode().put("content", "太吵了😡"), GBK);

        assertThat(sent).isEqualTo("{\"words\":\"太吵了[愤怒]\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rs-secret", "a&b<c>", "\"quoted\" & 'single'", "back\\slash/$1", "口令&"})
    void whatIsKeptOfALetterHasNoPasswordHoweverItIsWritten(String password) throws IOException {
        Connector complaints = Connectors.loadOne(Path.of("connectors/departments/RS"))
                .connectors()
                .get(0);
        ConnectorReceiver receiver = new ConnectorReceiver(
                "RS",
                "",
                "http://127.0.0.1:1",
                Optional.of(new Delivery.Login("jn_hub", password)),
                complaints,
                new SenderProof(
                        Credentials.madeUp("RS"), SigningKey.madeUp(), Clock.systemUTC(), Duration.ofMinutes(5)),
                sm3 -> Optional.empty());
        ObjectNode letter =
                (ObjectNode) JSON.readTree(Path.of("connectors/departments/RS/samples/DISPATCH/1-reference.in.json")
                        .toFile());

        Request request = receiver.compose("DISPATCH", letter).orElseThrow();

        assertThat(receiver.legible(request)).contains("jn_hub", "<passWord>******</passWord>");
        String json = JSON.writeValueAsString(JSON.createObjectNode().put("said", password));
        String twice = "<r>%s</r>"
                .formatted(password.replace("&", "&amp;").replace("<", "&lt;"))
                .replace("&", "&amp;");
        for (String answer : List.of(password, json, twice)) {
            assertThat(receiver.legible(new Reply(200, "text/plain", answer.getBytes(StandardCharsets.UTF_8))))
                    .contains("******")
                    .doesNotContain(answer);
        }
    }

    private String sent(Connector connector, ObjectNode letter, Charset charset) {
        Credentials credentials = Credentials.loadOrCreate(folder.resolve("secrets.yaml"), Set.of(connector.sender()));
        SenderProof proof = new SenderProof(credentials, SigningKey.madeUp(), Clock.systemUTC(), Duration.ofMinutes(5));
        Request request = new ConnectorReceiver(
                        "test", "", "http://127.0.0.1:1", Optional.empty(), connector, proof, sm3 -> Optional.empty())
                .compose("DISPATCH", letter)
                .orElseThrow();
        return new String(request.body(), charset);
    }
}

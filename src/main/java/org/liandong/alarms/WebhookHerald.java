package org.liandong.alarms;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.liandong.ledger.Alarm;
import org.liandong.ledger.AlarmsView.Notice;

/** Posts each opening and closing to another program, as JSON that carries the hub's proof in its headers (docs/contracts/proof.md). */
public final class WebhookHerald implements Herald {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI address;
    private final Function<byte[], Map<String, String>> proof;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /** @param proof the headers that prove the hub for these bytes */
    public WebhookHerald(URI address, Function<byte[], Map<String, String>> proof) {
        this.address = address;
        this.proof = proof;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public void tell(Notice notice) throws IOException, InterruptedException {
        byte[] body = json(notice).toString().getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json;charset=UTF-8")
                // the same however often it is sent
                .header("Idempotency-Key", notice.alarm().id() + "-" + notice.event())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        proof.apply(body).forEach(request::header);
        HttpResponse<Void> answer = client.send(request.build(), HttpResponse.BodyHandlers.discarding());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("对方答HTTP %d".formatted(answer.statusCode()));
        }
    }

    private static ObjectNode json(Notice notice) {
        Alarm alarm = notice.alarm();
        ObjectNode json = JSON.createObjectNode()
                .put("alarm", alarm.id())
                .put("event", notice.event().name())
                .put("subject", alarm.subject())
                .put("title", alarm.title())
                .put("kind", alarm.kind())
                .put("words", alarm.words())
                .put("times", alarm.times())
                .put("openedAt", alarm.openedAt().toString());
        if (alarm.closedAt() != null) {
            json.put("closedAt", alarm.closedAt().toString());
        }
        return json;
    }
}

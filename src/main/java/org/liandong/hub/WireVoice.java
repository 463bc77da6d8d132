package org.liandong.hub;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.liandong.canary.ChannelVoice;
import org.liandong.connectors.ChannelConnector;
import org.liandong.operations.ConnectedSystem;
import org.liandong.security.SenderProof;

/** Speaks for channels over the wire, so that a canary comes in by the same door as they do. */
final class WireVoice implements ChannelVoice {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int FINE = 200;
    private static final int SAID = 120;

    private final SenderVoice voice;
    private final SenderProof proof;
    private final Supplier<URI> hub;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /** @param hub where the channels reach it */
    WireVoice(SenderVoice voice, SenderProof proof, Supplier<URI> hub) {
        this.voice = voice;
        this.proof = proof;
        this.hub = hub;
    }

    @Override
    public void report(ChannelConnector channel, String message) throws IOException {
        SenderVoice.Spoken spoken =
                voice.says(channel, channel.canary().orElseThrow().entry(), message);
        answered(request(spoken.path(), spoken.headers())
                .POST(HttpRequest.BodyPublishers.ofByteArray(spoken.body()))
                .build());
    }

    @Override
    public void fetch(ChannelConnector channel, String shelf, long upTo) throws IOException {
        String device = shelf.substring((ConnectedSystem.SHELF + channel.name() + ".").length());
        String query = "deviceNo=%s&after=%d".formatted(device, upTo);
        Map<String, String> headers =
                proof.headersAs(channel.sender(), channel.sender(), query.getBytes(StandardCharsets.UTF_8));
        answered(request("/channels/" + channel.name() + "/outcomes?" + query, headers)
                .GET()
                .build());
    }

    private HttpRequest.Builder request(String path, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(hub.get().resolve(path)).timeout(PATIENCE);
        headers.forEach(request::header);
        return request;
    }

    private void answered(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> response =
                    client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() != FINE) {
                String said = response.body().strip();
                throw new IOException("HTTP%d %s"
                        .formatted(response.statusCode(), said.substring(0, Math.min(SAID, said.length()))));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("被中断", e);
        }
    }
}

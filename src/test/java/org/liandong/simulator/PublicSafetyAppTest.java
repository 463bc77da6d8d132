package org.liandong.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PublicSafetyAppTest {
    private static final String REPORT = "PAN20260709184455300777";
    private static final String STATUS = """
            {"reportId":"PAN20260709184455300777","caseNo":"JN20260709020007772","seq":2,"status":"20",
             "statusName":"办理中","reply":"消防救援大队已签收","time":"2026-07-09T19:10:00+08:00"}""";

    private final ChannelInbox inbox = new ChannelInbox("PANANJ", Journal.none());
    private final PublicSafetyApp app = new PublicSafetyApp("pananj-secret", 0, inbox);

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void keepsWhatBecameOfAReport() throws Exception {
        Hub.Answer answer = tell("pananj-secret", STATUS);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"code\":\"0\"}");
        assertThat(inbox.outcomes(REPORT))
                .containsExactly(new ChannelInbox.Received(REPORT, "JN20260709020007772", 2, "20", "办理中", "消防救援大队已签收"));
    }

    @Test
    void refusesAWrongProofAndAMissingField() throws Exception {
        assertThat(tell("other", STATUS).status()).isEqualTo(401);
        assertThat(tell("pananj-secret", "{\"reportId\":\"x\"}").text()).contains("40001", "caseNo");
        assertThat(inbox.known()).isEmpty();
    }

    private Hub.Answer tell(String secret, String body) throws IOException, InterruptedException {
        URI address = app.address();
        Hub caller = new Hub(address, new Secrets(Map.of("PANANJ", secret), null), Duration.ofSeconds(2));
        return caller.send("PANANJ", "POST", address.getPath(), "application/json", Map.of(), body.getBytes(UTF_8));
    }
}

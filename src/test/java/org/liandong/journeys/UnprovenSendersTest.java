package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who cannot prove to be who may come in here gets 401 or 403, and nothing of what it sent is kept. */
class UnprovenSendersTest {
    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone();

    private static final String REPORTS = "/channels/pananj/reports";
    private static final byte[] REPORT = Examples.bytes("ch-pananj-1-citizen-report.json");
    private List<Long> rows = List.of();

    @BeforeEach
    void remember() {
        HUB.clock().runFrom("2026-07-09T18:44:57+08:00");
        rows = HUB.rows();
    }

    @AfterEach
    void nothingWasKept() {
        assertThat(HUB.rows()).isEqualTo(rows);
    }

    @Test
    void aWrongSignature() {
        Map<String, String> proof = new HashMap<>(HUB.wire().proof("PANANJ", REPORT));
        proof.put("X-Sign", "0".repeat(64));
        refused(call(REPORTS, proof), 401, "SIGN_WRONG");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "application/x-www-form-urlencoded;charset=UTF-8",
                "multipart/form-data; boundary=x",
                "multipart/form-data"
            })
    void oneWhoCallsItAForm(String type) {
        for (String path : List.of(REPORTS, "/channels/12345/orders", "/departments/HB/callbacks")) {
            Answer answer = HUB.wire().call("POST", path, type, "{}".getBytes(StandardCharsets.UTF_8), Map.of());
            refused(answer, 401, "PROOF_MISSING");
        }
    }

    @Test
    void aSignatureOverOtherBytes() {
        byte[] other = "{\"reportId\":\"PAN-OTHER\"}".getBytes(StandardCharsets.UTF_8);
        refused(call(REPORTS, HUB.wire().proof("PANANJ", other)), 401, "SIGN_WRONG");
    }

    @Test
    void anUnknownSender() {
        String timestamp = Long.toString(HUB.clock().millis());
        refused(call(REPORTS, Wire.proof("NOBODY", "guessed", timestamp, REPORT)), 401, "SIGN_WRONG");
    }

    @Test
    void aTimeTooLongAgoOrTooFarAhead() {
        for (Duration away : List.of(Duration.ofMinutes(-6), Duration.ofMinutes(6))) {
            Map<String, String> proof = proofAt(away);
            refused(call(REPORTS, proof), 401, "TIME_WINDOW");
        }
    }

    @Test
    void aTimeThatIsNone() {
        Map<String, String> proof = new HashMap<>(HUB.wire().proof("PANANJ", REPORT));
        proof.put("X-Timestamp", "now");
        refused(call(REPORTS, proof), 401, "TIMESTAMP_FORM");
        proof.put("X-Timestamp", Long.toString(Long.MAX_VALUE));
        refused(call(REPORTS, proof), 401, "TIME_WINDOW");
        proof.put("X-Timestamp", Long.toString(Long.MIN_VALUE));
        refused(call(REPORTS, proof), 401, "TIME_WINDOW");
    }

    @Test
    void noProofAtAllOrAPieceOfItMissing() {
        refused(call(REPORTS, Map.of()), 401, "PROOF_MISSING");
        for (String header : List.of("X-App-Id", "X-Timestamp", "X-Nonce", "X-Sign")) {
            Map<String, String> proof = new HashMap<>(HUB.wire().proof("PANANJ", REPORT));
            proof.remove(header);
            refused(call(REPORTS, proof), 401, "PROOF_MISSING");
        }
    }

    @Test
    void anAlgorithmThatIsNotAllowed() {
        Map<String, String> proof = new HashMap<>(HUB.wire().proof("PANANJ", REPORT));
        proof.put("X-Sign-Type", "none");
        refused(call(REPORTS, proof), 401, "SIGN_TYPE");
    }

    @Test
    void anotherSendersEntrance() {
        for (String other : List.of("WGT", "HB", "CG", "NJ12345", "XF")) {
            refused(HUB.wire().post(other, REPORTS, Wire.JSON, REPORT), 403, "SENDER_WRONG");
        }
        byte[] callback = "{\"event\":\"SIGN\"}".getBytes(StandardCharsets.UTF_8);
        refused(HUB.wire().post("PANANJ", EnvironmentBureau.PATH, Wire.JSON, callback), 403, "SENDER_WRONG");
    }

    @Test
    void aHeadThatDoesNotProveTheOrder() {
        String order = HUB.wire().signed(Hotline.order("NJ-UNPROVEN"));
        refused(raw(order.replace("宏运大道", "竹山路")), 401, "SIGN_WRONG");
        refused(raw(order.replaceFirst("\"sign\": \"[^\"]*\"", "\"sign\": \"\"")), 401, "PROOF_MISSING");
        refused(raw(order.replaceFirst("\"appId\": \"NJ12345\"", "\"appId\": \"PANANJ\"")), 401, "SIGN_WRONG");
        HUB.clock().ahead(Duration.ofMinutes(10));
        refused(raw(order), 401, "TIME_WINDOW");
        refused(raw("{\"body\": {}}"), 401, "PROOF_MISSING");
    }

    @Test
    void theOldInterfaceWithoutProof() {
        byte[] order = Examples.bytes("ch-12345-2-soap-gbk-dirty.xml");
        Answer answer = HUB.wire().call("POST", "/services/12345", Wire.SOAP_GBK, order, Map.of());
        // the old interface knows no HTTP status, only its own code
        assertThat(answer.body())
                .contains("ERRCD")
                .doesNotContain("<ERRCD>0</ERRCD>")
                .contains("签名");
        Answer other = HUB.wire().post("CG", "/services/12345", Wire.SOAP_GBK, order);
        assertThat(other.body()).contains("ERRCD").doesNotContain("<ERRCD>0</ERRCD>");
    }

    @Test
    void aTerminalsShelfWithoutProof() {
        Answer answer = HUB.wire()
                .call("GET", "/channels/grid/outcomes?deviceNo=WGT-1&after=0", Wire.JSON, new byte[0], Map.of());
        assertThat(answer.status()).isEqualTo(401);
        Answer other = HUB.wire().get("PANANJ", "/channels/grid/outcomes", "deviceNo=WGT-1&after=0");
        assertThat(other.status()).isIn(401, 403);
        Answer photo =
                HUB.wire().call("PUT", "/channels/grid/photos/" + "0".repeat(64), "image/jpeg", REPORT, Map.of());
        assertThat(photo.status()).isEqualTo(401);
        assertThat(HUB.data().resolve("blobs")).isDirectoryNotContaining("regex:.*[0-9a-f]{64}.*");
    }

    private static Map<String, String> proofAt(Duration away) {
        HUB.clock().ahead(away);
        Map<String, String> proof = HUB.wire().proof("PANANJ", REPORT);
        HUB.clock().ahead(away.negated());
        return proof;
    }

    private static Answer call(String path, Map<String, String> headers) {
        return HUB.wire().call("POST", path, Wire.JSON, REPORT, headers);
    }

    private static Answer raw(String order) {
        return HUB.wire().call("POST", Wire.ORDERS, Wire.JSON, order.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.said("code")).isEqualTo(code);
        assertThat(answer.said("message")).isNotEmpty();
    }
}

package org.liandong.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class EnvelopeSignaturesTest {
    private static final Instant NOW = Instant.parse("2026-07-09T12:00:00Z");
    private static final String ENVELOPE = """
            <?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope">\
            <s:Body><task xmlns="urn:x"><no>JN-1</no><text>江宁 &lt;&amp; 井盖\uD83D\uDE00</text></task></s:Body></s:Envelope>""";

    private static final SigningKey OURS = SigningKey.madeUp();
    private static final SigningKey OTHERS = SigningKey.madeUp();

    private final EnvelopeSignatures signatures = at(NOW);

    private static EnvelopeSignatures at(Instant now) {
        return new EnvelopeSignatures(OURS, Clock.fixed(now, ZoneOffset.UTC), Duration.ofMinutes(5));
    }

    @Test
    void whatIsSignedIsGoodForThatCertificateAndItsTimeOnly() throws Exception {
        String signed = signatures.write(ENVELOPE);
        assertThat(signed)
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
                .contains("江宁 &lt;&amp; 井盖");

        signatures.check(signed, OURS.certificate());
        refused("SIGNATURE_WRONG", signatures, signed, OTHERS);
        refused("TIME_WINDOW", at(NOW.plus(Duration.ofMinutes(11))), signed, OURS);
        refused("TIME_WINDOW", at(NOW.minus(Duration.ofMinutes(6))), signed, OURS);
        refused("SIGNER_EXPIRED", at(NOW.plus(Duration.ofDays(4000))), signed, OURS);
        refused("SIGNATURE_MISSING", signatures, ENVELOPE, OURS);
    }

    private static void refused(String code, EnvelopeSignatures signatures, String envelope, SigningKey whose) {
        assertThatThrownBy(() -> signatures.check(envelope, whose.certificate()))
                .isInstanceOfSatisfying(
                        SenderProof.Unproven.class,
                        unproven -> assertThat(unproven.code()).isEqualTo(code));
    }

    @Test
    void whatIsChangedAfterwardsIsRefused() {
        String signed = signatures.write(ENVELOPE);
        refused("SIGNATURE_WRONG", signatures, signed.replace("JN-1", "JN-2"), OURS);
    }

    /** The signed body is moved aside, and another stands where the body is read. */
    @Test
    void anotherBodyThanTheSignedOneIsRefused() {
        String signed = signatures.write(ENVELOPE);
        int from = signed.indexOf("<s:Body");
        int to = signed.indexOf("</s:Body>") + "</s:Body>".length();
        String body = signed.substring(from, to);
        String forged = "<s:Body><task xmlns=\"urn:x\"><no>JN-9</no></task></s:Body>";

        String inHeader =
                signed.substring(0, from).replace("</s:Header>", "<x xmlns=\"urn:y\">" + body + "</x></s:Header>")
                        + forged
                        + signed.substring(to);
        refused("SIGNATURE_MISSING", signatures, inHeader, OURS);
        String twoBodies = signed.substring(0, from) + forged + signed.substring(from);
        refused("NOT_XML", signatures, twoBodies, OURS);
        String inBody = signed.substring(0, from) + forged.replace("</task>", body + "</task>") + signed.substring(to);
        refused("SIGNATURE_MISSING", signatures, inBody, OURS);
    }
}

package org.liandong.security;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.wss4j.common.WSEncryptionPart;
import org.apache.wss4j.common.crypto.AlgorithmSuite;
import org.apache.wss4j.common.crypto.Crypto;
import org.apache.wss4j.common.crypto.Merlin;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.common.util.WSTimeSource;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.WSDataRef;
import org.apache.wss4j.dom.engine.WSSecurityEngine;
import org.apache.wss4j.dom.engine.WSSecurityEngineResult;
import org.apache.wss4j.dom.handler.RequestData;
import org.apache.wss4j.dom.handler.WSHandlerResult;
import org.apache.wss4j.dom.message.WSSecHeader;
import org.apache.wss4j.dom.message.WSSecSignature;
import org.apache.wss4j.dom.message.WSSecTimestamp;
import org.apache.wss4j.dom.message.token.Timestamp;
import org.jspecify.annotations.Nullable;
import org.liandong.soap.Envelope;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Signatures over the body and the timestamp of a SOAP envelope (OASIS WSS X.509 Token Profile 1.1). One is good if it was made
 * with the key of exactly the certificate expected, and covers the very body that is then read: not another of the same name
 * elsewhere in the envelope. Safe for any thread.
 */
final class EnvelopeSignatures {
    private static final List<String> SIGNATURES = List.of(WSConstants.RSA_SHA256, WSConstants.ECDSA_SHA256);
    private static final List<String> DIGESTS = List.of(WSConstants.SHA256, WSConstants.SHA512);
    private static final List<String> CANONICAL =
            List.of(WSConstants.C14N_EXCL_OMIT_COMMENTS, WSConstants.C14N_OMIT_COMMENTS);

    private final SigningKey key;
    private final Clock clock;
    private final Duration tolerance;

    EnvelopeSignatures(SigningKey key, Clock clock, Duration tolerance) {
        this.key = key;
        this.clock = clock;
        this.tolerance = tolerance;
    }

    private WSTimeSource time() {
        return new WSTimeSource() {
            @Override
            public Instant now() {
                return clock.instant();
            }
        };
    }

    void ready() {
        key.certificate();
    }

    String write(String text) {
        try {
            Envelope envelope = Envelope.parse(text);
            WSSecHeader header = new WSSecHeader(envelope.document());
            header.insertSecurityHeader();
            WSSecTimestamp stamp = new WSSecTimestamp(header);
            stamp.setWsTimeSource(time());
            stamp.setTimeToLive((int) tolerance.toSeconds());
            stamp.build();
            WSSecSignature signature = new WSSecSignature(header);
            signature.setUserInfo(key.alias(), key.password());
            signature.setKeyIdentifierType(WSConstants.BST_DIRECT_REFERENCE);
            signature.setSignatureAlgorithm(
                    key.certificate().getPublicKey().getAlgorithm().equals("EC")
                            ? WSConstants.ECDSA_SHA256
                            : WSConstants.RSA_SHA256);
            signature.setDigestAlgo(WSConstants.SHA256);
            String soap =
                    String.valueOf(envelope.document().getDocumentElement().getNamespaceURI());
            signature.getParts().add(new WSEncryptionPart("Body", soap, "Element"));
            signature
                    .getParts()
                    .add(new WSEncryptionPart(WSConstants.TIMESTAMP_TOKEN_LN, WSConstants.WSU_NS, "Element"));
            signature.build(crypto(key.store()));
            return envelope.text();
        } catch (WSSecurityException | GeneralSecurityException | SAXException e) {
            throw new IllegalStateException("SOAP信封签不了名: " + e.getMessage(), e);
        }
    }

    /** @param expected whose key must have made it */
    void check(String text, X509Certificate expected) throws SenderProof.Unproven {
        Instant good = CertificateEnd.of(expected);
        if (clock.instant().isAfter(good)) {
            throw wrong("SIGNER_EXPIRED", "签名证书已于%s到期:请把新证书交给枢纽".formatted(good));
        }
        try {
            Envelope envelope = Envelope.parse(text);
            Element body = envelope.body();
            RequestData request = new RequestData();
            request.setSigVerCrypto(crypto(trusting(expected)));
            request.setAlgorithmSuite(suite());
            // it looks at the machine's clock for a timestamp, whatever clock it was given; that is done below
            request.setTimeStampStrict(false);
            request.setTimeStampTTL(Integer.MAX_VALUE);
            request.setTimeStampFutureTTL(Integer.MAX_VALUE);
            @Nullable
            WSHandlerResult result = new WSSecurityEngine().processSecurityHeader(envelope.document(), request);
            List<WSSecurityEngineResult> results = result == null ? List.of() : result.getResults();
            Timestamp stamp = results.stream()
                    .map(one -> (Timestamp) one.get(WSSecurityEngineResult.TAG_TIMESTAMP))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            if (stamp == null || !signed(results, expected).containsAll(Set.of(body, stamp.getElement()))) {
                throw wrong("SIGNATURE_MISSING", "信封须有对Body与Timestamp的签名,用登记过的证书");
            }
            inTime(stamp);
        } catch (WSSecurityException e) {
            throw wrong("SIGNATURE_WRONG", "签名、时间或所用证书不符:请核对私钥与时钟,签名用SHA-256,签好后不要再改报文");
        } catch (SAXException e) {
            throw new SenderProof.Unproven("NOT_XML", "body", "报文不是合法的SOAP信封:" + e.getMessage());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SenderProof.Unproven wrong(String code, String message) {
        return new SenderProof.Unproven(code, "wsse:Security", message);
    }

    /** The very elements, not others that look like them. */
    private static Set<Element> signed(List<WSSecurityEngineResult> results, X509Certificate expected) {
        Set<Element> signed = Collections.newSetFromMap(new IdentityHashMap<>());
        for (WSSecurityEngineResult one : results) {
            if (Integer.valueOf(WSConstants.SIGN).equals(one.get(WSSecurityEngineResult.TAG_ACTION))
                    && expected.equals(one.get(WSSecurityEngineResult.TAG_X509_CERTIFICATE))) {
                List<?> references =
                        Objects.requireNonNull((List<?>) one.get(WSSecurityEngineResult.TAG_DATA_REF_URIS));
                references.forEach(reference -> signed.add(((WSDataRef) reference).getProtectedElement()));
            }
        }
        return signed;
    }

    private void inTime(Timestamp stamp) throws SenderProof.Unproven {
        Instant now = clock.instant();
        Instant created = stamp.getCreated();
        Instant end = stamp.getExpires();
        boolean inTime = created != null
                && Duration.between(created, now).abs().compareTo(tolerance) <= 0
                && (end == null || !now.isAfter(end.plus(tolerance)));
        if (!inTime) {
            throw wrong("TIME_WINDOW", "Timestamp与枢纽时间相差超过%d秒:请校准时钟".formatted(tolerance.toSeconds()));
        }
    }

    private static AlgorithmSuite suite() {
        AlgorithmSuite suite = new AlgorithmSuite();
        SIGNATURES.forEach(suite::addSignatureMethod);
        DIGESTS.forEach(suite::addDigestAlgorithm);
        CANONICAL.forEach(suite::addC14nAlgorithm);
        CANONICAL.forEach(suite::addTransformAlgorithm);
        suite.setMinimumAsymmetricKeyLength(2048);
        suite.setMinimumEllipticCurveKeyLength(256);
        return suite;
    }

    private static Crypto crypto(KeyStore store) {
        Merlin crypto = new Merlin();
        crypto.setKeyStore(store);
        return crypto;
    }

    private static KeyStore trusting(X509Certificate certificate) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(Keytool.TYPE);
        store.load(null, null);
        store.setCertificateEntry("sender", certificate);
        return store;
    }
}

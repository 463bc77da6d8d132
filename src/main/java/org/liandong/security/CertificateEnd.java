package org.liandong.security;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.bouncycastle.asn1.x509.Certificate;

/** Until when a certificate is good. */
public final class CertificateEnd {
    private static final DateTimeFormatter ASN_1 = DateTimeFormatter.ofPattern("uuuuMMddHHmmss'GMT'xxx", Locale.ROOT);

    private CertificateEnd() {}

    /** @throws IllegalArgumentException if it cannot be read */
    public static Instant of(X509Certificate certificate) {
        try {
            String end = Certificate.getInstance(certificate.getEncoded())
                    .getEndDate()
                    .getTime();
            return OffsetDateTime.parse(end, ASN_1).toInstant();
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("证书读不出", e);
        }
    }
}

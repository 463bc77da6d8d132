package org.liandong.soap;

import java.nio.charset.Charset;
import java.util.Arrays;

/** The two envelopes that SOAP has. */
public enum SoapVersion {
    V1_1("1.1", "http://schemas.xmlsoap.org/soap/envelope/"),
    V1_2("1.2", "http://www.w3.org/2003/05/soap-envelope");

    private final String word;
    private final String namespace;

    SoapVersion(String word, String namespace) {
        this.word = word;
        this.namespace = namespace;
    }

    /** @param word {@code 1.1} or {@code 1.2} */
    public static SoapVersion of(String word) {
        return Arrays.stream(values())
                .filter(version -> version.word.equals(word))
                .findFirst()
                .orElseThrow();
    }

    /** An envelope around what a mapping wrote. */
    public String envelope(String body, Charset charset) {
        return "<?xml version=\"1.0\" encoding=\"" + charset + "\"?><soapenv:Envelope xmlns:soapenv=\"" + namespace
                + "\"><soapenv:Body>" + body + "</soapenv:Body></soapenv:Envelope>";
    }

    /** @param action empty if there is none; SOAP 1.1 says it in a header of its own */
    public String contentType(Charset charset, String action) {
        return this == V1_1
                ? "text/xml;charset=" + charset
                : "application/soap+xml;charset=" + charset + (action.isEmpty() ? "" : ";action=\"" + action + "\"");
    }
}

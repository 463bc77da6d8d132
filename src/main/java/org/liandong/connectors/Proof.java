package org.liandong.connectors;

import java.util.Arrays;

/** How a sender proves who it is. */
public enum Proof {
    /** HMAC over time, nonce and the raw body, in headers. */
    HEADERS("headers"),
    /** HMAC over time, message id and the canonical body, in the message's own head (reference §3.4 channel 01). */
    BODY_HMAC("body-hmac"),
    /** The user that the broker let in. */
    BROKER("broker"),
    /** An access token that the hub fetches beforehand (RFC 6749, client credentials). */
    OAUTH2("oauth2"),
    /** An account: the hub's own at the system, or the system's people's at the hub's page. */
    ACCOUNT("account"),
    /** Name and password in elements of the message. */
    LOGIN("login"),
    /** WS-Security UsernameToken with password digest, nonce and time, in the envelope's header. */
    USERNAME_TOKEN("username-token"),
    /** WS-Security signature over body and timestamp, with an X.509 certificate. */
    SIGNATURE("signature"),
    /** Nothing in the message: the network path alone. */
    NONE("none");

    private final String word;

    Proof(String word) {
        this.word = word;
    }

    /** The word in connector.yaml. */
    public String word() {
        return word;
    }

    static Proof of(String word) {
        return Arrays.stream(values())
                .filter(proof -> proof.word.equals(word))
                .findFirst()
                .orElseThrow();
    }
}

package org.liandong.journeys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/** How a sender with a name and a password proves itself in the header of an envelope. */
final class UsernameToken {
    private UsernameToken() {}

    static String digested(String user, String password, Instant created) {
        String nonce =
                Base64.getEncoder().encodeToString(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
        String time = created.truncatedTo(ChronoUnit.MILLIS).toString();
        return security(user, "PasswordDigest", digest(nonce, time, password), """
                <wsse:Nonce EncodingType="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary">%s</wsse:Nonce>\
                <wsu:Created xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd">%s</wsu:Created>\
                """.formatted(nonce, time));
    }

    static String plain(String user, String password) {
        return security(user, "PasswordText", password, "");
    }

    private static String security(String user, String type, String password, String more) {
        return """
                <wsse:Security xmlns:wsse="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd">\
                <wsse:UsernameToken><wsse:Username>%s</wsse:Username><wsse:Password Type="http://docs.oasis-open.org/wss/2004/01/\
                oasis-200401-wss-username-token-profile-1.0#%s">%s</wsse:Password>%s</wsse:UsernameToken></wsse:Security>
                """.formatted(user, type, password, more);
    }

    /** OASIS UsernameToken Profile 1.1, §3.1. */
    static String digest(String nonce, String created, String password) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-1");
            sha.update(Base64.getDecoder().decode(nonce));
            sha.update(created.getBytes(StandardCharsets.UTF_8));
            sha.update(password.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.liandong.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Entry;
import org.liandong.connectors.Proof;
import org.liandong.security.Credentials;
import org.liandong.security.SenderProof;

/** Writes what a connector's system would send to the hub by HTTP, with its proof. Safe for any thread. */
public final class SenderVoice {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Credentials credentials;
    private final SenderProof proof;

    /** @param credentials with the secrets of those who are spoken for */
    public SenderVoice(Credentials credentials, SenderProof proof) {
        this.credentials = credentials;
        this.proof = proof;
    }

    /** @param path below the hub's address */
    @SuppressWarnings("ArrayRecordComponent") // the bytes are sent and compared by nobody
    public record Spoken(String path, Map<String, String> headers, byte[] body) {}

    /** @param text the message, without its proof */
    public Spoken says(Connector connector, Entry entry, String text) {
        String sender = connector.sender();
        String proven = switch (entry.proof()) {
            case BODY_HMAC -> signed(text, sender);
            case LOGIN -> withLogin(text, entry.login().orElseThrow(), sender, credentials.secret(sender));
            case USERNAME_TOKEN -> proof.withUsernameToken(text, sender, credentials.secret(sender));
            default -> text;
        };
        byte[] body = proven.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new HashMap<>();
        if (entry.proof() == Proof.HEADERS) {
            headers.putAll(proof.headersAs(sender, sender, body));
        }
        boolean soap = entry.kind() == Entry.Kind.SOAP;
        headers.put(
                "Content-Type",
                soap
                        ? connector.delivery().soap().contentType(StandardCharsets.UTF_8, "")
                        : entry.format() == Entry.Format.JSON
                                ? "application/json;charset=UTF-8"
                                : "text/xml;charset=UTF-8");
        if (soap) {
            headers.put("SOAPAction", "\"\"");
        }
        return new Spoken(entry.path(), headers, body);
    }

    private String signed(String text, String sender) {
        try {
            ObjectNode message = (ObjectNode) JSON.readTree(text);
            message.withObjectProperty("head").put("appId", sender);
            return proof.signHead(message, sender).toString();
        } catch (JsonProcessingException | ClassCastException e) {
            return text;
        }
    }

    private static String withLogin(String text, Entry.Login login, String user, String password) {
        return element(element(text, login.user(), user), login.password(), password);
    }

    private static String element(String text, String name, String content) {
        return Pattern.compile("(<(?:[\\w.-]+:)?" + Pattern.quote(name) + "(?:\\s[^>]*)?>)[^<]*(</)")
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + content + found.group(2)));
    }
}

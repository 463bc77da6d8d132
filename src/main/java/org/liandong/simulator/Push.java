package org.liandong.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One message from a channel to the hub. What it says is fixed; the time stamp and the proof are put on at each attempt,
 * as a sender does that tries again under the same number.
 *
 * @param id the sender's number for this message; a message sent again keeps it
 * @param way by which interface
 * @param kind whether it is new, or follows one that was sent before
 * @param externalNos the channel's numbers of the cases in it, one for each item of a batch
 * @param content the body: JSON or XML, without head and proof
 * @param name the file name of a ferry file or the SM3 digest of a photo, else empty
 */
public record Push(String id, Way way, Kind kind, List<String> externalNos, String content, String name) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What a message is to those before it. */
    public enum Kind {
        /** A case of its own. */
        NEW,
        /** The very message of before once more. */
        REPEAT,
        /** The number of before with other content. */
        CHANGED,
        /** Something that happened to a case, for example a visit. */
        EVENT
    }

    /** The interfaces by which cases come in. */
    public enum Way {
        HOTLINE_JSON("NJ12345", "/channels/12345/orders", "application/json;charset=UTF-8"),
        HOTLINE_SOAP("NJ12345", "/services/12345", "text/xml; charset=GBK"),
        PANANJ_REPORT("PANANJ", "/channels/pananj/reports", "application/json;charset=UTF-8"),
        PANANJ_TRANSFER("PANANJ", "/channels/pananj/transfers", "application/xml;charset=UTF-8"),
        GRID_EVENT("WGT", "/channels/grid/events", "application/json;charset=UTF-8"),
        GRID_BATCH("WGT", "/channels/grid/batches", "application/json;charset=UTF-8"),
        GRID_ACTION("WGT", "/channels/grid/actions", "application/json;charset=UTF-8"),
        GRID_PHOTO("WGT", "/channels/grid/photos/", "image/jpeg");

        private final String sender;
        private final String path;
        private final String contentType;

        Way(String sender, String path, String contentType) {
            this.sender = sender;
            this.path = path;
            this.contentType = contentType;
        }

        public String sender() {
            return sender;
        }

        private Charset charset() {
            return LoopbackServer.charsetOf(contentType);
        }
    }

    public Push {
        externalNos = List.copyOf(externalNos);
    }

    /** The number that keeps a message in line behind those it follows. */
    String lane() {
        return externalNos.isEmpty() ? id : externalNos.get(0);
    }

    /** The terminal that sent it, if one did. */
    Optional<String> deviceNo() {
        if (way != Way.GRID_EVENT && way != Way.GRID_BATCH && way != Way.GRID_ACTION) {
            return Optional.empty();
        }
        return Optional.of(object().path("deviceNo").asText());
    }

    Push again() {
        return new Push(id, way, Kind.REPEAT, externalNos, content, name);
    }

    /** Sends it once. A line that breaks or a caller that gives up is an unclear receipt, not an error. */
    Receipt sendTo(Hub hub) throws InterruptedException {
        try {
            return switch (way) {
                case HOTLINE_JSON -> Receipt.ofJson(hub.post(way.path, way.contentType, order(hub.secret(way.sender))));
                case HOTLINE_SOAP -> Receipt.ofSoap(send(hub, "POST", way.path, Map.of("SOAPAction", "\"process\"")));
                case PANANJ_TRANSFER -> Receipt.ofJson(send(hub, "POST", way.path, Map.of("X-File-Name", name)));
                case GRID_PHOTO -> Receipt.ofJson(send(hub, "PUT", way.path + name, Map.of()));
                default -> Receipt.ofJson(send(hub, "POST", way.path, Map.of()));
            };
        } catch (IOException e) {
            return Receipt.unclear(e.toString());
        }
    }

    private Hub.Answer send(Hub hub, String method, String path, Map<String, String> more)
            throws IOException, InterruptedException {
        byte[] bytes = way == Way.GRID_PHOTO ? Pictures.jpeg(content) : content.getBytes(way.charset());
        return hub.send(way.sender, method, path, way.contentType, more, bytes);
    }

    /** The modern hotline carries its proof in the head of the message (reference §3.4, channel 01 (1)). */
    private byte[] order(String secret) {
        ObjectNode body = object();
        String timestamp = CityTime.packed(CityTime.now());
        ObjectNode message = JSON.createObjectNode();
        message.putObject("head")
                .put("appId", way.sender)
                .put("serviceCode", body.has("eventType") ? "ORDER_EVENT" : "ORDER_PUSH")
                .put("version", "2.1")
                .put("msgId", id)
                .put("timestamp", timestamp)
                .put("signType", Proof.Kind.SM3.name())
                .put("sign", Proof.of(Proof.Kind.SM3, secret, timestamp + "\n" + id + "\n", body));
        message.set("body", body);
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }

    private ObjectNode object() {
        try {
            return (ObjectNode) JSON.readTree(content);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("仿真报文不是合法的JSON: " + id, e);
        }
    }
}

package org.liandong.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.QualityNote;
import org.liandong.intake.cleaning.Decoded;
import org.liandong.intake.cleaning.Decoder;
import org.liandong.soap.Envelope;
import org.liandong.soap.PhotoPackage;
import org.xml.sax.SAXException;

/** From bytes to the hub's own shape: character set by evidence, then the connector's mapping. Safe for any thread. */
final class Reading {
    /** Bounded: what outsiders send must not cost more than it is worth. */
    static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(100)
                            .maxNumberLength(100)
                            .maxStringLength(4_000_000)
                            .build())
                    .build())
            .build();

    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([\\w.:-]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern INNER = Pattern.compile("<!\\[CDATA\\[(\\s*<\\?xml[^>]*\\?>)");

    private final Decoder decoder = new Decoder();

    /** What reading came to. */
    sealed interface Read permits Read.Well, Read.Badly {
        /** The mapping understood it. */
        record Well(Understood message) implements Read {}

        /** It makes no sense to us: kept whole for a person to look at. */
        record Badly(String reason, String charset) implements Read {}
    }

    Read read(Arrival arrival, Entrance entrance) {
        Decoded decoded;
        try {
            decoded = decoded(arrival);
        } catch (PhotoPackage.Damaged e) {
            return new Read.Badly(String.valueOf(e.getMessage()), "");
        }
        List<QualityNote> notes = new ArrayList<>(decoded.notes());
        String text = decoded.text();
        String inner = decoded.declaredInner();
        if (entrance.form().isSoap()) {
            Matcher matcher = INNER.matcher(text);
            if (matcher.find()) {
                Decoded embedded = decoder.embedded(
                        matcher.group(1).strip(),
                        decoded.charset(),
                        entrance.fieldNames().apply("embedded"));
                inner = embedded.declaredInner();
                notes.addAll(embedded.notes());
            }
        }
        try {
            // what stands in the header nobody has signed
            String read = entrance.proof() == Entrance.Proof.SIGNATURE ? Envelope.bodyOnly(text) : text;
            JsonNode mapped = JSON.readTree(entrance.map(read));
            if (!(mapped instanceof ObjectNode message)) {
                return new Read.Badly("映射结果不是对象,请检查连接器的映射", decoded.charset());
            }
            String kind = message.path("kind").asText("unknown");
            return new Read.Well(new Understood(kind, message, decoded.charset(), inner, notes, entrance.fieldNames()));
        } catch (Entrance.NotMapped | JsonProcessingException | SAXException e) {
            return new Read.Badly("报文无法映射: " + firstLine(e), decoded.charset());
        }
    }

    /** The bytes as text, whatever they were written in. */
    String text(Arrival arrival) throws PhotoPackage.Damaged {
        return decoded(arrival).text();
    }

    /** Photographs that came beside the envelope are then within it. */
    private Decoded decoded(Arrival arrival) throws PhotoPackage.Damaged {
        String contentType = arrival.contentType();
        if (contentType == null || !PhotoPackage.isOne(contentType)) {
            return decoder.decode(arrival.body(), charset(contentType));
        }
        PhotoPackage message = PhotoPackage.read(arrival.body(), contentType);
        Decoded envelope = decoder.decode(message.envelope(), charset(message.contentType()));
        return envelope.reading(message.inlined(envelope.text()));
    }

    private static String firstLine(Exception e) {
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse(message);
    }

    /** What the transport says; null if it says nothing or something no machine knows. */
    private static @Nullable String charset(@Nullable String contentType) {
        if (contentType == null) {
            return null;
        }
        Matcher matcher = CHARSET.matcher(contentType);
        if (!matcher.find()) {
            return null;
        }
        String name = matcher.group(1).toUpperCase(Locale.ROOT);
        try {
            return Charset.isSupported(name) ? name : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}

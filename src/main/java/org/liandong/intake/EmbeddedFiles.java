package org.liandong.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import org.liandong.ledger.Blobs;

/**
 * Moves files that older systems send inside a message into the blob store, by digest, so that neither ledger nor broker ever
 * carries them. Safe for any thread.
 */
final class EmbeddedFiles {
    private static final String INSIDE = "base64";

    private final Blobs blobs;

    EmbeddedFiles(Blobs blobs) {
        this.blobs = blobs;
    }

    /** The message with a digest in place of each file; a file that cannot be decoded or is too large is named as lost. */
    Understood taken(Understood message) {
        if (!holdsFiles(message)) {
            return message;
        }
        ObjectNode copy = message.message().deepCopy();
        for (JsonNode file : copy.path("attachments")) {
            if (file instanceof ObjectNode object && object.hasNonNull(INSIDE)) {
                store(object, object.remove(INSIDE).asText());
            }
        }
        return message.with(copy);
    }

    private static boolean holdsFiles(Understood message) {
        for (JsonNode file : message.message().path("attachments")) {
            if (file.hasNonNull(INSIDE)) {
                return true;
            }
        }
        return false;
    }

    private void store(ObjectNode file, String text) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(text);
            Blobs.Blob blob = blobs.put(new ByteArrayInputStream(bytes));
            file.put("sm3", blob.digest()).put("size", blob.size());
        } catch (IllegalArgumentException | Blobs.TooLarge e) {
            file.put("name", file.path("name").asText("附件") + "(未能收下)");
        } catch (IOException e) {
            throw new UncheckedIOException("附件暂时存不下", e);
        }
    }
}

package org.liandong.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Assignment;
import org.liandong.cases.CaseFile;
import org.liandong.cases.Matter;
import org.liandong.casework.Times;
import org.liandong.ledger.OutboxMessage;
import org.liandong.ledger.View;

/**
 * One task in an inbox: what the hub has written about it, oldest first, and where it stands.
 *
 * @param isOpen whether the department can still report on it
 * @param photos digests of the photographs that came with the case
 */
record InboxTask(
        String inbox,
        String inboxTitle,
        String title,
        TaskLine task,
        boolean isOpen,
        boolean isSigned,
        List<Shown> letters,
        List<Photo> photos) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A letter in the department's words. */
    record Shown(Moment at, List<Fact> facts) {}

    record Fact(String name, String value) {}

    record Photo(String digest, String name) {}

    static InboxTask of(View view, Inbox inbox, CaseFile file, Assignment one, UnitNames units, Instant now) {
        List<Shown> letters = new ArrayList<>();
        for (OutboxMessage message : view.outbox().ofCase(file.number())) {
            if (message.receiver().equals(inbox.receiver())) {
                ObjectNode letter = letter(view.outbox().payload(message.id()).orElseThrow(), message);
                if (letter.path("taskNo").asText().equals(one.task().value())) {
                    letters.add(new Shown(
                            Moment.of(message.createdAt(), now), facts(inbox.shown(message.operation(), letter))));
                }
            }
        }
        return new InboxTask(
                inbox.name(),
                inbox.title(),
                Redaction.of(file.matter().title()),
                TaskLine.of(one, file.matter().anonymous(), units, now),
                file.closing() == null && !one.state().ended() && one.doneAt() == null,
                one.signedAt() != null,
                letters,
                photos(file));
    }

    private static ObjectNode letter(String payload, OutboxMessage message) {
        try {
            return ((ObjectNode) JSON.readTree(payload))
                    .put("letterNo", message.id())
                    .put("writtenAt", Times.text(message.createdAt()))
                    .put("sentAt", Times.text(message.createdAt()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("待发消息%d的内容不是JSON".formatted(message.id()), e);
        }
    }

    private static List<Fact> facts(ObjectNode shown) {
        List<Fact> facts = new ArrayList<>();
        shown.properties().forEach(field -> {
            String text = field.getValue().isNull() ? "" : field.getValue().asText();
            if (!text.isBlank()) {
                facts.add(new Fact(field.getKey(), Redaction.of(text)));
            }
        });
        return facts;
    }

    private static List<Photo> photos(CaseFile file) {
        List<Photo> photos = new ArrayList<>();
        for (Matter.Attachment attachment : file.matter().attachments()) {
            String digest = attachment.sm3();
            if (digest != null) {
                photos.add(new Photo(digest, "照片" + (photos.size() + 1)));
            }
        }
        return photos;
    }

    /** Whether the photograph came with this task's case. */
    boolean shows(@Nullable String digest) {
        return photos.stream().anyMatch(photo -> photo.digest().equals(digest));
    }
}

package org.liandong.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.Principal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liandong.casework.Times;
import org.liandong.intake.Quarantine;
import org.liandong.intake.Receipt;
import org.liandong.ledger.InboxEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Messages that could not be acted on: to see, to mend, to release. For people who are signed in only, since a message is
 * shown as it came, personal data and all; every look is written to the log with who looked.
 */
@RestController
final class QuarantineApi {
    private static final Logger AUDIT = LoggerFactory.getLogger("org.liandong.audit");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PAGE = 100;

    private final Quarantine quarantine;

    QuarantineApi(Quarantine quarantine) {
        this.quarantine = quarantine;
    }

    /** The oldest first; pass the last id as {@code after} for the next page. */
    record Messages(List<Entry> messages) {}

    /** One message without its content. */
    record Entry(String id, String receivedAt, String connector, String sender, String reason) {}

    /** One message, whole. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Whole(
            String id,
            String receivedAt,
            String connector,
            String sender,
            String reason,
            String raw,
            @Nullable JsonNode message) {}

    @GetMapping("/api/quarantine")
    Messages list(@RequestParam(defaultValue = "0") long after) {
        return new Messages(quarantine.list(after, PAGE).stream()
                .map(held -> entry(held.entry(), held.entrance()))
                .toList());
    }

    @GetMapping("/api/quarantine/{id}")
    ResponseEntity<Object> find(@PathVariable long id, Principal operator) {
        AUDIT.info("{} 查看待修正报文 {}", operator.getName(), id);
        return quarantine
                .find(id)
                .<ResponseEntity<Object>>map(held -> ResponseEntity.ok(whole(held)))
                .orElseGet(QuarantineApi::unknown);
    }

    @PostMapping(path = "/api/quarantine/{id}/release", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> release(@PathVariable long id, @RequestBody String body, Principal operator) {
        JsonNode given = json(body);
        String note = given.path("note").asText("").strip();
        if (note.isEmpty()) {
            throw new BadRequest("note", "缺少字段note,请写明改了什么、为何放行");
        }
        JsonNode mended = given.path("message");
        if (!mended.isMissingNode() && !mended.isNull() && !mended.isObject()) {
            throw new BadRequest("message", "字段message须为修正后的报文对象,不改则不填");
        }
        Optional<Receipt> receipt =
                quarantine.release(id, mended instanceof ObjectNode object ? object : null, operator.getName(), note);
        return receipt.<ResponseEntity<Object>>map(taken -> ResponseEntity.status(
                                taken.code().equals("0") ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY)
                        .body(taken))
                .orElseGet(QuarantineApi::unknown);
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new BadRequest("body", "请求体不是合法的JSON: " + e.getOriginalMessage());
        }
    }

    private static ResponseEntity<Object> unknown() {
        return ResponseEntity.status(HttpStatus.NOT_FOUND)
                .body(Answer.problem("MESSAGE_UNKNOWN", "id", "待修正的报文中没有这一条,可能已放行"));
    }

    private static Entry entry(InboxEntry held, String entrance) {
        return new Entry(
                Long.toString(held.id()),
                Times.text(held.message().receivedAt()),
                connector(entrance),
                held.message().key().sender(),
                reason(held));
    }

    private static Whole whole(Quarantine.Held held) {
        InboxEntry entry = held.entry();
        String mapped = held.mapped();
        return new Whole(
                Long.toString(entry.id()),
                Times.text(entry.message().receivedAt()),
                connector(held.entrance()),
                entry.message().key().sender(),
                reason(entry),
                held.text(),
                mapped == null ? null : json(mapped));
    }

    private static String reason(InboxEntry entry) {
        return Objects.requireNonNullElse(entry.message().quarantineReason(), "原因未记");
    }

    private static String connector(String entrance) {
        return entrance.substring(0, entrance.indexOf('/'));
    }
}

package org.liandong.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.ledger.Attempt;
import org.liandong.ledger.DeliveryState;
import org.liandong.ledger.InboxEntry;
import org.liandong.ledger.OutboxMessage;
import org.liandong.ledger.View;

/**
 * What a department's IT sees of its own system.
 *
 * @param waiting how many letters are not settled
 * @param oldest when the oldest of them was written
 * @param letters the oldest of them
 * @param credentials by what either side proves itself
 * @param refusals what the department sent and the hub did not take, newest first
 */
record DepartmentPage(
        String name,
        String title,
        ConnectorLine line,
        long waiting,
        @Nullable Moment oldest,
        List<Letter> letters,
        List<Refusal> refusals,
        List<ConnectedSystem.Credential> credentials) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LINES = 100;

    /**
     * A letter that is not settled.
     *
     * @param isDead whether it waits for a person, who may send it again
     */
    record Letter(
            long id,
            String caseNo,
            String what,
            Moment written,
            String state,
            int attempts,
            @Nullable String reason,
            boolean isDead) {}

    /**
     * A message that was not taken.
     *
     * @param field the sender's own name of what is wrong
     * @param number what the sender knows it by
     */
    record Refusal(
            Moment at,
            String became,
            String code,
            @Nullable String field,
            @Nullable String message,
            String number) {}

    static DepartmentPage of(View view, ConnectedSystem system, Instant now) {
        List<OutboxMessage> open = view.outbox().openTo(system.receiver(), Long.MAX_VALUE, LINES);
        long waiting = view.deliveries().backlog().stream()
                .filter(backlog -> backlog.receiver().equals(system.receiver()))
                .findFirst()
                .map(backlog -> backlog.count())
                .orElse(0L);
        return new DepartmentPage(
                system.name(),
                system.title(),
                system.line(),
                waiting,
                open.isEmpty() ? null : Moment.of(open.get(0).createdAt(), now),
                open.stream()
                        .map(message -> letter(message, view.deliveries().attempts(message.id()), now))
                        .toList(),
                view.inbox().notTaken(system.sender(), LINES).stream()
                        .map(entry -> refusal(entry, now))
                        .toList(),
                system.credentials());
    }

    private static Letter letter(OutboxMessage message, List<Attempt> attempts, Instant now) {
        String lastSaid =
                attempts.isEmpty() ? null : attempts.get(attempts.size() - 1).detail();
        return new Letter(
                message.id(),
                message.caseNo().value(),
                DeliveryLine.OPERATIONS.getOrDefault(message.operation(), message.operation()),
                Moment.of(message.createdAt(), now),
                message.parked() ? "等前一条送达" : message.state().chinese(),
                attempts.size(),
                Redaction.orNull(message.reason() == null ? lastSaid : message.reason()),
                message.state() == DeliveryState.DEAD);
    }

    private static Refusal refusal(InboxEntry entry, Instant now) {
        JsonNode answer = answer(entry.message().answer());
        return new Refusal(
                Moment.of(entry.message().receivedAt(), now),
                entry.message().outcome().chinese(),
                answer.path("code").asText(),
                text(answer, "field"),
                Redaction.orNull(text(answer, "message")),
                number(entry.message().key().idempotencyKey()));
    }

    /** What the sender knows its message by: of a report {@code event:task:kind:number} the task and the number. */
    private static String number(String key) {
        String[] parts = key.split(":", 4);
        return parts.length == 4 && parts[0].equals("event") ? parts[1] + " " + parts[3] : key;
    }

    private static @Nullable String text(JsonNode answer, String name) {
        String value = answer.path(name).asText();
        return value.isBlank() || value.equals("null") ? null : value;
    }

    private static JsonNode answer(String written) {
        try {
            return JSON.readTree(written);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }
}

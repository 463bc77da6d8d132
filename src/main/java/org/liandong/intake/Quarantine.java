package org.liandong.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.liandong.intake.Reading.Read;
import org.liandong.ledger.InboxEntry;
import org.liandong.ledger.InboxOutcome;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.RawMessage;

/**
 * Messages that could not be acted on, whole, until a person mends and releases them (reference §4.3 C02, C03). Nothing here
 * deletes one. Safe for any thread.
 */
public final class Quarantine {
    private final Ledger ledger;
    private final Map<String, Entrance> entrances;
    private final Intake intake;
    private final Reading reading = new Reading();
    private final Runnable afterCommit;
    private final Clock clock;

    public Quarantine(
            Ledger ledger, Map<String, Entrance> entrances, Intake intake, Runnable afterCommit, Clock clock) {
        this.ledger = ledger;
        this.entrances = entrances;
        this.intake = intake;
        this.afterCommit = afterCommit;
        this.clock = clock;
    }

    /**
     * A quarantined message.
     *
     * @param text as decoded; holds personal data, to be shown to those who may mend it only
     * @param mapped what the mapping makes of it now, JSON; null if nothing
     */
    public record Held(
            InboxEntry entry,
            String entrance,
            String text,
            @Nullable String mapped) {}

    /** A quarantined message without its content. */
    public record Waiting(InboxEntry entry, String entrance) {}

    /** @param afterId 0, or the last id seen */
    public List<Waiting> list(long afterId, int limit) {
        return ledger.read(view -> view.inbox().quarantined(afterId, limit).stream()
                .map(entry -> new Waiting(
                        entry,
                        Optional.ofNullable(entry.message().rawId())
                                .flatMap(view.raw()::find)
                                .map(kept -> kept.message().entrance())
                                .orElse("/")))
                .toList());
    }

    /** The message with its bytes as text; empty if none with this number is in quarantine. */
    public Optional<Held> find(long id) {
        return held(id).map(message -> {
            Read read = reading.read(message.arrival(), message.entrance());
            RawMessage raw = message.kept().message();
            String charset = Objects.requireNonNullElse(raw.charset(), "UTF-8");
            return new Held(
                    message.entry(),
                    raw.entrance(),
                    new String(message.arrival().body(), Charset.forName(charset)),
                    read instanceof Read.Well well ? well.message().message().toPrettyString() : null);
        });
    }

    /**
     * Takes the message in after all.
     *
     * @param mended the message in the hub's own shape as a person corrected it; null to read it again as it came, after its
     *     mapping or code table was mended or its case has arrived
     * @param how what was mended, for the record
     * @return the new receipt; with code other than 0 and outcome QUARANTINED if it still cannot be acted on
     */
    public Optional<Receipt> release(long id, @Nullable ObjectNode mended, String by, String how) {
        return held(id).map(message ->
                release(message, mended, new Intake.Release(message.entry(), by, clock.instant(), how)));
    }

    private Receipt release(Message message, @Nullable ObjectNode mended, Intake.Release release) {
        Read read = mended == null
                ? reading.read(message.arrival(), message.entrance())
                : new Read.Well(new Understood(
                        mended.path("kind").asText("unknown"),
                        mended,
                        message.kept().message().charset(),
                        null,
                        List.of(),
                        message.entrance().fieldNames()));
        try {
            Receipt receipt = intake.take(message.arrival(), message.entrance(), read, release);
            afterCommit.run();
            return receipt;
        } catch (CompletionException e) {
            if (e.getCause() instanceof Intake.StillQuarantined still) {
                return still.receipt();
            }
            throw e;
        }
    }

    private record Message(InboxEntry entry, RawMessage.Kept kept, Arrival arrival, Entrance entrance) {}

    private Optional<Message> held(long id) {
        return ledger.read(view -> view.inbox()
                .find(id)
                .filter(entry -> entry.message().outcome() == InboxOutcome.QUARANTINED)
                .flatMap(entry -> Optional.ofNullable(entry.message().rawId())
                        .flatMap(rawId -> view.raw()
                                .find(rawId)
                                .flatMap(kept ->
                                        view.raw().bytes(rawId).flatMap(bytes -> message(entry, kept, bytes))))));
    }

    private Optional<Message> message(InboxEntry entry, RawMessage.Kept kept, byte[] bytes) {
        RawMessage raw = kept.message();
        String[] door = raw.entrance().split("/", 2);
        return Optional.ofNullable(entrances.get(raw.entrance()))
                .map(entrance -> new Message(
                        entry,
                        kept,
                        new Arrival(
                                door[0], door[1], bytes, raw.contentType(), Map.of(), raw.receivedAt(), raw.sender()),
                        entrance));
    }
}

package org.liandong.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.liandong.casework.Flow;
import org.liandong.ledger.AttemptOutcome;
import org.liandong.ledger.Blobs;
import org.liandong.ledger.Entry;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.LedgerUnavailable;
import org.liandong.ledger.OutboxMessage;
import org.liandong.ledger.Turn;
import org.liandong.security.SenderProof;

/** The steps of routes/terminal.camel.yaml. What a terminal has not asked beyond stays on its shelf. Safe for any thread. */
public final class Terminals {
    private static final int PAGE = 100;
    private static final Pattern DEVICE = Pattern.compile("[\\w-]{1,64}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final Map<String, Shelf> shelves;
    private final SenderProof proof;
    private final Ledger ledger;
    private final Blobs blobs;
    private final Clock clock;
    private final int maxPhotoBytes;

    public Terminals(
            Map<String, Shelf> shelves, SenderProof proof, Ledger ledger, Blobs blobs, Clock clock, int maxPhotoBytes) {
        this.shelves = shelves;
        this.proof = proof;
        this.ledger = ledger;
        this.blobs = blobs;
        this.clock = clock;
        this.maxPhotoBytes = maxPhotoBytes;
    }

    /** Hands out what happened after the number the terminal has; what came before that counts as delivered. */
    public void outcomes(Exchange exchange) {
        Message message = exchange.getMessage();
        String query = Objects.requireNonNullElse(message.getHeader(Exchange.HTTP_QUERY, String.class), "");
        Shelf shelf = shelf(exchange);
        String device = message.getHeader("deviceNo", String.class);
        String after = Objects.requireNonNullElse(message.getHeader("after", String.class), "0");
        Refusal refused = refused(shelf, message, query.getBytes(StandardCharsets.UTF_8));
        if (refused != null) {
            answer(message, refused.status(), refused.receipt());
        } else if (device == null || !DEVICE.matcher(device).matches()) {
            answer(message, 400, Receipt.refused("DEVICE_FORM", "deviceNo", "请给出设备编号deviceNo"));
        } else if (!after.matches("\\d{1,18}")) {
            answer(message, 400, Receipt.refused("AFTER_FORM", "after", "after须为上次收到的最大序号"));
        } else {
            handOut(message, shelf, shelf.receiver(device), Long.parseLong(after));
        }
    }

    private void handOut(Message message, Shelf shelf, String receiver, long seen) {
        try {
            ledger.write(entry -> settle(entry, receiver, seen)).join();
            body(message, 200, page(shelf, receiver, seen).toString());
        } catch (LedgerUnavailable | CompletionException e) {
            if (!Reception.isUnavailable(e)) {
                throw e;
            }
            answer(message, 503, Reception.unavailable());
        }
    }

    private boolean settle(Entry entry, String receiver, long seen) {
        for (OutboxMessage message : entry.outbox().openTo(receiver, seen, PAGE)) {
            if (entry.deliveries().begin(message.id(), clock.instant()) instanceof Turn.Go go) {
                entry.deliveries()
                        .end(message.id(), go.attemptNo(), AttemptOutcome.DELIVERED, "终端已取", null, clock.instant());
                String payload = entry.outbox().payload(message.id()).orElse("{}");
                if (Flow.tellsTheEnd(payload)) {
                    entry.tallies().count(message.caseNo(), Flow.FED_BACK.tally());
                }
            }
        }
        return true;
    }

    /** Goes on behind letters that the terminal need not be told, or however many of them would hide those after them. */
    private ObjectNode page(Shelf shelf, String receiver, long seen) {
        ObjectNode page = Reading.JSON.createObjectNode();
        ArrayNode outcomes = page.putArray("outcomes");
        return ledger.read(view -> {
            long last = seen;
            List<OutboxMessage> letters;
            do {
                letters = view.outbox().to(receiver, last, PAGE);
                for (OutboxMessage letter : letters) {
                    String payload = view.outbox().payload(letter.id()).orElseThrow();
                    shelf.told(withSeq(payload, letter.id()))
                            .map(Terminals::json)
                            .ifPresent(outcomes::add);
                    last = letter.id();
                }
            } while (outcomes.isEmpty() && letters.size() == PAGE);
            return page;
        });
    }

    private static String withSeq(String payload, long seq) {
        return json(payload).put("seq", seq).toString();
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) Reading.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keeps a photo under its digest; the same again changes nothing. */
    public void photo(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        String digest = Objects.requireNonNullElse(message.getHeader("sm3", String.class), "");
        byte[] bytes;
        try (InputStream in = message.getBody(InputStream.class)) {
            bytes = in == null ? new byte[0] : in.readNBytes(maxPhotoBytes + 1);
        }
        if (bytes.length > maxPhotoBytes) {
            answer(message, 413, Receipt.refused("TOO_LARGE", "body", "照片超过%d字节".formatted(maxPhotoBytes)));
            return;
        }
        Refusal refused = refused(shelf(exchange), message, bytes);
        if (refused != null) {
            answer(message, refused.status(), refused.receipt());
        } else if (!DIGEST.matcher(digest).matches()) {
            answer(message, 400, Receipt.refused("DIGEST_FORM", "sm3", "路径末尾须为照片的SM3摘要(64位小写十六进制)"));
        } else if (!org.liandong.security.crypto.Sm3.hex(bytes).equals(digest)) {
            answer(message, 422, Receipt.refused("DIGEST_WRONG", "sm3", "照片内容与摘要不符,请重传"));
        } else {
            blobs.put(new ByteArrayInputStream(bytes));
            answer(message, 200, Receipt.taken("STORED", null, null, "照片已存"));
        }
    }

    private Shelf shelf(Exchange exchange) {
        return Objects.requireNonNull(shelves.get(exchange.getProperty("connector", String.class)));
    }

    private record Refusal(int status, Receipt receipt) {}

    private @Nullable Refusal refused(Shelf shelf, Message message, byte[] signed) {
        Map<String, String> headers = new HashMap<>();
        message.getHeaders().forEach((name, value) -> {
            if (value != null) {
                headers.put(name.toLowerCase(Locale.ROOT), value.toString());
            }
        });
        try {
            String sender = proof.byHeaders(headers, signed);
            return sender.equals(shelf.sender())
                    ? null
                    : new Refusal(403, Receipt.refused("SENDER_WRONG", "appId", "发送方无权使用此接口"));
        } catch (SenderProof.Unproven e) {
            return new Refusal(401, Receipt.refused(e.code(), e.field(), String.valueOf(e.getMessage())));
        }
    }

    private static void answer(Message message, int status, Receipt receipt) {
        try {
            body(message, status, Reading.JSON.writeValueAsString(receipt));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void body(Message message, int status, String json) {
        message.removeHeaders("*");
        Reception.status(message, status);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json;charset=UTF-8");
        message.setBody(json.getBytes(StandardCharsets.UTF_8));
    }
}

package org.liandong.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.liandong.ledger.DeliveryState;
import org.liandong.ledger.Entry;
import org.liandong.ledger.OutboxMessage;
import org.liandong.ledger.RepairVerb;

/**
 * What a person can do with a letter that does not go on by itself. A letter that has gone on meanwhile is left as it is, and
 * that is said. Safe for any thread.
 */
public final class Repair {
    /** So long a letter may be laid aside. */
    public static final Duration SHELF = Duration.ofDays(7);

    private static final String STATUS = "STATUS";

    private final Consequences consequences;
    private final Clock clock;

    public Repair(Consequences consequences, Clock clock) {
        this.consequences = consequences;
        this.clock = clock;
    }

    /**
     * Inside the unit of work that writes down what came of it.
     *
     * @return what came of it, for people
     * @throws IllegalArgumentException if the verb is for messages that came in
     */
    String letter(Entry entry, RepairVerb verb, long id, String by, String reason) {
        OutboxMessage message = entry.outbox().find(id).orElse(null);
        if (message == null) {
            return "没有这一条";
        }
        boolean dead = message.state() == DeliveryState.DEAD;
        boolean inDoubt = message.state() == DeliveryState.IN_DOUBT;
        if (!dead && !inDoubt) {
            return "没有动: 它" + message.state().chinese();
        }
        return switch (verb) {
            case RESEND -> dead ? resend(entry, message) : "没有动: 正在核对,不能盲目重发";
            case ASK -> ask(entry, message, dead);
            case RESYNC -> resync(entry, message);
            case SHELVE -> dead ? shelve(entry, message, by, reason) : "没有动: 正在核对";
            case SKIP -> dead ? skip(entry, message, by, reason) : "没有动: 正在核对,对方可能已经有了";
            case BY_HAND -> byHand(entry, message, by, reason);
            case REREAD -> throw new IllegalArgumentException("REREAD is for messages that came in");
        };
    }

    private static String resend(Entry entry, OutboxMessage message) {
        entry.repairs().unshelve(message.id());
        entry.deliveries().revive(message.id());
        return "已重新交出";
    }

    private String ask(Entry entry, OutboxMessage message, boolean dead) {
        if (dead) {
            // begun anew it is asked about first if the last attempt is in doubt
            entry.repairs().unshelve(message.id());
            entry.deliveries().revive(message.id());
        } else {
            entry.deliveries().postpone(message.id(), clock.instant());
        }
        return "已去核对";
    }

    /** The receiver learns where the case stands, and not how it came there. */
    private static String resync(Entry entry, OutboxMessage message) {
        if (!message.operation().equals(STATUS)) {
            return "没有动: 只有进展回告可以重新同步";
        }
        List<OutboxMessage> open = entry.outbox().ofCase(message.caseNo()).stream()
                .filter(one -> one.receiver().equals(message.receiver())
                        && one.operation().equals(STATUS))
                .filter(one -> !one.state().isSettled())
                .sorted(Comparator.comparingLong(OutboxMessage::seq))
                .toList();
        OutboxMessage latest = open.get(open.size() - 1);
        for (OutboxMessage older : open.subList(0, open.size() - 1)) {
            entry.deliveries().bury(older.id(), "重新同步");
            entry.deliveries().giveUp(older.id(), "重新同步,以后面最新的进展为准");
            entry.repairs().unshelve(older.id());
        }
        entry.deliveries().revive(latest.id());
        entry.repairs().unshelve(latest.id());
        return open.size() == 1 ? "只有这一条,已重新交出" : "略过%d条,送最新的一条".formatted(open.size() - 1);
    }

    private String shelve(Entry entry, OutboxMessage message, String by, String reason) {
        Instant until = clock.instant().plus(SHELF);
        entry.repairs().shelve(message.id(), until, by, reason);
        return "已搁置%d天".formatted(SHELF.toDays());
    }

    private static String skip(Entry entry, OutboxMessage message, String by, String reason) {
        entry.repairs().unshelve(message.id());
        entry.deliveries().giveUp(message.id(), "%s跳过: %s".formatted(by, reason));
        return "已跳过";
    }

    private String byHand(Entry entry, OutboxMessage message, String by, String evidence) {
        entry.repairs().unshelve(message.id());
        entry.deliveries().settleByHand(message.id(), "%s人工办结: %s".formatted(by, evidence));
        entry.outbox()
                .payload(message.id())
                .ifPresent(payload -> consequences.delivered(entry, message, Delivery.letter(message, payload), null));
        return "已记为送达";
    }
}

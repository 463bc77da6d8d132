package org.liandong.canary;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.liandong.alarms.Trouble;
import org.liandong.alarms.Watcher;
import org.liandong.connectors.Connector;
import org.liandong.ledger.Canary;
import org.liandong.ledger.Canary.Stage;
import org.liandong.ledger.Ledger;

/**
 * What the last canaries say of each channel and department. A canary that was lost is laid to the door of whoever had it: the
 * channel before the hub took it and after the department answered, the department in between. Safe for any thread.
 */
public final class CanaryAlarms implements Watcher {
    private final Ledger ledger;
    private final Supplier<List<Connector>> atWork;

    public CanaryAlarms(Ledger ledger, Supplier<List<Connector>> atWork) {
        this.ledger = ledger;
        this.atWork = atWork;
    }

    @Override
    public List<Trouble> look() {
        return ledger.read(view -> troubles(
                CanaryRound.of(atWork.get(), view.routes().heldReceivers()),
                view.canaries().lastEndedOfEachWay()));
    }

    static List<Trouble> troubles(CanaryRound round, List<Canary> ended) {
        List<Trouble> troubles = new ArrayList<>();
        round.departments()
                .forEach(department -> last(
                                ended,
                                canary -> canary.department().equals(department.department())
                                        && came(canary, Stage.ENTERED))
                        .filter(canary -> !came(canary, Stage.ANSWERED))
                        .ifPresent(canary -> troubles.add(trouble(department, canary))));
        round.channels()
                .forEach(channel -> last(
                                ended,
                                canary -> canary.channel().equals(channel.name())
                                        && (came(canary, Stage.ANSWERED) || !came(canary, Stage.ENTERED)))
                        .filter(Canary::isLost)
                        .ifPresent(canary -> troubles.add(trouble(channel, canary))));
        return troubles;
    }

    private static boolean came(Canary canary, Stage stage) {
        return canary.reached().at(stage).isPresent();
    }

    private static Optional<Canary> last(List<Canary> ended, Predicate<Canary> which) {
        return ended.stream().filter(which).max(Comparator.comparing((Canary canary) -> sentAt(canary)));
    }

    private static Instant sentAt(Canary canary) {
        return canary.reached().sentAt();
    }

    private static Trouble trouble(Connector connector, Canary canary) {
        return new Trouble("route/" + connector.name(), connector.title(), "CANARY", "探测件没有走通: " + canary.trouble());
    }
}

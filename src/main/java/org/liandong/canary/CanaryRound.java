package org.liandong.canary;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.liandong.connectors.ChannelConnector;
import org.liandong.connectors.Connector;
import org.liandong.connectors.DepartmentConnector;
import org.liandong.ledger.Canary;

/**
 * Which canaries are to set out. Each department gets one in each period, each time from another channel, so that after as many
 * rounds as there are channels every way has been tried. Pure.
 *
 * @param channels those by which canaries can come
 * @param departments those that take canaries
 */
record CanaryRound(List<ChannelConnector> channels, List<DepartmentConnector> departments) {
    /** So soon a way is tried again that was not open, if the period is not shorter. */
    static final Duration AGAIN = Duration.ofMinutes(5);

    /** From a channel to a department. */
    record Way(ChannelConnector channel, DepartmentConnector department) {}

    /** @param held queues that a person holds back: what cannot arrive need not set out */
    static CanaryRound of(List<Connector> atWork, Set<String> held) {
        List<ChannelConnector> channels = new ArrayList<>();
        List<DepartmentConnector> departments = new ArrayList<>();
        for (Connector connector : atWork) {
            if (held.contains(connector.queue())) {
                continue;
            }
            if (connector instanceof ChannelConnector channel
                    && channel.canary().isPresent()) {
                channels.add(channel);
            } else if (connector instanceof DepartmentConnector department
                    && department.canary().isPresent()) {
                departments.add(department);
            }
        }
        return new CanaryRound(List.copyOf(channels), List.copyOf(departments));
    }

    /**
     * @param ended the last of each way that is back or given up
     * @param every the period
     */
    List<Way> due(List<Canary> ended, List<Canary> underWay, Instant now, Duration every) {
        List<Way> due = new ArrayList<>();
        for (int i = 0; i < departments.size(); i++) {
            DepartmentConnector department = departments.get(i);
            Optional<Canary> last = ended.stream()
                    .filter(canary -> canary.department().equals(department.department()))
                    .max(Comparator.comparing(canary -> canary.reached().sentAt()));
            boolean gone =
                    underWay.stream().anyMatch(canary -> canary.department().equals(department.department()));
            boolean early = last.isPresent()
                    && now.isBefore(last.get().reached().sentAt().plus(pause(last.get(), every)));
            if (!gone && !early) {
                turn(department, i, ended).ifPresent(channel -> due.add(new Way(channel, department)));
            }
        }
        return due;
    }

    private static Duration pause(Canary last, Duration every) {
        return last.isLost() && every.compareTo(AGAIN) > 0 ? AGAIN : every;
    }

    /** The channel from which the department has not had one for the longest; of several the first, another one for each department. */
    private Optional<ChannelConnector> turn(DepartmentConnector department, int first, List<Canary> ended) {
        Map<String, Instant> lasts = new HashMap<>();
        ended.stream()
                .filter(canary -> canary.department().equals(department.department()))
                .forEach(canary -> lasts.put(canary.channel(), canary.reached().sentAt()));
        List<ChannelConnector> inTurn = new ArrayList<>();
        for (int i = 0; i < channels.size(); i++) {
            inTurn.add(channels.get((first + i) % channels.size()));
        }
        return inTurn.stream()
                // whoever is sent his own report takes it for a circle, and rightly
                .filter(channel -> !channel.sender().equals(department.sender()))
                .min(Comparator.comparing(channel -> lasts.getOrDefault(channel.name(), Instant.MIN)));
    }
}

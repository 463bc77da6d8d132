package org.liandong.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Loaded;
import org.liandong.connectors.Mapping;
import org.liandong.connectors.Send;
import org.liandong.faults.LedgerBook.Letter;
import org.liandong.faults.PeersBooks.ChannelBook;
import org.liandong.faults.PeersBooks.DepartmentBook;

/** Balances what the hub says it delivered with what departments did and channels heard. */
final class ReceiversBooks {
    private final PeersBooks peers;
    private final List<Letter> letters;
    private final Loaded connectors;
    private final Findings findings;

    ReceiversBooks(PeersBooks peers, List<Letter> letters, Loaded connectors, Findings findings) {
        this.peers = peers;
        this.letters = letters;
        this.connectors = connectors;
        this.findings = findings;
    }

    void balance() {
        peers.departments().forEach((code, book) -> {
            effects(code, book);
            operations(code, book);
        });
        outcomes("channel.12345", "12345");
        outcomes("channel.12345-legacy", "12345-legacy");
        outcomes("channel.pananj", "pananj");
        outcomes("pull.grid.", "grid");
        toldOnce();
        settled();
    }

    /** Delivered is done once at the department; what was done there was delivered. */
    private void effects(String code, DepartmentBook book) {
        Map<String, Integer> effects = new TreeMap<>(book.effects());
        effects.forEach((task, times) -> {
            if (times > 1) {
                findings.doubled("%s的任务%s开了%d次".formatted(code, task, times));
            }
        });
        for (Letter letter : to(code)) {
            if (letter.isDispatch()
                    && effects.remove(letter.text("taskNo")) == null
                    && letter.state().equals("DONE")) {
                findings.lost("%s没有任务%s".formatted(code, letter.text("taskNo")));
            }
        }
        effects.keySet().forEach(task -> findings.wrong("%s的任务%s枢纽没有派过".formatted(code, task)));
    }

    /** What followed the dispatch reached the department in its order, each once. */
    private void operations(String code, DepartmentBook book) {
        Map<String, List<String>> sent = to(code).stream()
                .filter(letter -> !letter.isDispatch() && letter.state().equals("DONE") && isTold(letter, code))
                .collect(Collectors.groupingBy(
                        letter -> letter.text("taskNo"),
                        TreeMap::new,
                        Collectors.mapping(Letter::operation, Collectors.toList())));
        sent.forEach((task, operations) -> compare(
                "%s的任务%s".formatted(code, task), operations, book.operations().getOrDefault(task, List.of())));
    }

    /** Each outcome that concerns a channel reached it, in the order of the case, none left out. */
    private void outcomes(String receiver, String connector) {
        ChannelBook book = Objects.requireNonNull(peers.told().get(connector), connector);
        boolean pulled = receiver.endsWith(".");
        Map<String, List<String>> told = new LinkedHashMap<>();
        for (Letter letter : letters) {
            boolean its = pulled
                    ? letter.receiver().startsWith(receiver)
                    : letter.receiver().equals(receiver);
            if (its && isTold(letter, connector)) {
                long seq = pulled ? letter.id() : letter.seq();
                told.computeIfAbsent(letter.text("externalNo"), any -> new ArrayList<>())
                        .add(letter.caseNo() + "/" + seq);
            }
        }
        told.forEach((number, wanted) -> compare(
                "%s告知%s".formatted(connector, number),
                wanted,
                book.of(number).stream()
                        .map(one -> one.caseNo() + "/" + one.seq())
                        .toList()));
    }

    private void compare(String what, List<String> wanted, List<String> found) {
        List<String> missing = new ArrayList<>(wanted);
        List<String> tooMany = new ArrayList<>(found);
        found.forEach(missing::remove);
        wanted.forEach(tooMany::remove);
        String both = "%s: 应为%s,实为%s".formatted(what, wanted, found);
        if (!missing.isEmpty()) {
            findings.lost(both);
        } else if (!tooMany.isEmpty()) {
            findings.doubled(both);
        } else if (!wanted.equals(found)) {
            findings.wrong(both);
        }
    }

    /** One step of a case tells a receiver one thing. */
    private void toldOnce() {
        letters.stream()
                .collect(Collectors.groupingBy(
                        letter -> letter.receiver() + " " + letter.operation() + " " + letter.text("operationKey"),
                        Collectors.counting()))
                .forEach((what, times) -> {
                    if (times > 1) {
                        findings.doubled("同一步骤写了%d封: %s".formatted(times, what));
                    }
                });
    }

    /**
     * Nothing is stuck: what is still open waits for a terminal to ask again, or for a department without a connector, which
     * an operator may have telephoned instead. A dispatch that is late is on the list of calls to make, too: it is withdrawn only
     * if the operator's own book says that the call was made.
     */
    private void settled() {
        Set<String> telephoned = peers.commands().stream()
                .filter(given -> given.command().equals("PHONE"))
                .map(given -> given.body().path("taskNo").asText())
                .collect(Collectors.toSet());
        for (Letter letter : letters) {
            String wanted = letter.receiver().startsWith("pull.")
                    ? "PENDING|DONE"
                    : !hasConnector(letter.receiver())
                            ? "PENDING|REFUSED"
                            : letter.isDispatch() && telephoned.contains(letter.text("taskNo"))
                                    ? "DONE|REFUSED"
                                    : "DONE";
            if (!letter.state().matches(wanted)) {
                String what = "%s的%s(%d)停在%s: %s"
                        .formatted(letter.receiver(), letter.operation(), letter.id(), letter.state(), letter.detail());
                if (letter.state().matches("PENDING|IN_DOUBT")) {
                    findings.open(what);
                } else {
                    findings.wrong(what);
                }
            }
        }
    }

    private boolean hasConnector(String receiver) {
        return hasConnector(connectors, receiver);
    }

    /** Whether the hub waits for nobody but itself to deliver it. */
    static boolean hasConnector(Loaded connectors, String receiver) {
        return receiver.equals("evaluation")
                || connectors
                        .named(receiver.substring(receiver.indexOf('.') + 1))
                        .isPresent();
    }

    private boolean isTold(Letter letter, String connector) {
        Send send = connectors
                .named(connector)
                .map(Connector::operations)
                .orElse(Map.of())
                .get(letter.operation());
        return send != null
                && !Mapping.saysNothing(send.mapping()
                        .apply(letter.content()
                                .deepCopy()
                                .put("seq", letter.seq())
                                .toString()));
    }

    private List<Letter> to(String department) {
        return letters.stream()
                .filter(letter -> letter.receiver().equals("dept." + department))
                .toList();
    }
}

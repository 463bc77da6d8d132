package org.liandong.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Loaded;
import org.liandong.connectors.Mapping;
import org.liandong.connectors.Send;
import org.liandong.faults.LedgerBook.Letter;
import org.liandong.simulator.ChannelInbox;
import org.liandong.simulator.City;
import org.liandong.simulator.Department;

/** Balances what the hub says it delivered with what departments did and channels heard. */
final class ReceiversBooks {
    private final City city;
    private final List<Letter> letters;
    private final Loaded connectors;
    private final Findings findings;

    ReceiversBooks(City city, List<Letter> letters, Loaded connectors, Findings findings) {
        this.city = city;
        this.letters = letters;
        this.connectors = connectors;
        this.findings = findings;
    }

    void balance() {
        for (Department department : city.departments()) {
            effects(department);
            operations(department);
        }
        ChannelInbox hotline = city.hotline().inbox();
        outcomes("channel.12345", "12345", hotline);
        outcomes("channel.12345-legacy", "12345-legacy", hotline);
        outcomes("channel.pananj", "pananj", city.pananj().inbox());
        outcomes("pull.grid.", "grid", city.terminals().inbox());
        toldOnce();
        settled();
    }

    /** Delivered is done once at the department; what was done there was delivered. */
    private void effects(Department department) {
        Map<String, Integer> effects = new TreeMap<>(department.effects());
        for (Letter letter : to(department)) {
            if (letter.isDispatch()) {
                String task = letter.text("taskNo");
                int times = effects.getOrDefault(task, 0);
                effects.remove(task);
                if (letter.state().equals("DONE") && times == 0) {
                    findings.lost("%s没有任务%s".formatted(department.code(), task));
                } else if (times > 1) {
                    findings.doubled("%s的任务%s开了%d次".formatted(department.code(), task, times));
                }
            }
        }
        effects.keySet().forEach(task -> findings.wrong("%s的任务%s枢纽没有派过".formatted(department.code(), task)));
    }

    /** What followed the dispatch reached the department in its order, each once. */
    private void operations(Department department) {
        Map<String, List<String>> sent = to(department).stream()
                .filter(letter ->
                        !letter.isDispatch() && letter.state().equals("DONE") && isTold(letter, department.code()))
                .collect(Collectors.groupingBy(
                        letter -> letter.text("taskNo"),
                        TreeMap::new,
                        Collectors.mapping(Letter::operation, Collectors.toList())));
        sent.forEach((task, operations) ->
                compare("%s的任务%s".formatted(department.code(), task), operations, department.operations(task)));
    }

    /** Each outcome that concerns a channel reached it, in the order of the case, none left out. */
    private void outcomes(String receiver, String connector, ChannelInbox inbox) {
        Map<String, List<String>> told = new LinkedHashMap<>();
        for (Letter letter : letters) {
            boolean pulled = receiver.endsWith(".");
            if ((pulled
                            ? letter.receiver().startsWith(receiver)
                            : letter.receiver().equals(receiver))
                    && isTold(letter, connector)) {
                long seq = pulled ? letter.id() : letter.seq();
                told.computeIfAbsent(letter.text("externalNo"), any -> new ArrayList<>())
                        .add(letter.caseNo() + "/" + seq);
            }
        }
        told.forEach((number, wanted) -> compare(
                "%s告知%s".formatted(connector, number),
                wanted,
                inbox.outcomes(number).stream()
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
     * an operator may have telephoned instead.
     */
    private void settled() {
        for (Letter letter : letters) {
            String wanted = letter.receiver().startsWith("pull.")
                    ? "PENDING|DONE"
                    : hasConnector(letter.receiver()) ? "DONE" : "PENDING|REFUSED";
            if (!letter.state().matches(wanted)) {
                findings.wrong("%s的%s(%d)停在%s: %s"
                        .formatted(
                                letter.receiver(), letter.operation(), letter.id(), letter.state(), letter.detail()));
            }
        }
    }

    /** Whether the hub waits for nobody but itself to deliver it. */
    boolean hasConnector(String receiver) {
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

    private List<Letter> to(Department department) {
        return letters.stream()
                .filter(letter -> letter.receiver().equals("dept." + department.code()))
                .toList();
    }
}

package org.liandong.faults;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.liandong.faults.LedgerBook.Message;
import org.liandong.simulator.Department;
import org.liandong.simulator.Push;
import org.liandong.simulator.Receipt;
import org.liandong.simulator.SendLog;

/** Balances what channels and departments were promised with what the hub holds (reference §4.8). */
final class SendersBooks {
    private static final Pattern EVENT_NO = Pattern.compile("\"(?:revisitNo|clientSeq)\":\"?([^\",}]+)");

    private final PeersBooks peers;
    private final List<Message> inbox;
    private final Set<String> photos;
    private final Findings findings;

    /** @param photos digests of the pictures the hub keeps */
    SendersBooks(PeersBooks peers, List<Message> inbox, Set<String> photos, Findings findings) {
        this.peers = peers;
        this.inbox = inbox;
        this.photos = photos;
        this.findings = findings;
    }

    void balance() {
        reports();
        quarantined();
        batches();
        events();
        photos();
        turnedAway();
        contradictions();
        peers.departments().forEach((code, book) -> outcomesOf(code, book.reported()));
        casesOnce();
    }

    /** One number is one case; each content of it is there once; every receipt names the same case. */
    private void reports() {
        Map<String, Set<String>> contents = new LinkedHashMap<>();
        Map<String, Set<String>> cases = new LinkedHashMap<>();
        for (SendLog.Sent sent : acknowledged(SendersBooks::isReport)) {
            Push push = sent.push();
            String number = push.way().sender() + " " + push.externalNos().get(0);
            contents.computeIfAbsent(number, any -> new LinkedHashSet<>()).add(push.content());
            cases.computeIfAbsent(number, any -> new LinkedHashSet<>())
                    .add(sent.receipt().caseNo());
        }
        contents.forEach((number, versions) -> {
            List<Message> held = held(number.split(" ", 2)[0], number.split(" ", 2)[1]);
            count("来件" + number, held.size(), versions.size());
            long made =
                    held.stream().filter(one -> one.outcome().equals("CASE")).count();
            count("办件" + number, (int) made, 1);
            Set<String> named = cases.getOrDefault(number, Set.of());
            Set<String> caseNos = held.stream().map(one -> "" + one.caseNo()).collect(Collectors.toSet());
            if (!named.equals(caseNos)) {
                findings.wrong("来件%s的收据写%s,库中为%s".formatted(number, named, caseNos));
            }
        });
    }

    /** What was set aside is there whole, once for each content, and waits to be mended. */
    private void quarantined() {
        Map<String, Set<String>> contents = new LinkedHashMap<>();
        for (SendLog.Sent sent : by(Receipt.Verdict.REFUSED, SendersBooks::isReport)) {
            if (sent.receipt().outcome().equals("QUARANTINED")) {
                contents.computeIfAbsent(
                                sent.push().way().sender() + " "
                                        + sent.push().externalNos().get(0),
                                any -> new LinkedHashSet<>())
                        .add(sent.push().content());
            }
        }
        contents.forEach((number, versions) -> {
            String sender = number.split(" ", 2)[0];
            String key = "report:" + number.split(" ", 2)[1];
            long held = inbox.stream()
                    .filter(message -> message.sender().equals(sender)
                            && message.outcome().equals("QUARANTINED")
                            && (message.key().equals(key) || message.key().startsWith(key + "#")))
                    .count();
            count("隔离件" + number, (int) held, versions.size());
        });
    }

    private void batches() {
        for (SendLog.Sent sent : acknowledged(push -> push.way() == Push.Way.GRID_BATCH)) {
            for (String number : new LinkedHashSet<>(sent.push().externalNos())) {
                List<Message> held = held(sent.push().way().sender(), number);
                count("批次条目" + number, held.size(), 1);
            }
            if (sent.receipt().items().size() != sent.push().externalNos().size()) {
                findings.wrong("批次%s的收据缺条目".formatted(sent.push().id()));
            }
        }
    }

    private void events() {
        for (SendLog.Sent sent : peers.sent()) {
            Push push = sent.push();
            Matcher number = EVENT_NO.matcher(push.content());
            if (push.kind() == Push.Kind.EVENT && push.way() != Push.Way.GRID_PHOTO && number.find()) {
                count("事件" + push.id(), eventsNumbered(push.way().sender(), number.group(1)), 1);
            }
        }
    }

    private void photos() {
        for (SendLog.Sent sent : acknowledged(push -> push.way() == Push.Way.GRID_PHOTO)) {
            if (!photos.contains(sent.push().name())) {
                findings.lost("照片%s".formatted(sent.push().name()));
            }
        }
    }

    private void contradictions() {
        for (SendLog.Contradiction one : peers.contradictions()) {
            findings.wrong("%s先得到%s,重发却得到%s".formatted(one.push().id(), one.first(), one.later()));
        }
    }

    /** Nobody here has a wrong key or address: who is turned away met a hub that was not ready. */
    private void turnedAway() {
        for (SendLog.Sent sent : by(Receipt.Verdict.REFUSED, any -> true)) {
            Receipt receipt = sent.receipt();
            if (!receipt.outcome().equals("QUARANTINED") && sent.push().kind() != Push.Kind.EVENT) {
                findings.lost("来件%s被拒之门外: %s %s".formatted(sent.push().id(), receipt.code(), receipt.message()));
            }
        }
    }

    private void outcomesOf(String code, List<Department.Reported> reports) {
        for (Department.Reported reported : reports) {
            Receipt receipt = reported.receipt();
            if (receipt.code().startsWith("HTTP") || receipt.code().equals("FAULT")) {
                findings.lost("%s反馈%s被拒之门外: %s %s".formatted(code, reported.id(), receipt.code(), receipt.message()));
            } else {
                count(code + "反馈" + reported.id(), eventsNumbered(code, reported.id()), 1);
            }
        }
    }

    private void casesOnce() {
        inbox.stream()
                .filter(message -> message.outcome().equals("CASE"))
                .collect(Collectors.groupingBy(message -> "" + message.caseNo(), Collectors.counting()))
                .forEach((caseNo, times) -> {
                    if (times > 1) {
                        findings.doubled("办件编号%s给了%d件来件".formatted(caseNo, times));
                    }
                });
    }

    private void count(String what, int found, int wanted) {
        if (found < wanted) {
            findings.lost("%s: 应有%d条,库中%d条".formatted(what, wanted, found));
        } else if (found > wanted) {
            findings.doubled("%s: 应有%d条,库中%d条".formatted(what, wanted, found));
        }
    }

    private List<SendLog.Sent> acknowledged(Predicate<Push> which) {
        return by(Receipt.Verdict.ACKNOWLEDGED, which);
    }

    private List<SendLog.Sent> by(Receipt.Verdict verdict, Predicate<Push> which) {
        return peers.sent().stream()
                .filter(sent -> sent.receipt().verdict() == verdict && which.test(sent.push()))
                .toList();
    }

    private static boolean isReport(Push push) {
        return push.kind() != Push.Kind.EVENT && push.way() != Push.Way.GRID_BATCH;
    }

    /** What the hub took over under a channel's number, changed contents included. */
    private List<Message> held(String sender, String number) {
        String key = "report:" + number;
        return inbox.stream()
                .filter(message -> message.sender().equals(sender)
                        && (message.key().equals(key) || message.key().startsWith(key + "#"))
                        && !message.outcome().equals("QUARANTINED"))
                .toList();
    }

    /** A terminal's numbers are counted by the terminal, so its device stands before them in the key. */
    private int eventsNumbered(String sender, String number) {
        String wanted = number.toLowerCase(Locale.ROOT);
        return (int) inbox.stream()
                .filter(message -> message.sender().equals(sender)
                        && message.key().startsWith("event:")
                        && numbered(message.key().toLowerCase(Locale.ROOT), wanted))
                .count();
    }

    /** A row of a table has the last part of the number and is known by its time as well. */
    private static boolean numbered(String key, String number) {
        String row = number.substring(number.lastIndexOf('-') + 1);
        return key.endsWith(":" + number) || key.endsWith("#" + number) || key.contains(":" + row + "@");
    }
}

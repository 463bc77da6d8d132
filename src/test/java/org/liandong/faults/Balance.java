package org.liandong.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liandong.connectors.Loaded;
import org.liandong.faults.LedgerBook.Letter;
import org.liandong.faults.LedgerBook.Message;
import org.liandong.ledger.ChainReport;
import org.liandong.simulator.OperatorBot;
import org.liandong.simulator.Push;
import org.liandong.simulator.Receipt;
import org.liandong.simulator.SendLog;

/**
 * Holds everybody's books against one another once it has become quiet: what senders were promised, what departments did,
 * what channels heard, and what the hub's ledger says of it (reference §4.8).
 *
 * @param messages what the ledger took in
 * @param cases the states of its cases by number
 * @param letters what it sent
 * @param photos digests of the pictures it keeps
 * @param tallies what its counters say otherwise than its rows, one sentence each
 */
record Balance(
        PeersBooks peers,
        List<Message> messages,
        Map<String, String> cases,
        List<Letter> letters,
        Set<String> photos,
        List<String> tallies,
        ChainReport chain) {

    /** What the hub counts on the way must be what is there in the end. */
    private static final String MISCOUNTED = """
            WITH counted AS (
                SELECT 'inbox/' || outcome AS name, count(*) AS value FROM inbox GROUP BY outcome
                UNION ALL SELECT 'state/' || state, count(*) FROM case_file GROUP BY state
                UNION ALL SELECT 'channel/' || channel, count(*) FROM case_file GROUP BY channel
                UNION ALL SELECT 'backlog/' || receiver, count(*) FROM outbox
                    WHERE state IN ('PENDING', 'IN_DOUBT', 'DEAD') GROUP BY receiver)
            SELECT coalesce(c.name, t.name) || ' 实为' || coalesce(c.value, 0) || ',计为' || coalesce(t.value, 0)
            FROM counted c FULL JOIN (SELECT * FROM tally WHERE name LIKE 'inbox/%' OR name LIKE 'state/%'
                OR name LIKE 'channel/%' OR name LIKE 'backlog/%') t ON t.name = c.name
            WHERE coalesce(c.value, 0) <> coalesce(t.value, 0)
            """;

    /** Reads the ledger of a hub that has ended, and the folder of its pictures. */
    static Balance read(PeersBooks peers, LedgerBook book, Path blobs, ChainReport chain)
            throws SQLException, IOException {
        return new Balance(
                peers, book.messages(), book.cases(), book.letters(), digests(blobs), book.texts(MISCOUNTED), chain);
    }

    private static Set<String> digests(Path blobs) throws IOException {
        if (!Files.isDirectory(blobs)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.walk(blobs)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toSet());
        }
    }

    Findings findings(Loaded connectors) {
        Findings findings = new Findings();
        new SendersBooks(peers, messages, photos, findings).balance();
        new ReceiversBooks(peers, letters, connectors, findings).balance();
        new OwedOutcomes(peers, findings).balance();
        fates(findings);
        sum(findings);
        tallies.forEach(wrong -> findings.wrong("计数" + wrong));
        chain.findings()
                .forEach(one -> findings.wrong("办理记录%s %d: %s".formatted(one.kind(), one.seq(), one.explanation())));
        return findings;
    }

    /** What was taken in = cases + merged + supplements + refused + quarantined; nothing else may be there. */
    private void sum(Findings findings) {
        int promised = reportsPromised().size();
        int kept = reportsKept().size();
        if (kept < promised) {
            findings.lost("来件合计: 答复过%d份,库中%d份".formatted(promised, kept));
        } else if (kept > promised) {
            findings.doubled("来件合计: 答复过%d份,库中%d份".formatted(promised, kept));
        }
    }

    /** A message that became a case has one, and what the operator was told of it is so. */
    private void fates(Findings findings) {
        for (Message message : reportsKept()) {
            if (message.outcome().equals("CASE") && !cases.containsKey("" + message.caseNo())) {
                findings.lost("来件%s的办件%s".formatted(message.key(), message.caseNo()));
            }
        }
        Map<String, String> ends = Map.of("MERGE", "MERGED", "REFUSE", "REFUSED");
        for (OperatorBot.Given given : peers.commands()) {
            String end = ends.get(given.command());
            if (given.taken() && end != null && !end.equals(cases.get(given.caseNo()))) {
                findings.wrong("办件%s已答复坐席%s,库中为%s".formatted(given.caseNo(), end, cases.get(given.caseNo())));
            }
        }
    }

    /** One for each number and content that got a verdict; the items of a batch count by their numbers. */
    Set<String> reportsPromised() {
        Set<String> promised = new LinkedHashSet<>();
        for (SendLog.Sent sent : peers.sent()) {
            Push push = sent.push();
            if (push.kind() == Push.Kind.EVENT || sent.receipt().verdict() == Receipt.Verdict.UNCLEAR) {
                continue;
            }
            if (push.way() == Push.Way.GRID_BATCH) {
                push.externalNos().forEach(number -> promised.add(number + " in batch"));
            } else {
                promised.add(push.externalNos().get(0) + " " + push.content());
            }
        }
        return promised;
    }

    List<Message> reportsKept() {
        return messages.stream()
                .filter(message -> !message.key().startsWith("event:"))
                .toList();
    }

    /**
     * What became of the messages, of those that made a case by what became of the case.
     *
     * @return for each of cases, merged, refused (不予受理), supplements and quarantined how many
     */
    Map<String, Long> fates() {
        return reportsKept().stream()
                .collect(Collectors.groupingBy(
                        message -> switch (message.outcome()) {
                            case "SUPPLEMENT" -> "supplements";
                            case "QUARANTINED" -> "quarantined";
                            default ->
                                switch (cases.getOrDefault("" + message.caseNo(), "")) {
                                    case "MERGED" -> "merged";
                                    case "REFUSED" -> "refused";
                                    default -> "cases";
                                };
                        },
                        Collectors.counting()));
    }

    /** Reports of departments and events of channels that the hub had to refuse, and kept. */
    long eventsRefused() {
        return messages.stream()
                .filter(message ->
                        message.key().startsWith("event:") && message.outcome().equals("REFUSED"))
                .count();
    }

    long tasks() {
        return peers.departments().values().stream()
                .mapToLong(book -> book.effects().size())
                .sum();
    }

    long outcomes() {
        // both of the hotline's interfaces write into one book
        return peers.told().entrySet().stream()
                .filter(channel -> !channel.getKey().equals("12345-legacy"))
                .flatMap(channel -> channel.getValue().outcomes().values().stream())
                .mapToLong(List::size)
                .sum();
    }
}

package org.liandong.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.liandong.faults.PeersBooks.ChannelBook;
import org.liandong.simulator.ChannelInbox;
import org.liandong.simulator.Department;
import org.liandong.simulator.OperatorBot;
import org.liandong.simulator.Push;
import org.liandong.simulator.Receipt;
import org.liandong.simulator.SendLog;

/**
 * What channels must have heard, by the books of those who did the work: the ledger, which may have forgotten, has no say
 * in it. A channel hears of a case on which somebody works; of 办结 when everybody who had a task of it has reported so to
 * the hub; of 结案 when it told the hub that the asker is content; of neither more often than anybody was done; each step of a
 * case after the one before.
 */
final class OwedOutcomes {
    private final PeersBooks peers;
    private final Findings findings;
    /** Into which case a case was merged. */
    private final Map<String, String> merged = new HashMap<>();
    /** Cases of which the operator does not know what became of a command. */
    private final Set<String> unsure = new HashSet<>();

    /** The hotline's numbers of those whom it found content. */
    private final Set<String> content = new HashSet<>();

    private final Map<String, Work> works = new HashMap<>();

    OwedOutcomes(PeersBooks peers, Findings findings) {
        this.peers = peers;
        this.findings = findings;
    }

    /** What was done about a case. */
    private static final class Work {
        private final Set<String> tasks = new TreeSet<>();
        private final Set<String> done = new HashSet<>();
        private final Set<String> reports = new HashSet<>();
        private boolean handedBack;
    }

    void balance() {
        peers.departments().forEach((code, book) -> {
            book.effects().keySet().forEach(task -> work(task).tasks.add(task));
            book.operations().forEach((task, asked) -> {
                if (asked.contains("RECALL")) {
                    work(task).handedBack = true;
                }
            });
            book.reported().forEach(this::reported);
        });
        peers.commands().forEach(this::commanded);
        peers.sent().stream()
                .filter(OwedOutcomes::tellsOfContent)
                .forEach(sent -> content.addAll(sent.push().externalNos()));
        askers().forEach(this::heard);
    }

    private static boolean tellsOfContent(SendLog.Sent sent) {
        return sent.push().kind() == Push.Kind.EVENT
                && sent.receipt().verdict() == Receipt.Verdict.ACKNOWLEDGED
                && sent.push().content().contains("\"redo\":\"0\"");
    }

    private void reported(Department.Reported report) {
        if (report.receipt().verdict() != Receipt.Verdict.ACKNOWLEDGED) {
            return;
        }
        Work work = work(report.taskNo());
        if (report.kind().equals("DONE")) {
            work.done.add(report.taskNo());
            work.reports.add(report.id());
        } else if (report.kind().equals("RETURN")) {
            work.handedBack = true;
        }
    }

    private void commanded(OperatorBot.Given given) {
        if (!given.taken()) {
            unsure.add(given.caseNo());
        }
        switch (given.command()) {
            case "MERGE" -> merged.put(given.caseNo(), given.body().path("into").asText());
            case "PHONE" -> {
                String task = given.body().path("taskNo").asText();
                work(task).tasks.add(task);
                work(task).done.add(task);
                work(task)
                        .reports
                        .add("phone " + task + " " + work(task).reports.size());
            }
            // whoever takes a case on has not merged it after all
            default -> merged.remove(given.caseNo());
        }
    }

    /**
     * Somebody whose report became a case.
     *
     * @param book of the channel that brought it
     * @param caseNo by the receipt
     */
    private record Asker(String channel, ChannelBook book, String number, String caseNo) {}

    private List<Asker> askers() {
        Map<String, Asker> askers = new LinkedHashMap<>();
        for (SendLog.Sent sent : peers.sent()) {
            Push push = sent.push();
            if (push.way() == Push.Way.GRID_BATCH) {
                List<Receipt> items = sent.receipt().items();
                for (int i = 0; i < items.size(); i++) {
                    asker(push, push.externalNos().get(i), items.get(i), askers);
                }
            } else if (push.kind() != Push.Kind.EVENT) {
                asker(push, push.externalNos().get(0), sent.receipt(), askers);
            }
        }
        return new ArrayList<>(askers.values());
    }

    private void asker(Push push, String number, Receipt receipt, Map<String, Asker> askers) {
        String channel = channel(push.way());
        ChannelBook book = peers.told().get(channel);
        if (book != null && receipt.outcome().equals("CASE")) {
            askers.put(channel + " " + number, new Asker(channel, book, number, receipt.caseNo()));
        }
    }

    private static String channel(Push.Way way) {
        return switch (way) {
            case HOTLINE_JSON -> "12345";
            case HOTLINE_SOAP -> "12345-legacy";
            case PANANJ_REPORT, PANANJ_TRANSFER -> "pananj";
            case GRID_EVENT, GRID_BATCH, GRID_ACTION, GRID_PHOTO -> "grid";
        };
    }

    private void heard(Asker asker) {
        List<ChannelInbox.Received> told = asker.book().of(asker.number());
        String who = "%s的%s(办件%s)".formatted(asker.channel(), asker.number(), asker.caseNo());
        inOrder(who, told);
        String caseNo = current(asker.caseNo());
        Work work = of(caseNo);
        boolean alone = caseNo.equals(asker.caseNo()) && !merged.containsValue(caseNo);
        if (told.isEmpty() && !work.tasks.isEmpty()) {
            findings.lost("%s: 已派到%s,渠道什么也没听到".formatted(who, work.tasks));
        }
        long finished = count(told, "办结");
        long closed = count(told, "结案");
        // who handled it himself has no task and reports nothing
        if (!work.tasks.isEmpty() && Math.max(finished, closed) > work.reports.size()) {
            findings.doubled("%s: 部门办结%d次,渠道听到办结%d次、结案%d次".formatted(who, work.reports.size(), finished, closed));
        }
        boolean sure = alone && !unsure.contains(caseNo) && !work.handedBack;
        if (sure && finished == 0 && !work.tasks.isEmpty() && work.done.containsAll(work.tasks)) {
            findings.lost("%s: %s都已办结,渠道没有听到".formatted(who, work.tasks));
        }
        if (sure && closed == 0 && asker.channel().equals("12345") && content.contains(asker.number())) {
            findings.lost("%s: 回访满意已登记,渠道没有听到结案".formatted(who));
        }
    }

    /** By the hub's own numbers, which each step of a case raises. */
    private void inOrder(String who, List<ChannelInbox.Received> told) {
        Map<String, Long> last = new HashMap<>();
        for (ChannelInbox.Received one : told) {
            Long before = last.put(one.caseNo(), one.seq());
            if (before != null && before >= one.seq()) {
                findings.wrong("%s: 先听到第%d步,后听到第%d步".formatted(who, before, one.seq()));
            }
        }
    }

    private static long count(List<ChannelInbox.Received> told, String word) {
        return told.stream().filter(one -> one.statusName().startsWith(word)).count();
    }

    private String current(String caseNo) {
        String into = merged.get(caseNo);
        return into == null ? caseNo : current(into);
    }

    private Work work(String taskNo) {
        return of(taskNo.substring(0, taskNo.indexOf('-')));
    }

    private Work of(String caseNo) {
        return works.computeIfAbsent(caseNo, any -> new Work());
    }
}

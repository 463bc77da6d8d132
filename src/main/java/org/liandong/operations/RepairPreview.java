package org.liandong.operations;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.liandong.ledger.OutboxMessage;
import org.liandong.ledger.RepairVerb;
import org.liandong.ledger.View;

/**
 * What exactly comes of a repair, before anything is done.
 *
 * @param items the messages, in the order in which they are gone through
 * @param cases how many cases they are about
 * @param what how many of each kind, for people
 * @param behind how many later letters of the same cases go as soon as these are settled
 * @param warnings what whoever decides should know
 * @param needsSecond whether a second person must agree
 */
record RepairPreview(
        RepairVerb verb,
        String title,
        List<Long> items,
        int cases,
        String what,
        int behind,
        List<String> warnings,
        boolean needsSecond) {
    /** So many one person may do alone. */
    static final int ALONE = 50;

    static RepairPreview ofLetters(View view, RepairVerb verb, String title, List<Long> ids) {
        Map<String, Integer> kinds = new TreeMap<>();
        Set<String> cases = new HashSet<>();
        Set<Long> items = new HashSet<>(ids);
        Set<Long> behind = new HashSet<>();
        boolean dispatches = false;
        boolean others = false;
        for (long id : ids) {
            OutboxMessage message = view.outbox().find(id).orElse(null);
            if (message == null) {
                continue;
            }
            kinds.merge(TroubleShelves.what(message.operation()), 1, Integer::sum);
            cases.add(message.caseNo().value());
            dispatches |= message.operation().equals("DISPATCH");
            others |= !message.operation().equals("STATUS");
            view.outbox().ofCase(message.caseNo()).stream()
                    .filter(one -> one.receiver().equals(message.receiver()) && one.seq() > message.seq())
                    .filter(one -> !one.state().isSettled() && !items.contains(one.id()))
                    .forEach(one -> behind.add(one.id()));
        }
        return new RepairPreview(
                verb,
                title,
                ids.stream().sorted().toList(),
                cases.size(),
                String.join(
                        "、",
                        kinds.entrySet().stream()
                                .map(kind -> kind.getKey() + kind.getValue() + "条")
                                .toList()),
                behind.size(),
                warnings(verb, dispatches, others),
                ids.size() > ALONE);
    }

    static RepairPreview ofMessages(String title, List<Long> ids) {
        return new RepairPreview(
                RepairVerb.REREAD,
                title,
                ids.stream().sorted().toList(),
                0,
                "来件%d条".formatted(ids.size()),
                0,
                List.of(),
                ids.size() > ALONE);
    }

    private static List<String> warnings(RepairVerb verb, boolean dispatches, boolean others) {
        List<String> warnings = new ArrayList<>();
        if (verb == RepairVerb.SKIP && dispatches) {
            warnings.add("其中有派遣: 跳过后对方不会收到任务,任务仍记在它名下,请另行电话派遣或改派");
        }
        if (verb == RepairVerb.BY_HAND && dispatches) {
            warnings.add("其中有派遣: 记为送达后,对方的办理时限从现在起算");
        }
        if (verb == RepairVerb.RESYNC && others) {
            warnings.add("其中有的不是进展回告: 那些不会动");
        }
        return warnings;
    }
}

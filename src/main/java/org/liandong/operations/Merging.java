package org.liandong.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liandong.cases.CaseFile;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.CaseState;
import org.liandong.cases.Command;
import org.liandong.cases.Decision;
import org.liandong.cases.Instruction;
import org.liandong.cases.QualityNote;
import org.liandong.cases.SourceRef;
import org.liandong.casework.CaseDesk;
import org.liandong.ledger.Entry;

/**
 * Merges a case into another (并案, reference §2.3, §4.8): in one ledger write the child is closed and its askers, with what
 * was wrong with their messages, pass to the parent, which answers them from then on. Safe for any thread.
 */
final class Merging {
    private static final String SUGGESTED = "系统建议/坐席确认";
    private static final String BY_HAND = "坐席确认";
    private static final Pattern MARKED = Pattern.compile("(.*)\\(第(\\d+)条\\)");

    private final CaseDesk desk;
    private final MergeSuggestions suggestions;

    Merging(CaseDesk desk, MergeSuggestions suggestions) {
        this.desk = desk;
        this.suggestions = suggestions;
    }

    /**
     * What the lifecycle says of the child. When it is refused, nothing is written.
     *
     * @param given puts a command into the operator's instruction
     */
    Decision merge(Entry entry, CaseFile child, CaseNumber into, Function<Command, Instruction> given) {
        CaseFile parent = CaseDesk.load(entry, into).orElse(null);
        if (parent == null) {
            return new Decision.Refused("PARENT_UNKNOWN", "into", "查无办件%s,请核对并入的编号".formatted(into));
        }
        CaseNumber further = parent.progress().mergedInto();
        if (further != null) {
            return new Decision.Refused("PARENT_MERGED", "into", "办件%s已并入%s,请直接并入后者".formatted(into, further));
        }
        if (ended(parent.state())) {
            return new Decision.Refused(
                    "PARENT_ENDED",
                    "into",
                    "办件%s%s,不能再并入,请另选在办的办件".formatted(into, parent.state().chinese()));
        }
        SourceRef.Merge why = why(child, parent);
        Decision closed = desk.decide(entry, child.number(), given.apply(new Command.MergeCase(into, why)));
        if (!(closed instanceof Decision.Done)) {
            return closed;
        }
        Decision taken =
                desk.decide(entry, into, given.apply(new Command.TakeMerged(askers(child, why), notes(child, parent))));
        if (!(taken instanceof Decision.Done)) {
            throw new IllegalStateException("%s closed but not taken by %s".formatted(child.number(), into));
        }
        return closed;
    }

    private SourceRef.Merge why(CaseFile child, CaseFile parent) {
        return suggestions
                .between(child, parent)
                .map(found -> new SourceRef.Merge(found.score(), found.rule(), SUGGESTED))
                .orElseGet(() -> new SourceRef.Merge(1, "人工认定", BY_HAND));
    }

    /** Who reported the child; those merged into it before keep the reason of that merge. */
    private static List<SourceRef> askers(CaseFile child, SourceRef.Merge why) {
        return child.sources().stream()
                .filter(source -> source.role() != SourceRef.SourceRole.SUPPLEMENT)
                .map(source -> source.merge() == null ? source.asMerged(why) : source)
                .toList();
    }

    /** The child's notes, each marked with the place its report takes among the parent's. */
    static List<QualityNote> notes(CaseFile child, CaseFile parent) {
        int before = parent.requesterCount();
        List<QualityNote> marked = new ArrayList<>();
        for (QualityNote note : child.matter().quality()) {
            Matcher earlier = MARKED.matcher(note.field());
            boolean carried = earlier.matches();
            String field = carried ? earlier.group(1) : note.field();
            int place = before + (carried ? Integer.parseInt(earlier.group(2)) : 1);
            marked.add(new QualityNote(note.code(), "%s(第%d条)".formatted(field, place), note.action()));
        }
        return marked;
    }

    private static boolean ended(CaseState state) {
        return state.terminal() || state == CaseState.CLOSED || state == CaseState.SELF_CLOSED;
    }
}

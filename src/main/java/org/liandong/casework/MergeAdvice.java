package org.liandong.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.liandong.cases.CaseFile;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Matter;
import org.liandong.district.District;
import org.liandong.ledger.View;
import org.liandong.routing.Merge;
import org.liandong.routing.MergeScore;
import org.liandong.routing.Report;

/** Finds open cases that seem to be about the same thing (reference §4.8). The system proposes; a person confirms. */
public final class MergeAdvice {
    private static final Duration LOOK_BACK = Duration.ofDays(1);
    private static final int AT_MOST = 20;

    private final MergeScore score;

    public MergeAdvice(District district) {
        this.score = new MergeScore(district);
    }

    /** A case that the report may be a duplicate of. */
    public record Suggestion(CaseNumber into, double score, String rule) {}

    /**
     * The best first; empty if nothing is alike.
     *
     * @param sameCaller vault references of the same asker
     */
    public List<Suggestion> of(View view, Matter matter, Set<String> sameCaller) {
        String street = matter.location().street();
        Matter.Item item = matter.item();
        if (street == null || item == null) {
            return List.of();
        }
        Instant since = matter.times().receivedAt().minus(LOOK_BACK);
        return view.cases().alike(street, item.code(), since, AT_MOST).stream()
                .map(number -> CaseDesk.load(view, number).orElseThrow())
                .map(file -> suggestion(matter, file, sameCaller))
                .filter(found -> found.score() > 0)
                .sorted((one, other) -> Double.compare(other.score(), one.score()))
                .toList();
    }

    /** How alike two cases are; score 0 if merging must not be suggested. */
    public Suggestion between(Matter child, CaseFile parent) {
        return suggestion(child, parent, Set.of());
    }

    private Suggestion suggestion(Matter child, CaseFile parent, Set<String> sameCaller) {
        Matter.Petitioner asker = parent.matter().petitioner();
        boolean same = asker != null && asker.vaultRef() != null && sameCaller.contains(asker.vaultRef());
        Merge merge = score.of(report(parent.matter()), report(child), same);
        boolean suggested = merge.verdict() == Merge.Verdict.STRONG || merge.verdict() == Merge.Verdict.SUGGEST;
        return new Suggestion(parent.number(), suggested ? merge.score() : 0, merge.rule());
    }

    private static Report report(Matter matter) {
        Matter.Item item = matter.item();
        return new Report(
                item == null ? null : item.code(),
                matter.type().chinese(),
                matter.secret(),
                matter.location(),
                matter.times().reportedAt(),
                matter.title() + "\n" + matter.content());
    }
}

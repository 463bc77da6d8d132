package org.liandong.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseFile;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Location;
import org.liandong.cases.Matter;
import org.liandong.district.District;
import org.liandong.district.GeoPoint;
import org.liandong.ledger.CaseRow;
import org.liandong.ledger.CasesView;
import org.liandong.ledger.View;
import org.liandong.routing.Merge;
import org.liandong.routing.MergeScore;
import org.liandong.routing.Report;

/**
 * Finds open cases that seem to be about the same thing (reference §4.8). The system proposes; a person confirms. What was
 * compared lately is remembered: in a busy street each report meets the same cases as the one before. Safe for any thread.
 */
public final class MergeAdvice {
    private static final Duration LOOK_BACK = Duration.ofDays(1);
    private static final int AT_MOST = 20;

    private static final int MOST_REMEMBERED = 4_000;

    private final MergeScore score;
    private final LatelyUsed<CaseNumber, Known> known = new LatelyUsed<>(MOST_REMEMBERED);

    public MergeAdvice(District district) {
        this.score = new MergeScore(district);
    }

    /** A case that the report may be a duplicate of. */
    public record Suggestion(CaseNumber into, double score, String rule) {}

    /**
     * What of a case is compared.
     *
     * @param version of the case it was read from
     */
    private record Known(
            long version,
            CaseNumber number,
            Report report,
            @Nullable String asker) {}

    /**
     * The best first; empty if nothing is alike. Looked at are the cases of the same item nearby, at the place of the same name, and
     * of the same asker: no other could reach a score that is worth suggesting.
     *
     * @param view of what is committed, not of a unit of work that may still fail
     * @param phones of the asker
     */
    public List<Suggestion> of(View view, Matter matter, List<String> phones) {
        Matter.Item item = matter.item();
        if (item == null) {
            return List.of();
        }
        Set<String> sameCaller = phones.stream()
                .flatMap(phone -> view.persons().byPhone(phone).stream())
                .limit(AT_MOST)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return candidates(view.cases(), matter, item.code(), sameCaller).stream()
                .map(candidate -> known(view, candidate))
                .map(parent -> suggestion(report(matter), parent, sameCaller))
                .filter(found -> found.score() > 0)
                .sorted((one, other) -> Double.compare(other.score(), one.score()))
                .toList();
    }

    private Set<CasesView.Version> candidates(CasesView cases, Matter matter, String item, Set<String> sameCaller) {
        Location here = matter.location();
        Instant since = matter.times().receivedAt().minus(LOOK_BACK);
        Set<CasesView.Version> found = new LinkedHashSet<>();
        score.near(here).ifPresent(box -> found.addAll(cases.alikeIn(area(box), item, since, AT_MOST)));
        if (here.poi() != null && here.street() != null) {
            found.addAll(cases.alikeAt(here.street(), here.poi(), item, since, AT_MOST));
        }
        sameCaller.forEach(asker -> found.addAll(cases.alikeOf(asker, item, since, AT_MOST)));
        return found;
    }

    private static CasesView.Area area(GeoPoint.Box box) {
        return new CasesView.Area(
                CaseRow.Place.millionths(box.southWest().lng()) - 1,
                CaseRow.Place.millionths(box.southWest().lat()) - 1,
                CaseRow.Place.millionths(box.northEast().lng()) + 1,
                CaseRow.Place.millionths(box.northEast().lat()) + 1);
    }

    /** How alike two cases are; score 0 if merging must not be suggested. */
    public Suggestion between(Matter child, CaseFile parent) {
        return suggestion(report(child), known(parent), Set.of());
    }

    private Known known(View view, CasesView.Version candidate) {
        Known before = known.get(candidate.caseNo());
        if (before != null && before.version() == candidate.version()) {
            return before;
        }
        Known read = known(CaseDesk.load(view, candidate.caseNo()).orElseThrow());
        known.put(candidate.caseNo(), read);
        return read;
    }

    private static Known known(CaseFile file) {
        Matter.Petitioner asker = file.matter().petitioner();
        return new Known(file.version(), file.number(), report(file.matter()), asker == null ? null : asker.vaultRef());
    }

    private Suggestion suggestion(Report child, Known parent, Set<String> sameCaller) {
        boolean same = parent.asker() != null && sameCaller.contains(parent.asker());
        if (!score.mayBeSuggested(parent.report(), child, same)) {
            return new Suggestion(parent.number(), 0, "");
        }
        Merge merge = score.of(parent.report(), child, same);
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

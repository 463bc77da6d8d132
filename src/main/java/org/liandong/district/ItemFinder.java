package org.liandong.district;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the item of a case (reference §2.4): from the row of the channel's code table if there is a fair one, otherwise
 * from the words of title and content. Safe for any number of threads.
 */
public final class ItemFinder {
    /** Two items whose words speak nearly alike are not told apart. */
    private static final double NEARLY_ALIKE = 0.05;

    private static final double TOLD_APART_AT_MOST = 0.75;

    private final District district;

    public ItemFinder(District district) {
        this.district = district;
    }

    /** What the channel's code table says: the item and how surely the channel's category means it. */
    public record Mapped(String item, double confidence) {}

    /**
     * @param mapped null if the channel has no table or no row for the category
     * @param day on which the item must be in the work list
     */
    public FoundItem find(@Nullable Mapped mapped, String title, String content, LocalDate day) {
        boolean known = mapped != null && district.item(mapped.item(), day).isPresent();
        FoundItem byTable = mapped != null && known
                ? new FoundItem(mapped.item(), mapped.confidence(), "渠道分类对照表")
                : new FoundItem(null, 0, mapped == null ? "无渠道分类" : "渠道分类对照的事项" + mapped.item() + "不在现行清单");
        if (byTable.confidence() >= district.settings().thresholds().suggestion()) {
            return byTable;
        }
        FoundItem byWords = byWords(title + "\n" + content, day);
        return byWords.confidence() >= byTable.confidence() ? byWords : byTable;
    }

    private FoundItem byWords(String text, LocalDate day) {
        List<WordRules.ItemWords> hits = district.words().items().stream()
                .filter(words -> words.words().matches(text))
                .filter(words -> district.item(words.item(), day).isPresent())
                .sorted(Comparator.comparingDouble(WordRules.ItemWords::confidence)
                        .reversed()
                        .thenComparing(words -> -words.words().all().size())
                        .thenComparing(WordRules.ItemWords::item))
                .toList();
        if (hits.isEmpty()) {
            return new FoundItem(null, 0, "无关键词命中");
        }
        WordRules.ItemWords best = hits.get(0);
        String why = "关键词“" + best.words().found(text) + "”";
        return hits.stream()
                .filter(other -> !other.item().equals(best.item()))
                .filter(other -> best.confidence() - other.confidence() < NEARLY_ALIKE)
                .findFirst()
                .map(other -> new FoundItem(
                        best.item(),
                        Math.min(best.confidence(), TOLD_APART_AT_MOST),
                        why + ",但也像" + other.item() + "(“" + other.words().found(text) + "”)"))
                .orElseGet(() -> new FoundItem(best.item(), best.confidence(), why));
    }
}

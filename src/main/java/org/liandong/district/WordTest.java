package org.liandong.district;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A condition on a text, as the district's tables write it: every part of {@code all} must occur, where a part may offer
 * alternatives separated by {@code |}; of {@code none}, nothing may.
 */
public record WordTest(List<String> all, List<String> none) {
    public WordTest {
        all = List.copyOf(all);
        none = List.copyOf(none);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("关键词不能为空");
        }
    }

    public boolean matches(String text) {
        return none.stream().noneMatch(text::contains) && all.stream().allMatch(part -> holds(part, text));
    }

    /** The words that made it match, joined for an explanation. */
    public String found(String text) {
        return all.stream()
                .map(part -> Arrays.stream(part.split("\\|", -1))
                        .filter(text::contains)
                        .findFirst()
                        .orElse(""))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining("+"));
    }

    private static boolean holds(String part, String text) {
        return Arrays.stream(part.split("\\|", -1)).anyMatch(word -> !word.isEmpty() && text.contains(word));
    }

    static WordTest of(Row row) {
        List<String> all = row.list("all");
        if (all.isEmpty()) {
            row.wrong("all", "关键词不能为空,请至少填一个词");
            return new WordTest(List.of("?"), List.of());
        }
        return new WordTest(all, row.list("none"));
    }
}

package org.liandong.english;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form of sentences. Pure.
 *
 * @param chinese as the catalog has it
 * @param literals what stands before, between and behind the places; one more than there are places
 * @param numbers which of the places take numbers only
 * @param english with its places numbered from one
 */
record Form(String chinese, List<String> literals, List<Boolean> numbers, String english) {
    private static final Pattern PLACE = Pattern.compile("\\{(#?)}");
    private static final Pattern NUMBERED = Pattern.compile("\\{(\\d*)}");
    private static final Pattern NUMBER = Pattern.compile("\\d[\\d,.]*");

    Form {
        literals = List.copyOf(literals);
        numbers = List.copyOf(numbers);
    }

    static boolean hasPlaces(String chinese) {
        return PLACE.matcher(chinese).find();
    }

    static Form of(String chinese, String english) {
        List<String> literals = new ArrayList<>();
        List<Boolean> numbers = new ArrayList<>();
        Matcher place = PLACE.matcher(chinese);
        int at = 0;
        while (place.find()) {
            literals.add(chinese.substring(at, place.start()));
            numbers.add(!place.group(1).isEmpty());
            at = place.end();
        }
        literals.add(chinese.substring(at));
        if (String.join("", literals).isEmpty()) {
            throw new IllegalArgumentException("“%s”除了空位什么也没有".formatted(chinese));
        }
        return new Form(chinese, literals, numbers, numbered(chinese, english, numbers.size()));
    }

    /** Places that have no number are taken in order. */
    private static String numbered(String chinese, String english, int places) {
        boolean[] used = new boolean[places + 1];
        int[] next = {1};
        String numbered = NUMBERED.matcher(english).replaceAll(found -> {
            int number = found.group(1).isEmpty() ? next[0]++ : Integer.parseInt(found.group(1));
            if (number < 1 || number > places) {
                throw new IllegalArgumentException("“%s”没有第%d个空位,英文里却有".formatted(chinese, number));
            }
            used[number] = true;
            return "{" + number + "}";
        });
        for (int number = 1; number <= places; number++) {
            if (!used[number]) {
                throw new IllegalArgumentException("“%s”的第%d个空位,英文里没有".formatted(chinese, number));
            }
        }
        return numbered;
    }

    /** How much it says by itself. */
    int weight() {
        return literals.stream().mapToInt(String::length).sum();
    }

    /** What stands at its places in a sentence of this form; empty if it is of another. */
    List<String> places(String sentence) {
        String last = literals.get(literals.size() - 1);
        if (!sentence.startsWith(literals.get(0)) || !sentence.endsWith(last)) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        int end = sentence.length() - last.length();
        int at = literals.get(0).length();
        for (int i = 0; i < numbers.size(); i++) {
            boolean isLast = i == numbers.size() - 1;
            int stop = isLast ? end : sentence.indexOf(literals.get(i + 1), at + 1);
            if (stop <= at || stop > end) {
                return List.of();
            }
            String here = sentence.substring(at, stop);
            if (numbers.get(i) && !NUMBER.matcher(here).matches()) {
                return List.of();
            }
            found.add(here);
            at = stop + (isLast ? 0 : literals.get(i + 1).length());
        }
        return found;
    }

    String english(List<String> places) {
        return NUMBERED.matcher(english)
                .replaceAll(found -> Matcher.quoteReplacement(places.get(Integer.parseInt(found.group(1)) - 1)));
    }
}

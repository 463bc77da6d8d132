package org.liandong.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The running numbers in the names of ferried files. A name ends in its number; one that holds a day, too, is counted from
 * one on each day. Used by one thread.
 */
final class FileNumbers {
    private static final Pattern NUMBER = Pattern.compile("(?:^|[^0-9])([0-9]{1,9})\\.[A-Za-z0-9]+$");
    private static final Pattern DAY = Pattern.compile("(?:^|[^0-9])(20[0-9]{6})(?=[^0-9])");
    /** A number misread, or a prank: nobody is asked for a million files. */
    private static final int LONGEST_GAP = 1_000;

    private static final int DAYS = 31;

    private final TreeMap<String, TreeSet<Integer>> seen = new TreeMap<>();

    void add(String name) {
        Matcher number = NUMBER.matcher(name);
        if (number.find()) {
            Matcher day = DAY.matcher(name);
            seen.computeIfAbsent(day.find() ? day.group(1) : "", key -> new TreeSet<>())
                    .add(Integer.valueOf(number.group(1)));
            while (seen.size() > DAYS) {
                seen.pollFirstEntry();
            }
        }
    }

    /** Each as day and number, or number alone; in order. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, TreeSet<Integer>> one : seen.entrySet()) {
            // on the first day known the hub may have come late
            boolean fromOne = !one.getKey().isEmpty() && !one.getKey().equals(seen.firstKey());
            int before = fromOne ? 0 : one.getValue().first();
            for (int number : one.getValue()) {
                for (int gap = before + 1; gap < number && number - before <= LONGEST_GAP; gap++) {
                    missing.add((one.getKey() + " %04d".formatted(gap)).strip());
                }
                before = number;
            }
        }
        return missing;
    }
}

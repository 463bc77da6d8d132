package org.liandong.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** What is printed: sentences for people, and for each result a line {@code name value}. */
final class Figures {
    private final PrintStream out;

    Figures(PrintStream out) {
        this.out = out;
    }

    void say(String sentence) {
        out.println("# " + sentence);
        out.flush();
    }

    void value(String name, double value) {
        out.println(
                name + " " + String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.3f", value));
        out.flush();
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    static String each(List<Double> values) {
        return values.stream()
                .map("%.0f"::formatted)
                .reduce((one, other) -> one + " " + other)
                .orElse("");
    }
}

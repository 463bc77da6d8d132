package org.liandong.faults;

import java.util.ArrayList;
import java.util.List;

/** What does not balance. */
final class Findings {
    private final List<String> lost = new ArrayList<>();
    private final List<String> doubled = new ArrayList<>();
    private final List<String> open = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    /** Somebody was promised something of which nothing is left. */
    void lost(String what) {
        lost.add("丢失: " + what);
    }

    /** Something was done twice. */
    void doubled(String what) {
        doubled.add("重复: " + what);
    }

    /** Something that should have been finished is still under way. */
    void open(String what) {
        open.add("未了: " + what);
    }

    /** Something else that must not be: out of order, altered, contradicted. */
    void wrong(String what) {
        wrong.add("不符: " + what);
    }

    int losses() {
        return lost.size();
    }

    int doubles() {
        return doubled.size();
    }

    int unfinished() {
        return open.size();
    }

    int errors() {
        return wrong.size();
    }

    List<String> all() {
        List<String> all = new ArrayList<>(lost);
        all.addAll(doubled);
        all.addAll(wrong);
        all.addAll(open);
        return all;
    }

    void add(Findings others) {
        lost.addAll(others.lost);
        doubled.addAll(others.doubled);
        open.addAll(others.open);
        wrong.addAll(others.wrong);
    }

    /** For example {@code lost 0, doubled 0, open 0}; what is wrong in another way is named only if there is any. */
    String line() {
        String line = "lost %d, doubled %d, open %d".formatted(lost.size(), doubled.size(), open.size());
        return wrong.isEmpty() ? line : line + ", wrong " + wrong.size();
    }
}

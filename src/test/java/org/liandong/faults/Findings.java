package org.liandong.faults;

import java.util.ArrayList;
import java.util.List;

/** What does not balance. */
final class Findings {
    private final List<String> lost = new ArrayList<>();
    private final List<String> doubled = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    /** Somebody was promised something of which nothing is left. */
    void lost(String what) {
        lost.add("丢失: " + what);
    }

    /** Something was done twice. */
    void doubled(String what) {
        doubled.add("重复: " + what);
    }

    /** Something else that must not be. */
    void wrong(String what) {
        wrong.add("不符: " + what);
    }

    int losses() {
        return lost.size();
    }

    int doubles() {
        return doubled.size();
    }

    List<String> all() {
        List<String> all = new ArrayList<>(lost);
        all.addAll(doubled);
        all.addAll(wrong);
        return all;
    }
}

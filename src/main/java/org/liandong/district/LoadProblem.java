package org.liandong.district;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One thing that is wrong in the district folder.
 *
 * @param file name of the file inside the folder
 * @param line from 1; 0 if the whole file is meant
 * @param column name of the column or field; empty if the whole line is meant
 * @param text what is wrong and what to do about it
 */
public record LoadProblem(String file, int line, String column, String text) {

    /** One sentence: file, line, column, what to do. */
    @Override
    public String toString() {
        return file + (line > 0 ? " 第" + line + "行" : "") + (column.isEmpty() ? "" : " " + column + "列") + ": " + text;
    }

    /** Gathers problems while a folder is read, so that all are reported at once. */
    static final class Collector {
        private final List<LoadProblem> found = new ArrayList<>();

        void add(String file, int line, String column, String text) {
            found.add(new LoadProblem(file, line, column, text));
        }

        List<LoadProblem> inOrder() {
            return found.stream()
                    .sorted(Comparator.comparing(LoadProblem::file).thenComparing(LoadProblem::line))
                    .toList();
        }
    }
}

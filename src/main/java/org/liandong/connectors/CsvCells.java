package org.liandong.connectors;

import java.util.regex.Pattern;

/** Cells of files that people open in a spreadsheet (Q-CSV-INJ, reference §3.3). Thread-safe. */
final class CsvCells {
    private static final String STARTS = "=+-@\t\r\n＝＋－＠";
    private static final Pattern NEGATIVE_NUMBER = Pattern.compile("-\\d+(?:\\.\\d+)?");

    private CsvCells() {}

    /** The value with {@code '} before it if a spreadsheet would run it as a formula; negative numbers stay numbers. */
    static String export(String value) {
        boolean formula = !value.isEmpty() && STARTS.indexOf(value.charAt(0)) >= 0;
        return formula && !NEGATIVE_NUMBER.matcher(value).matches() ? "'" + value : value;
    }
}

package org.liandong.district;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One line of a table. A cell that is wrong is reported and replaced by some value of its type, so that the other cells of
 * the line are looked at as well; the line as a whole is then not used.
 */
final class Row {
    private static final String ANY = "*";

    private final String file;
    private final int line;
    private final Map<String, String> cells;
    private final LoadProblem.Collector problems;
    private boolean sound = true;

    Row(String file, int line, Map<String, String> cells, LoadProblem.Collector problems) {
        this.file = file;
        this.line = line;
        this.cells = cells;
        this.problems = problems;
    }

    boolean isSound() {
        return sound;
    }

    void wrong(String column, String text) {
        sound = false;
        problems.add(file, line, column, text);
    }

    /** The cell as it stands, which may be empty. */
    String raw(String column) {
        return cells.getOrDefault(column, "");
    }

    String text(String column) {
        String value = raw(column);
        if (value.isEmpty()) {
            wrong(column, "不能为空,请填写");
        }
        return value;
    }

    String matching(String column, Pattern form, String cure) {
        String value = raw(column);
        if (!form.matcher(value).matches()) {
            wrong(column, "“" + value + "”不合格式," + cure);
        }
        return value;
    }

    /** Parts separated by semicolons, without empty ones. */
    List<String> list(String column) {
        return Arrays.stream(raw(column).split(";", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty() && !part.equals("-"))
                .toList();
    }

    /** One of the known codes. */
    String reference(String column, Collection<String> known, String what) {
        String value = raw(column);
        if (!known.contains(value)) {
            wrong(column, "没有名为“" + value + "”的" + what + ",请改为已有的代码或先补登");
        }
        return value;
    }

    List<String> references(String column, Collection<String> known, String what) {
        List<String> values = list(column);
        values.stream()
                .filter(value -> !known.contains(value))
                .forEach(value -> wrong(column, "没有名为“" + value + "”的" + what + ",请改为已有的代码或先补登"));
        return values;
    }

    <T> T one(String column, Map<String, T> values, T otherwise) {
        T value = values.get(raw(column));
        if (value == null) {
            wrong(column, "“" + raw(column) + "”不在可选值内,请改为: " + String.join("、", values.keySet()));
            return otherwise;
        }
        return value;
    }

    boolean yes(String column) {
        return one(column, Map.of("Y", true, "N", false), false);
    }

    /** Empty for {@code *}. */
    Optional<String> unlessAny(String column) {
        String value = text(column);
        return value.equals(ANY) ? Optional.empty() : Optional.of(value);
    }

    <T> T parsed(String column, Function<String, T> parser, T otherwise) {
        try {
            return parser.apply(raw(column));
        } catch (IllegalArgumentException wrong) {
            wrong(column, wrong.getMessage() + ",请改正");
            return otherwise;
        }
    }

    LocalDate date(String column, LocalDate whenEmpty) {
        if (raw(column).isEmpty()) {
            return whenEmpty;
        }
        try {
            return LocalDate.parse(raw(column));
        } catch (DateTimeException notADate) {
            wrong(column, "“" + raw(column) + "”不是日期,请写作2026-01-31");
            return whenEmpty;
        }
    }

    LocalDate date(String column) {
        if (raw(column).isEmpty()) {
            wrong(column, "不能为空,请填日期,如2026-01-31");
        }
        return date(column, LocalDate.EPOCH);
    }

    int number(String column, int least) {
        try {
            int value = Integer.parseInt(raw(column));
            if (value >= least) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // told below, together with numbers that are too small
        }
        wrong(column, "“" + raw(column) + "”不合要求,请填不小于" + least + "的整数");
        return least;
    }

    double decimal(String column, double least, double most) {
        try {
            double value = Double.parseDouble(raw(column));
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // told below, together with numbers outside the range
        }
        wrong(column, "“" + raw(column) + "”不合要求,请填" + least + "到" + most + "之间的数");
        return least;
    }
}

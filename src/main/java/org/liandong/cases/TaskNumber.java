package org.liandong.cases;

import java.util.regex.Pattern;

/** The number of an assignment (派遣任务号, reference §2.4): the case number, a hyphen and a two-digit index. */
public record TaskNumber(String value) implements Comparable<TaskNumber> {
    private static final Pattern FORM = Pattern.compile("JN\\d{17}-\\d{2}");

    /** @throws IllegalArgumentException if the form or the case number's check digit is wrong */
    public TaskNumber {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("任务号格式不符(应为办件编号-两位序号): " + value);
        }
        new CaseNumber(value.substring(0, 19));
    }

    public static boolean isValid(String text) {
        return FORM.matcher(text).matches() && CaseNumber.isValid(text.substring(0, 19));
    }

    public CaseNumber caseNumber() {
        return new CaseNumber(value.substring(0, 19));
    }

    public int index() {
        return Integer.parseInt(value.substring(20));
    }

    @Override
    public int compareTo(TaskNumber other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

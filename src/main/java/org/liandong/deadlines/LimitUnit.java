package org.liandong.deadlines;

/** The three units of time a limit may use (reference §4.6 rule 1). */
public enum LimitUnit {
    /** Natural hours, day and night. */
    EH("自然小时"),
    /** Working hours, inside the office windows of working days only. */
    WH("工作时"),
    /** Working days. */
    WD("工作日");

    private final String chinese;

    LimitUnit(String chinese) {
        this.chinese = chinese;
    }

    public String chinese() {
        return chinese;
    }
}

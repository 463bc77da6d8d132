package org.liandong.cases;

/** How fast (紧急程度, reference §4.2). */
public enum Urgency {
    E("特急"),
    H("紧急"),
    N("一般");

    private final String chinese;

    Urgency(String chinese) {
        this.chinese = chinese;
    }

    public String chinese() {
        return chinese;
    }
}

package org.liandong.cases;

/** The level that handles a case (处理层级, reference §4.2). */
public enum Level {
    G("网格"),
    S("街道"),
    D("区");

    private final String chinese;

    Level(String chinese) {
        this.chinese = chinese;
    }

    public String chinese() {
        return chinese;
    }
}

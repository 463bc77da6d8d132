package org.liandong.district;

/** The code lists of reasons a district may extend (reference §4.2). */
public enum CodeList {
    RETURN("退单"),
    EXTENSION("延期"),
    SUSPEND("挂账"),
    REFUSE("不予受理");

    private final String chinese;

    CodeList(String chinese) {
        this.chinese = chinese;
    }

    public String chinese() {
        return chinese;
    }
}

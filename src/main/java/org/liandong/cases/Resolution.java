package org.liandong.cases;

/** How far the matter was solved. */
public enum Resolution {
    YES("已解决"),
    PARTIAL("部分解决"),
    NO("未解决");

    private final String chinese;

    Resolution(String chinese) {
        this.chinese = chinese;
    }

    public String chinese() {
        return chinese;
    }
}

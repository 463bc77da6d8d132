package org.liandong.cases;

/** What a department is to an assignment (reference §4.1). */
public enum Role {
    LEAD("主办"),
    CO("协办"),
    PARTNER("协同");

    private final String chinese;

    Role(String chinese) {
        this.chinese = chinese;
    }

    public String chinese() {
        return chinese;
    }
}

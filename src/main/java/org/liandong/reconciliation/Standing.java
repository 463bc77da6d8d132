package org.liandong.reconciliation;

/** How far a task has come, as far as both sides can tell; in this order. */
public enum Standing {
    /** It has not arrived. */
    ABSENT("未收到"),
    RECEIVED("待签收"),
    WORKING("办理中"),
    DONE("已办结");

    private final String chinese;

    Standing(String chinese) {
        this.chinese = chinese;
    }

    public String chinese() {
        return chinese;
    }
}

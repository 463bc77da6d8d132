package org.liandong.cases;

/** Where an assignment (派遣任务) stands (reference §4.3). Declared in the order of progress. */
public enum AssignmentState {
    CREATED("A10", "已生成"),
    DELIVERED("A15", "已送达"),
    SIGNED("A20", "已签收"),
    WORKING("A30", "办理中"),
    RETURN_REQUESTED("A25", "申请退单"),
    SUSPENDED("A36", "挂账"),
    DONE("A40", "已办结"),
    ACCEPTED("A50", "已核查通过"),
    RETURNED("A29", "已退单"),
    RECALLED("A60", "已撤回");

    private final String code;
    private final String chinese;

    AssignmentState(String code, String chinese) {
        this.code = code;
        this.chinese = chinese;
    }

    public String code() {
        return code;
    }

    public String chinese() {
        return chinese;
    }

    /** Whether the department is rid of it. */
    public boolean ended() {
        return this == RETURNED || this == RECALLED;
    }

    boolean doneOrAccepted() {
        return this == DONE || this == ACCEPTED;
    }
}

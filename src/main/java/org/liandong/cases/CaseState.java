package org.liandong.cases;

/** Where a case stands (reference §4.3). */
public enum CaseState {
    RECEIVED("已接收"),
    QUARANTINED("待人工修正"),
    PENDING_STREET("待街道受理"),
    PENDING_DISTRICT("待区受理"),
    PENDING_DISPATCH("待派遣"),
    JOINT_MEETING("联席会议协调"),
    DISPATCHED("已派遣待签收"),
    IN_PROGRESS("办理中"),
    SUSPENDED("挂账"),
    FEEDBACK_DONE("已反馈待核查"),
    PENDING_VISIT("待回访"),
    CLOSED("已办结"),
    EVALUATED("已考评归档"),
    SELF_CLOSED("自办自结"),
    REFUSED("不予受理"),
    TRANSFERRED_OUT("已移送"),
    MERGED("已并案"),
    CANCELLED("已撤销");

    private final String chinese;

    CaseState(String chinese) {
        this.chinese = chinese;
    }

    public String chinese() {
        return chinese;
    }

    /** Whether nobody has work left to do: the state is final, or only an evaluation, an appeal or a reopening follows. */
    public boolean terminal() {
        return switch (this) {
            case EVALUATED, REFUSED, TRANSFERRED_OUT, MERGED, CANCELLED -> true;
            default -> false;
        };
    }

    /**
     * The word of {@code jn.case/1.0}: what outsiders are told. They do not need to know which level will accept, so both
     * waiting states are {@code PENDING_ACCEPT}.
     */
    public String published() {
        return switch (this) {
            case PENDING_STREET, PENDING_DISTRICT -> "PENDING_ACCEPT";
            default -> name();
        };
    }
}

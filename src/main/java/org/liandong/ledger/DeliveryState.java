package org.liandong.ledger;

/** How far a message to a receiver is. */
public enum DeliveryState {
    /** To be delivered, or between two attempts. */
    PENDING("待送达"),
    /** Sent, but no answer: being checked with the receiver. */
    IN_DOUBT("已发出、未收到回执、正在核对"),
    /** Accepted by the receiver. */
    DONE("已送达"),
    /** Refused by the receiver for a reason of its business, or given up by a person. */
    REFUSED("对方拒收"),
    /** No attempt is left; a person must decide. Later messages of the case to the receiver wait. */
    DEAD("投递失败待人工处理");

    private final String chinese;

    DeliveryState(String chinese) {
        this.chinese = chinese;
    }

    public String chinese() {
        return chinese;
    }

    /** Whether nothing more will happen, so that the next message may go. */
    public boolean isSettled() {
        return this == DONE || this == REFUSED;
    }
}

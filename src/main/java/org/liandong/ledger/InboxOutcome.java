package org.liandong.ledger;

/** What became of a message that came in. */
public enum InboxOutcome {
    CASE("新办件"),
    MERGED("并入已有办件"),
    SUPPLEMENT("补充已有办件"),
    EVENT("办件进展"),
    /** A line of a department's list of its tasks (对账). */
    STATED("对账"),
    DUPLICATE("重复消息"),
    /** The hub's own word, come back to it from a system that it is linked with both ways. */
    ECHO("枢纽自己的消息"),
    REFUSED("退回发送方"),
    QUARANTINED("待人工修正");

    private final String chinese;

    InboxOutcome(String chinese) {
        this.chinese = chinese;
    }

    public String chinese() {
        return chinese;
    }
}

package org.liandong.faults;

/** When the hub is killed. What brings the moment about is watched from outside; the hub knows nothing of it. */
enum Moment {
    /** Somewhere in its start, on whatever the one before left behind. */
    STARTING("启动途中"),
    /** The ledger has its first table and not yet all of them. */
    MIGRATING("正在建表"),
    /** Anywhere in its work. */
    WORKING("办理途中"),
    /** A letter is in the ledger and the broker does not have it, or the ledger does not know that it has. */
    RELAYING("待发件刚入账"),
    /** A department has done what it was asked, or a channel was told, and its answer will never be heard. */
    DEED("对方已办而未答"),
    /** The same, and the answer is on its way or just being written down. */
    ANSWER("对方刚刚答复"),
    /** A sender has its receipt: now the hub owes it something. */
    RECEIPT("来件刚得回执");

    private final String chinese;

    Moment(String chinese) {
        this.chinese = chinese;
    }

    String chinese() {
        return chinese;
    }
}

package org.liandong.ledger;

/** What a person can do with a message that does not go on by itself. */
public enum RepairVerb {
    /** Hands it over anew, for the version of the connector that is at work. */
    RESEND("重发", "再送一次,用现在的连接器;送到后,同一件后面等着的按次序接着送"),
    /** Asks the receiver now whether it has it. */
    ASK("核对", "马上问对方收到没有;没有收到才再送"),
    /** Of all that the receiver was not told about the case only the latest is sent. */
    RESYNC("重新同步", "这一件没送到的进展里只送最新的一条,其余不再送"),
    /** Lays it aside for a time: it stays where it is and is no trouble meanwhile. */
    SHELVE("搁置", "先放着,到期再提醒;同一件后面的仍等着"),
    /** Gives it up, so that the later ones go. */
    SKIP("跳过", "不再送这一条,对方不会知道它;同一件后面等着的接着送"),
    /** It was settled outside: there is evidence that the receiver has it. */
    BY_HAND("人工办结", "已经用别的办法送到,凭证写在原因里;记为已送达,后面等着的接着送"),
    /** Reads an incoming message again, after its mapping or code table was mended. */
    REREAD("重读", "用现在的映射和码表再读一次;读懂了就登记,读不懂仍留着");

    private final String chinese;
    private final String effect;

    RepairVerb(String chinese, String effect) {
        this.chinese = chinese;
        this.effect = effect;
    }

    public String chinese() {
        return chinese;
    }

    /** What comes of it, in one sentence for people. */
    public String effect() {
        return effect;
    }
}

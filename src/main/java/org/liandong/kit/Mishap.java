package org.liandong.kit;

/**
 * What goes wrong between the hub and a system.
 *
 * @see StandIn what it does then
 */
enum Mishap {
    LONG_TEXT("四千字、带表情与生僻字,一字不少地送到", "charset、gbkTarget 照对方实际的写,映射里不要截短"),
    HUNG_UP("对方收下以后断线,没有应答", "答不上来的凭 lookUp 核对;没有查询的,对方要凭任务号认出重复"),
    HALF_ANSWER("对方收下,应答到一半断线", "只到一半的应答要成为UNKNOWN,再凭 lookUp 核对"),
    LATE("对方收下,应答过了超时才来", "timeouts.answer 照对方的慢来写;过了的凭 lookUp 核对"),
    DRIP("对方收下,应答一个字节一个字节地滴", "不要换掉 Kamelet 里的总时限"),
    ERROR_AFTERWARDS("对方收下以后报错(HTTP 500,SOAP错误)", "报错不等于没有收下:成为UNKNOWN,再凭 lookUp 核对"),
    NOT_READ("报文没有读完就断线", "lookUp 的应答映射要认得出『没有这件』,再送一次"),
    LOGIN_PAGE("HTTP 200,是一张登录网页,没有收下", "只有认得的成功代码才算收下"),
    BUSY("对方繁忙,503三次", "不要把繁忙写成拒收"),
    UNAUTHORIZED("凭据一时不对,401两次,没有收下", "没有业务代码的4xx写成RETRY:修好以后再送"),
    HUB_KILLED("送到一半枢纽被杀,再起", "答不上来的凭 lookUp 核对;没有查询的,对方要凭任务号认出重复"),
    EXPIRED_CERTIFICATE("对方的证书过期:不送;对方停机、换好证书再起:送到", "不要在 Kamelet 里关掉证书的检查");

    private final String chinese;
    private final String cure;

    Mishap(String chinese, String cure) {
        this.chinese = chinese;
        this.cure = cure;
    }

    String chinese() {
        return chinese;
    }

    /** What to look at if it does not end well. */
    String cure() {
        return cure;
    }
}

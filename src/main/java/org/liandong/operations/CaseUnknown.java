package org.liandong.operations;

/** No case has this number. */
final class CaseUnknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CaseUnknown(String number) {
        super("查无办件“%s”,请核对编号(JN加17位数字)".formatted(number));
    }
}

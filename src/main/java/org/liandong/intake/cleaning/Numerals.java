package org.liandong.intake.cleaning;

/** Digits in any of the ways they are written in Chinese. */
final class Numerals {
    private static final String[] FORMS = {"0零〇○", "1一幺壹", "2二贰两", "3三叁", "4四肆", "5五伍", "6六陆", "7七柒", "8八捌", "9九玖"};

    private Numerals() {}

    /** The digit, or -1 if the character is none. */
    static int digit(char c) {
        for (int digit = 0; digit < FORMS.length; digit++) {
            if (FORMS[digit].indexOf(c) >= 0) {
                return digit;
            }
        }
        return -1;
    }

    /** Reads {@code 12}, {@code 十二}, {@code 二十}, {@code 两}; -1 if it is no number below one hundred. */
    static int small(String text) {
        int ten = text.indexOf('十');
        if (ten < 0) {
            int value = 0;
            for (int i = 0; i < text.length(); i++) {
                int digit = digit(text.charAt(i));
                value = digit < 0 || value > 99 ? 1000 : value * 10 + digit;
            }
            return text.isEmpty() || value > 99 ? -1 : value;
        }
        int tens = ten == 0 ? 1 : small(text.substring(0, ten));
        int ones = ten == text.length() - 1 ? 0 : small(text.substring(ten + 1));
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }
}

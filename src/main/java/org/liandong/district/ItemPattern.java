package org.liandong.district;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Which items a rule is for: one item {@code 060103}, a minor class {@code 0501**}, a major class {@code 05****}, or all
 * {@code *}.
 */
public record ItemPattern(@JsonValue String text) {
    private static final Pattern FORM = Pattern.compile("\\d{6}|\\d{4}\\*\\*|\\d{2}\\*{4}|\\*");

    /** @throws IllegalArgumentException if the form is none of the four */
    public ItemPattern {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("“" + text + "”不合格式,应为六位事项代码、如0501**的小类、如05****的大类或*");
        }
    }

    /** @param item six digits, or empty if the item is not known; then only {@code *} matches */
    public boolean matches(String item) {
        String prefix = text.replace("*", "");
        return prefix.isEmpty() || item.startsWith(prefix);
    }

    /** 3 for one item, 2 for a minor class, 1 for a major class, 0 for all. */
    public int depth() {
        return text.replace("*", "").length() / 2;
    }
}

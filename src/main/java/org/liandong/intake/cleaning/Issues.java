package org.liandong.intake.cleaning;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Several problems in one order (一单多诉, Q-MULTI-ISSUE, reference §3.3): only proposed, a person splits. */
final class Issues {
    private static final Pattern COUNTED = Pattern.compile(
            "(?:^|[\\n。;；:：,，!！?？\\s])第?([一二三四五六七八九1-9])(?:[、.．)）](?!\\d)|是(?=\\p{IsHan})|件事)|[(（]([一二三四五六七八九1-9])[)）]");
    private static final Pattern ONE_MORE = Pattern.compile("(?:另外?|同时|此外|并且?|还)(?:还|又)?(?:反映|投诉|举报|诉求|要求解决)");

    private Issues() {}

    /** How many problems the text seems to hold, at least 1. */
    static int count(String content) {
        int expected = 1;
        Matcher counted = COUNTED.matcher(content);
        while (counted.find()) {
            String numeral = counted.group(1) != null ? counted.group(1) : counted.group(2);
            if (Numerals.small(numeral) == expected) {
                expected++;
            }
        }
        int more = 1;
        Matcher one = ONE_MORE.matcher(content);
        while (one.find()) {
            more++;
        }
        return Math.max(Math.max(expected - 1, more), 1);
    }
}

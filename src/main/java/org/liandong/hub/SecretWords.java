package org.liandong.hub;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A password in a text, however XML, XML within XML or JSON writes it there. Immutable. */
final class SecretWords {
    private static final String HIDDEN = "******";
    // an ampersand is written anew each time that one document is put into another
    private static final Map<String, String> FORMS = Map.of(
            "&", "(?:&(?:amp;)*|\\\\u0026)",
            "<", "(?:<|&(?:amp;)*lt;|\\\\u003[cC])",
            ">", "(?:>|&(?:amp;)*gt;|\\\\u003[eE])",
            "\"", "(?:\\\\?\"|&(?:amp;)*(?:quot|#34);)",
            "'", "(?:'|&(?:amp;)*(?:apos|#39);|\\\\u0027)",
            "\\", "\\\\{1,2}",
            "/", "\\\\?/");

    private final Pattern words;

    /** @param password not blank */
    SecretWords(String password) {
        this.words = Pattern.compile(password.codePoints()
                .mapToObj(Character::toString)
                .map(one -> FORMS.getOrDefault(one, Pattern.quote(one)))
                .collect(Collectors.joining()));
    }

    String hiddenIn(String text) {
        return words.matcher(text).replaceAll(HIDDEN);
    }
}

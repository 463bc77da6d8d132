package org.liandong.intake.cleaning;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An encoding by the name a sender uses and the decoder that reads it.
 *
 * @param published upper case, for example {@code GBK}
 * @param decoder GB18030 for the whole GB family: gb2312 declarations are alive on messages that hold GBK characters
 */
record Encoding(String published, Charset decoder) {
    static final Charset GB18030 = Charset.forName("GB18030");
    static final Charset GBK = Charset.forName("GBK");
    static final Encoding UTF_8 = new Encoding("UTF-8", StandardCharsets.UTF_8);

    private static final Set<String> GB_FAMILY =
            Set.of("GBK", "GB2312", "GB18030", "GB_2312-80", "EUC-CN", "CP936", "MS936", "X-GBK", "WINDOWS-936");

    /** Servers add these by default to whatever they send, so they say nothing about Chinese bytes. */
    private static final Set<String> NO_EVIDENCE = Set.of("ISO-8859-1", "LATIN1", "US-ASCII", "ASCII", "WINDOWS-1252");

    /** The encoding of that name, or null if the name is unknown or no evidence. */
    static @Nullable Encoding named(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        String published = name.strip().replace("\"", "").replace("'", "").toUpperCase(Locale.ROOT);
        if (GB_FAMILY.contains(published)) {
            return new Encoding(published, GB18030);
        }
        if (published.equals("UTF8")) {
            return UTF_8;
        }
        if (NO_EVIDENCE.contains(published)) {
            return null;
        }
        try {
            return new Encoding(published, Charset.forName(published));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return null;
        }
    }

    /** Whether both are read by the same decoder, as GBK and gb2312 are. */
    boolean agreesWith(Encoding other) {
        return decoder.equals(other.decoder);
    }

    boolean isUtf8() {
        return decoder.equals(StandardCharsets.UTF_8);
    }
}

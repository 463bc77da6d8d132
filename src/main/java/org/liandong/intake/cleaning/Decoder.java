package org.liandong.intake.cleaning;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.QualityNote;

/**
 * Decodes a message once, by evidence (reference §3.3 Q-ENC-MISMATCH): byte order mark, then HTTP header, then what the
 * text declares of itself, then the bytes. Evidence that the bytes contradict is overruled and noted. The caller keeps
 * the raw bytes. Stateless; safe for any number of threads.
 */
public final class Decoder {
    private static final Pattern DECLARATION = Pattern.compile("^\\s*<\\?xml\\b[^>]*?\\?>\\s*");
    private static final Pattern ENCODING = Pattern.compile("\\bencoding\\s*=\\s*[\"']([A-Za-z0-9._:-]+)[\"']");
    private static final int HEAD = 256;

    /** From so many characters on, text that is valid UTF-8 is not GBK by chance. */
    private static final int CERTAIN = 3;

    /**
     * Decodes the bytes of a whole message or of one value.
     *
     * @param httpCharset the charset of the HTTP header, if there was one
     */
    public Decoded decode(byte[] bytes, @Nullable String httpCharset) {
        Notes notes = new Notes();
        Encoding header = Encoding.named(httpCharset);
        int bom = 0;
        Encoding marked = byteOrderMark(bytes);
        if (marked != null) {
            bom = marked.isUtf8() ? 3 : 2;
        }
        Encoding declared = Encoding.named(declaredEncoding(head(bytes, bom)));
        Encoding claimed = marked != null ? marked : header != null ? header : declared;
        Reading reading = marked != null ? Reading.of(bytes, bom, marked) : weigh(bytes, claimed, declared);

        contradiction(notes, "Content-Type", header, reading.encoding());
        contradiction(notes, "XML声明", declared, reading.encoding());
        if (reading.tails() > 0) {
            notes.add("Q-TRUNC", "报文", "舍弃被截断的半个字");
        }
        if (reading.lost() > 0) {
            notes.add("Q-ENC-LOSS", "报文", "%d处字节无法解码,未修复,请对方重发".formatted(reading.lost()));
        }
        return new Decoded(reading.text(), reading.encoding().published(), null, notes.merged());
    }

    /**
     * XML that travelled as a string inside another message: its own declaration is dropped, since the transport has
     * already been decoded, and noted if it disagrees.
     *
     * @param transportCharset the published charset of the message around it
     * @param field the field it was in, in the sender's words
     */
    public Decoded embedded(String xml, String transportCharset, String field) {
        Notes notes = new Notes();
        Matcher declaration = DECLARATION.matcher(stripMark(xml));
        if (!declaration.find()) {
            return new Decoded(stripMark(xml), transportCharset, null, notes.merged());
        }
        String declared = declaredEncoding(declaration.group());
        if (disagree(declared, transportCharset)) {
            notes.add(mismatch(field));
        }
        return new Decoded(stripMark(xml).substring(declaration.end()), transportCharset, declared, notes.merged());
    }

    static QualityNote mismatch(String field) {
        return new QualityNote("Q-ENC-MISMATCH", field, "忽略内层声明");
    }

    /** Whether an inner declaration names another encoding than the transport's; an unknown name disagrees. */
    static boolean disagree(@Nullable String declaredInner, @Nullable String transportCharset) {
        if (declaredInner == null || declaredInner.isBlank() || transportCharset == null) {
            return false;
        }
        Encoding inner = Encoding.named(declaredInner);
        Encoding outer = Encoding.named(transportCharset);
        return outer != null && (inner == null || !inner.agreesWith(outer));
    }

    private static Reading weigh(byte[] bytes, @Nullable Encoding claimed, @Nullable Encoding declared) {
        Reading utf8 = Reading.of(bytes, 0, Encoding.UTF_8);
        boolean surelyUtf8 = utf8.isPlausible() && utf8.wide() >= CERTAIN;
        if (claimed != null) {
            Reading asClaimed = claimed.isUtf8() ? utf8 : Reading.of(bytes, 0, claimed);
            if (asClaimed.isPlausible() && (claimed.isUtf8() || !surelyUtf8)) {
                return asClaimed;
            }
        }
        if (utf8.isPlausible()) {
            return utf8;
        }
        Encoding family = declared != null && declared.decoder().equals(Encoding.GB18030)
                ? declared
                : new Encoding("GB18030", Encoding.GB18030);
        Reading gb = Reading.of(bytes, 0, family);
        if (gb.tails() + gb.lost() > utf8.tails() + utf8.lost()) {
            return utf8;
        }
        boolean withinGbk = Encoding.GBK.newEncoder().canEncode(gb.text());
        return family.equals(declared) || !withinGbk
                ? gb
                : new Reading(new Encoding("GBK", Encoding.GB18030), gb.text(), gb.wide(), gb.tails(), gb.lost());
    }

    private static void contradiction(Notes notes, String field, @Nullable Encoding claim, Encoding found) {
        if (claim != null && !claim.agreesWith(found)) {
            notes.add("Q-ENC-MISMATCH", field, "声明为%s,字节实为%s,以字节为准".formatted(claim.published(), found.published()));
        }
    }

    private static @Nullable Encoding byteOrderMark(byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return Encoding.UTF_8;
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return new Encoding("UTF-16BE", StandardCharsets.UTF_16BE);
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return new Encoding("UTF-16LE", StandardCharsets.UTF_16LE);
        }
        return null;
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        if (bytes.length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xFF) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static String head(byte[] bytes, int from) {
        int length = Math.min(HEAD, bytes.length - from);
        return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }

    private static @Nullable String declaredEncoding(String head) {
        Matcher declaration = DECLARATION.matcher(head);
        if (!declaration.find()) {
            return null;
        }
        Matcher encoding = ENCODING.matcher(declaration.group());
        return encoding.find() ? encoding.group(1) : null;
    }

    private static String stripMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}

package org.liandong.intake.cleaning;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns HTML that editors leave in free text into text (Q-HTML, reference §3.3): line breaks stay, active content goes
 * with all it contains. A scanner and not a parser, because the input is cut, unclosed and twice escaped; what it does
 * not know as a tag stays as text ({@code 温度<30}), and nobody may emit the result as HTML unescaped. Linear time.
 */
final class HtmlText {
    private static final int ESCAPED_AT_MOST = 3;
    private static final Set<String> ACTIVE =
            words("script style iframe object svg noscript template applet head title frameset");
    private static final Set<String> BREAKING =
            words("p br div li tr h1 h2 h3 h4 h5 h6 table ul ol blockquote section article pre hr dd dt dl "
                    + "header footer form body html");
    private static final Set<String> PASSED_OVER =
            words("a b i u s em strong span font img td th tbody thead tfoot col colgroup meta link input "
                    + "button select option textarea label video audio source embed center small big sub sup "
                    + "strike del ins code nobr figure main nav wbr details summary address caption frame base "
                    + "canvas marquee o:p st1:chsdate");
    private static final Pattern SPACES = Pattern.compile(" {2,}");
    private static final Pattern LINE_ENDS = Pattern.compile(" *\n[ \n]*");

    private final String html;
    private final StringBuilder text = new StringBuilder();
    private boolean found;
    private boolean activeDropped;

    private static Set<String> words(String words) {
        return Set.of(words.split(" ", -1));
    }

    private HtmlText(String html) {
        this.html = html;
    }

    static String convert(String raw, String field, Notes notes) {
        String text = raw;
        boolean found = false;
        boolean active = false;
        for (int i = 0; i < ESCAPED_AT_MOST; i++) {
            HtmlText pass = new HtmlText(text);
            text = pass.scan();
            found |= pass.found;
            active |= pass.activeDropped;
            if (!pass.found) {
                break;
            }
        }
        if (!found) {
            return raw;
        }
        notes.add("Q-HTML", field, active ? "转纯文本,丢弃脚本等活动内容" : "转纯文本");
        String tidy = SPACES.matcher(text).replaceAll(" ");
        return LINE_ENDS.matcher(tidy).replaceAll("\n").strip();
    }

    private String scan() {
        int at = 0;
        while (at < html.length()) {
            int open = html.indexOf('<', at);
            if (open < 0) {
                break;
            }
            text.append(html, at, open);
            at = markup(open);
        }
        text.append(html, Math.min(at, html.length()), html.length());
        String scanned = text.toString();
        String decoded = HtmlEntities.decode(scanned);
        found |= !decoded.equals(scanned);
        return decoded;
    }

    /** @return where to go on; one past {@code open} with the sign kept if this is no markup */
    private int markup(int open) {
        if (html.startsWith("<!--", open)) {
            return after("-->", open);
        }
        if (html.startsWith("<![CDATA[", open)) {
            found = true;
            int end = html.indexOf("]]>", open);
            text.append(html, open + 9, end < 0 ? html.length() : end);
            return end < 0 ? html.length() : end + 3;
        }
        if (html.startsWith("<!", open) || html.startsWith("<?", open)) {
            return after(">", open);
        }
        boolean closing = html.startsWith("</", open);
        int nameAt = open + (closing ? 2 : 1);
        int nameEnd = nameAt;
        while (nameEnd < html.length() && isNameCharacter(html.charAt(nameEnd), nameEnd > nameAt)) {
            nameEnd++;
        }
        String name = html.substring(nameAt, nameEnd).toLowerCase(Locale.ROOT);
        boolean active = ACTIVE.contains(name);
        int end = tagEnd(nameEnd);
        if (end < 0) {
            return active ? drop() : literal(open);
        }
        boolean known = active || BREAKING.contains(name) || PASSED_OVER.contains(name);
        boolean looksLikeTag = !name.isEmpty() && html.substring(nameEnd, end).contains("=");
        if (!known && !looksLikeTag) {
            return literal(open);
        }
        found = true;
        if (BREAKING.contains(name)) {
            text.append('\n');
        }
        if (active && !closing && html.charAt(end - 1) != '/') {
            activeDropped = true;
            return afterElement(name, end + 1);
        }
        return end + 1;
    }

    private int literal(int open) {
        text.append('<');
        return open + 1;
    }

    private int drop() {
        found = true;
        activeDropped = true;
        return html.length();
    }

    private int after(String end, int from) {
        int at = html.indexOf(end, from);
        if (at < 0) {
            return literal(from);
        }
        found = true;
        return at + end.length();
    }

    private int afterElement(String name, int from) {
        Matcher end = Pattern.compile("</" + name + "\\b[^>]*>?", Pattern.CASE_INSENSITIVE)
                .matcher(html)
                .region(from, html.length());
        return end.find() ? end.end() : html.length();
    }

    /** The closing angle of a tag, past quoted values; -1 if the next tag or the end comes first. */
    private int tagEnd(int from) {
        char quote = 0;
        for (int i = from; i < html.length(); i++) {
            char c = html.charAt(i);
            if (quote == 0 && c == '>') {
                return i;
            }
            if (quote == 0 && c == '<') {
                return -1;
            }
            if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            }
        }
        return html.indexOf('>', from);
    }

    private static boolean isNameCharacter(char c, boolean inside) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return letter || (inside && ((c >= '0' && c <= '9') || c == ':' || c == '-'));
    }
}

package org.liandong.intake.cleaning;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of people (Q-SECRET-IN-NAME, Q-RARE-CHAR, reference §3.3). Thread-safe. */
public final class Names {
    private static final String SECRECY = "要求保密|请保密|需保密|身份保密|信息保密|保密|不公开|勿公开|不愿公开|勿透露|不得透露";
    private static final Pattern SECRET = Pattern.compile("[(\\[【<《][^)\\]】>》]{0,20}?(?:" + SECRECY
            + ")[^)\\]】>》]{0,20}[)\\]】>》]?|[\\s,;、/-]*(?:" + SECRECY + ")[!。.]*");
    private static final Set<String> ANONYMOUS =
            Set.of("匿名", "匿名用户", "匿名市民", "匿名群众", "匿名者", "无名氏", "不愿透露", "不愿透露姓名", "不愿意透露", "不愿意透露姓名", "拒绝透露", "不留名");

    private Names() {}

    /**
     * What was in the name field.
     *
     * @param value the name alone, or null
     * @param secret whether secrecy was asked for in it
     * @param anonymous whether it says that no name is given
     */
    public record PersonName(@Nullable String value, boolean secret, boolean anonymous) {
        /** Hides the name, so that it does not reach a log. */
        @Override
        public String toString() {
            return "PersonName[%s]".formatted(value == null ? "" : Masks.name(value));
        }
    }

    public static Cleaned<PersonName> clean(@Nullable String raw, String field) {
        Notes notes = new Notes();
        String given = Nullish.drop(raw, field, notes);
        if (given == null) {
            return Cleaned.of(new PersonName(null, false, false), notes);
        }
        String name = Width.narrow(Invisible.remove(given, field, notes), field, notes)
                .replace('\n', ' ')
                .strip();
        Matcher secrecy = SECRET.matcher(name);
        boolean secret = secrecy.find();
        if (secret) {
            notes.add("Q-SECRET-IN-NAME", field, "提取保密标志并清洗姓名");
            name = secrecy.replaceAll("").strip();
        }
        if (ANONYMOUS.contains(name)) {
            return Cleaned.of(new PersonName(null, secret, true), notes);
        }
        EncodingLoss.look(name, field, notes);
        if (name.indexOf('?') >= 0) {
            notes.add("Q-ENC-LOSS", field, "疑似乱码,未修复,请对方重发");
        }
        Texts.rare(name, field, notes);
        return Cleaned.of(new PersonName(name.isEmpty() ? null : name, secret, false), notes);
    }
}

package org.liandong.intake.cleaning;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Personal data inside free text: makes the copy that may be dispatched (Q-PII-IN-TEXT, reference §2.6, §2.7, §3.3).
 * Rather hides a number too many than one too few. Thread-safe.
 */
public final class PersonalData {
    private static final String BIRTH = "(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])";
    private static final String NUMERALS = "0-9零〇○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖两";

    private static final Pattern SEPARATORS = Pattern.compile("[ ·•.-]");
    private static final Pattern SPOKEN =
            Pattern.compile("[1-9]\\d{5}(?:18|19|20)\\d{2}" + BIRTH + "\\d{4}|1[3-9]\\d{9}");

    /** In this order: what one rule has taken the later ones leave alone. */
    private static final List<Rule> RULES = List.of(
            new Rule(
                    "身份证号",
                    Pattern.compile(
                            "(?<!\\d)[1-9]\\d{5}[ -]?(?:18|19|20)\\d{2}" + BIRTH + "[ -]?\\d{3}[0-9Xx](?![0-9])"),
                    text -> Masks.idNo(bare(text))),
            new Rule("身份证号", Pattern.compile("(?<![0-9A-Za-z])[1-9]\\d{7}" + BIRTH + "\\d{3}(?!\\d)"), Masks::idNo),
            new Rule(
                    "银行卡号",
                    Pattern.compile("(?<![0-9A-Za-z-])[3-6]\\d{3}(?:[ -]?\\d{4}){2,3}(?:[ -]?\\d{1,4})(?!\\d)"),
                    text -> isCard(bare(text)) ? Masks.card(bare(text)) : text),
            new Rule(
                    "手机号",
                    Pattern.compile("(?<!\\d)(?:(?:\\+|00)?86[ -]?|0)?1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4}(?!\\d)"),
                    text -> Masks.phone(last(bare(text), 11))),
            new Rule(
                    "固定电话",
                    Pattern.compile("(?<![0-9A-Za-z])0\\d{2,3}[ -]?[2-8]\\d{6,7}(?:(?:转|-)\\d{1,6})?(?!\\d)"),
                    text -> Masks.phone(bare(text.replaceFirst("(?:转|(?<=\\d{7})-).*", "")))),
            new Rule(
                    "固定电话",
                    Pattern.compile("[2-8]\\d{7}(?!\\d)(?<=(?:电话|座机|联系|致电|拨打|号码)[:：是为 ]{0,3}\\d{8})"),
                    text -> Masks.phone(last(text, 8))),
            new Rule(
                    "汉字数字手机号",
                    Pattern.compile("[" + NUMERALS + "][" + NUMERALS + " 、,-]{9,}[" + NUMERALS + "]"),
                    PersonalData::spoken),
            new Rule(
                    "车牌号",
                    Pattern.compile("[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使]"
                            + "[A-HJ-NP-Za-hj-np-z][·•. ]?(?=[A-Za-z]{0,5}\\d)[A-HJ-NP-Za-hj-np-z0-9]{4,5}"
                            + "[A-HJ-NP-Za-hj-np-z0-9挂学警港澳](?![A-Za-z0-9])"),
                    text -> Masks.plate(bare(text))));

    private static final Comparator<String> LONGER_FIRST =
            Comparator.comparingInt(String::length).reversed();

    /** What stands in a name field when nobody gave a name: hiding it would spoil every text and protect nobody. */
    private static final Set<String> NOBODY = Set.of(
            "市民", "群众", "居民", "村民", "业主", "住户", "租户", "商户", "路人", "游客", "物业", "网格员", "来电人", "诉求人", "反映人", "举报人", "投诉人",
            "先生", "女士");

    private PersonalData() {}

    /** What the text became and what was found in it, without the text itself. */
    public record Masked(String text, List<String> kinds) {
        public Masked {
            kinds = List.copyOf(kinds);
        }
    }

    public static Masked mask(String text) {
        return mask(text, List.of());
    }

    /** Hides these askers' own names and home addresses too, which no pattern would find. */
    public static Masked mask(String text, Collection<Petitioner> askers) {
        List<Span> spans = new ArrayList<>();
        for (Rule rule : Stream.concat(rulesOf(askers), RULES.stream()).toList()) {
            Matcher match = rule.pattern().matcher(text);
            while (match.find()) {
                Span span = rule.apply(match);
                if (!span.masked().equals(match.group()) && spans.stream().noneMatch(span::overlaps)) {
                    spans.add(span);
                }
            }
        }
        spans.sort(Comparator.comparingInt(Span::start));
        StringBuilder out = new StringBuilder();
        Set<String> kinds = new LinkedHashSet<>();
        int done = 0;
        for (Span span : spans) {
            out.append(text, done, span.start()).append(span.masked());
            kinds.add(span.kind());
            done = span.end();
        }
        return new Masked(out.append(text, done, text.length()).toString(), List.copyOf(kinds));
    }

    /** The longer first, since one may stand within the other. */
    private static Stream<Rule> rulesOf(Collection<Petitioner> askers) {
        Stream<Rule> homes = askers.stream()
                .map(Petitioner::homeAddress)
                .filter(home -> home != null && !Masks.homeAddress(home).equals(home))
                .sorted(LONGER_FIRST)
                .map(home -> Rule.of("住址", home, Masks::homeAddress));
        Stream<Rule> names = askers.stream()
                .map(Petitioner::name)
                .filter(name -> name != null && name.length() > 1 && !NOBODY.contains(name))
                .sorted(LONGER_FIRST)
                .map(name -> Rule.of("姓名", name, Masks::name));
        return Stream.concat(homes, names);
    }

    /** Masks the copy of a text field that is dispatched and notes what was found. */
    static String forDispatch(String text, Petitioner asker, String field, Notes notes) {
        Masked masked = mask(text, List.of(asker));
        if (!masked.kinds().isEmpty()) {
            notes.add("Q-PII-IN-TEXT", field, String.join("/", masked.kinds()) + "遮蔽后再派遣");
        }
        return masked.text();
    }

    private record Rule(String kind, Pattern pattern, UnaryOperator<String> mask) {
        static Rule of(String kind, String literal, UnaryOperator<String> mask) {
            return new Rule(kind, Pattern.compile(literal, Pattern.LITERAL), mask);
        }

        Span apply(Matcher match) {
            return new Span(match.start(), match.end(), kind, mask.apply(match.group()));
        }
    }

    private record Span(int start, int end, String kind, String masked) {
        boolean overlaps(Span other) {
            return start < other.end && other.start < end;
        }
    }

    /** A run of numerals, some of them Chinese, that holds a mobile or ID number when read as digits. */
    private static String spoken(String run) {
        if (run.chars().noneMatch(c -> c > '9')) {
            return run;
        }
        StringBuilder digits = new StringBuilder();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < run.length(); i++) {
            int digit = Numerals.digit(run.charAt(i));
            if (digit >= 0) {
                digits.append(digit);
                places.add(i);
            }
        }
        Matcher number = SPOKEN.matcher(digits);
        StringBuilder masked = new StringBuilder(run);
        while (number.find()) {
            for (int i = number.start() + 3; i < number.end() - 4; i++) {
                masked.setCharAt(places.get(i), '*');
            }
        }
        return masked.toString();
    }

    private static String bare(String number) {
        return SEPARATORS.matcher(number).replaceAll("");
    }

    private static String last(String text, int length) {
        return text.substring(text.length() - length);
    }

    private static boolean isCard(String digits) {
        if (digits.length() < 16 || digits.length() > 19) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = digit * 2;
            sum += i % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }
}

package org.liandong.intake.cleaning;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.QualityNote;

/**
 * Opinions that say nothing (空话反馈, Q-LAZY-REPLY, reference §3.3, CR-05, §4.7). Whether an opinion was copied into other
 * cases needs the ledger; {@link #similarity} is the measure for it. Thread-safe.
 */
public final class LazyReplies {
    /** Two opinions more alike than this count as equal (reference §4.7). */
    public static final double COPIED = 0.8;

    private static final int SHORTEST = 4;

    /** A longer answer is not made of stock phrases alone. */
    private static final int LONGEST = 100;

    private static final Pattern NOISE = Pattern.compile("[\\s\\p{Punct}，。！？、；：“”（）【】…—]+");
    /** Atomic and possessive, longest first: the phrases overlap and would otherwise backtrack without end. */
    private static final Pattern EMPTY_PHRASES =
            Pattern.compile("(?>您好|你好|经核实|经查|经了解|该问题|此问题|该事项|此件|本件|该工单|情况|问题|诉求|我单位|我局|我街道"
                    + "|已经|现已|已|将|会|正在|按要求|按规定|按照相关规定|依法|尽快|及时|立即|相关部门|有关部门|相关单位|职能部门|责任单位|相关人员|工作人员"
                    + "|转至|转交|转办|转给|转派|移交|交由|转|处理完毕|处理完成|处理好|处理|办理完毕|办结|办理|办|解决|整改到位|整改|核实|知悉|知晓|收悉|收到|阅"
                    + "|答复|回复|反馈|落实|跟进|完成|完毕|属实|进行|予以|给予|妥善|了|的|请知悉|谢谢|感谢|无|好的|同意|到位|中)++");

    private LazyReplies() {}

    /** A note if the reply is nothing but stock phrases, or only repeats the complaint. */
    public static List<QualityNote> judge(@Nullable String reply, @Nullable String complaint, String field) {
        String core = NOISE.matcher(Width.nfkc(reply == null ? "" : reply)).replaceAll("");
        int length = core.codePointCount(0, core.length());
        if (length < SHORTEST
                || (length <= LONGEST && EMPTY_PHRASES.matcher(core).matches())) {
            return List.of(new QualityNote("Q-LAZY-REPLY", field, "疑似空话反馈,请写明做了什么、结果如何"));
        }
        if (complaint != null && similarity(core, complaint) > COPIED) {
            return List.of(new QualityNote("Q-LAZY-REPLY", field, "照抄诉求原文,请写明做了什么、结果如何"));
        }
        return List.of();
    }

    /** How alike two texts are, 0 to 1: Dice coefficient of their pairs of neighbouring characters. */
    public static double similarity(String one, String other) {
        Set<String> pairs = pairs(one);
        Set<String> others = pairs(other);
        if (pairs.isEmpty() || others.isEmpty()) {
            return 0;
        }
        long common = pairs.stream().filter(others::contains).count();
        return 2.0 * common / (pairs.size() + others.size());
    }

    private static Set<String> pairs(String text) {
        String core = NOISE.matcher(Width.nfkc(text)).replaceAll("");
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i + 1 < core.length(); i++) {
            pairs.add(core.substring(i, i + 2));
        }
        return pairs;
    }
}

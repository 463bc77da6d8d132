package org.liandong.intake.cleaning;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Test data that reached production (Q-ID-TEST, reference §3.3): the case is quarantined until a person has looked. */
final class TestData {
    static final String CODE = "Q-ID-TEST";

    private static final int LONGEST = 60;
    private static final Pattern NOISE = Pattern.compile("[\\s\\p{Punct}，。！？、；：（）【】]+");
    private static final Pattern NOTHING_ELSE = Pattern.compile("(?i)(?:这是)?(?:一条|一个|一下)?(?:系统|接口|联调|压力|功能|推送|对接)?"
            + "(?:测试|test)(?:测试|test|工单|数据|用例|信息|消息|内容|标题|件|一下|请忽略|勿处理|请勿处理|\\d)*");
    private static final Pattern SAYS_SO = Pattern.compile(
            "(?:测试工单|测试数据|测试用例|联调测试|接口测试|系统测试|测试件)[^,，。]{0,6}(?:请?忽略|勿处理|不用处理|无需处理)|^[【\\[(（]\\s*(?:测试|test)\\s*[】\\])）]");
    private static final Pattern TEST_NAME = Pattern.compile("(?i)(?:测试|test)(?:员|人员|用户|账号|数据)?\\d*");
    private static final Set<String> SAMPLE_NAMES = Set.of("张三", "李四", "王五", "赵六", "某某某", "小明");
    private static final Pattern SAMPLE_PHONE =
            Pattern.compile("110|119|120|12345|1380000\\d{4}|13800138000|(\\d)\\1{6,}");

    private TestData() {}

    static boolean isTestText(@Nullable String text) {
        if (text == null) {
            return false;
        }
        String words = NOISE.matcher(text).replaceAll("");
        return (words.length() <= LONGEST && NOTHING_ELSE.matcher(words).matches())
                || SAYS_SO.matcher(text).find();
    }

    static boolean isTestPerson(@Nullable String name, @Nullable String rawPhone) {
        if (name == null) {
            return false;
        }
        boolean samplePhone = rawPhone != null
                && SAMPLE_PHONE.matcher(Width.nfkc(rawPhone).strip()).matches();
        return TEST_NAME.matcher(name).matches() || (SAMPLE_NAMES.contains(name) && samplePhone);
    }
}

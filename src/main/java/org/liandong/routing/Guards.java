package org.liandong.routing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.district.CodeList;
import org.liandong.district.District;
import org.liandong.district.Settings;
import org.liandong.district.WordRules;

/** What is looked at before any rule: danger to life, and reasons to refuse (reference §4.5 steps 1 and 2). */
final class Guards {
    private static final String EMERGENCY = "N06";
    private static final String NOTHING_SAID = "N08";
    private static final String REPEATED = "N09";

    private final District district;

    Guards(District district) {
        this.district = district;
    }

    RoutingDecision.@Nullable Emergency emergency(String text) {
        for (WordRules.EmergencyWords words : district.words().emergencies()) {
            if (words.words().matches(text)) {
                return new RoutingDecision.Emergency(words.words().found(text), words.call());
            }
        }
        return null;
    }

    List<RoutingDecision.Refusal> refusals(RoutingInputs inputs, RoutingDecision.@Nullable Emergency emergency) {
        List<RoutingDecision.Refusal> found = new ArrayList<>();
        for (WordRules.RefusalWords words : district.words().refusals()) {
            String text = words.inAddress() ? inputs.addressText() : inputs.text();
            if (words.words().matches(text)) {
                found.add(refusal(words.reason(), "出现“" + words.words().found(text) + "”"));
            }
        }
        Settings.Thresholds thresholds = district.settings().thresholds();
        if (emergency != null) {
            found.add(refusal(EMERGENCY, "出现“" + emergency.words() + "”,先转" + emergency.call()));
        }
        long said =
                inputs.text().codePoints().filter(Character::isLetterOrDigit).count();
        if (said < thresholds.emptyContent()) {
            found.add(refusal(NOTHING_SAID, "标题与内容仅" + said + "个字"));
        }
        if (inputs.earlierCases() >= thresholds.repeatedCalls()) {
            found.add(refusal(REPEATED, "同一诉求人同一事项已有" + inputs.earlierCases() + "件,须两人认定"));
        }
        return found.stream().distinct().toList();
    }

    private RoutingDecision.Refusal refusal(String code, String why) {
        return new RoutingDecision.Refusal(code, district.codes(CodeList.REFUSE).getOrDefault(code, code), why);
    }
}

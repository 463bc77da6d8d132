package org.liandong.cases;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A matter in the making: an ordinary complaint by telephone unless told otherwise. */
final class MatterDraft {
    static final Matter.Item NOISE = new Matter.Item("060103", 1, "夜间施工噪声", 0.95, false, false, 1, 1);
    static final Matter.Item LITTER = new Matter.Item("070101", 1, "暴露垃圾", 0.95, true, false, 1, 1);
    static final Matter.Item FENCE = new Matter.Item("070102", 1, "围挡破损", 0.95, true, true, 1, 1);

    private Channel channel = Channel.HOTLINE;
    private CaseType type = CaseType.COMPLAINT;
    private Urgency urgency = Urgency.N;
    private boolean secret;
    private boolean anonymous;
    private Matter.@Nullable Item item = NOISE;

    MatterDraft channel(Channel next) {
        channel = next;
        return this;
    }

    MatterDraft type(CaseType next) {
        type = next;
        return this;
    }

    MatterDraft urgency(Urgency next) {
        urgency = next;
        return this;
    }

    MatterDraft secret() {
        secret = true;
        return this;
    }

    MatterDraft anonymous() {
        anonymous = true;
        return this;
    }

    MatterDraft item(Matter.@Nullable Item next) {
        item = next;
        return this;
    }

    Matter reported(Instant at) {
        Matter.Petitioner petitioner = anonymous ? null : new Matter.Petitioner("pii/8f2a", "王*", "199****0002", null);
        return new Matter(
                channel,
                type,
                "将军大道某工地夜间打桩噪声",
                "工地夜里12点多还在打桩",
                urgency,
                secret,
                anonymous,
                true,
                petitioner,
                null,
                item,
                new Location(
                        "320115",
                        "320115002",
                        null,
                        null,
                        null,
                        "秣陵街道将军大道",
                        null,
                        null,
                        null,
                        Location.Quality.STREET_ONLY,
                        false,
                        null),
                new Matter.Times(null, null, at, at, null),
                null,
                List.of(),
                List.of());
    }
}

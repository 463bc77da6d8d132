package org.liandong.deadlines;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Urgency;

/** The limits that hold where a work item names none (默认时限, reference §2.2): data of the grid office. */
public record DefaultLimits(Map<Clock, Map<Grade, Entry>> entries) {
    public DefaultLimits {
        entries = Map.copyOf(entries);
    }

    /** What is limited. The codes are those of {@code default-limits.csv}. */
    public enum Clock {
        ACCEPT("受理"),
        DISPATCH("派遣"),
        SIGN("签收"),
        CONTACT("首次联系"),
        DISPOSE("办结"),
        RETURN_WINDOW("退单申请窗口"),
        RETURN_REVIEW("退单审核"),
        EXTENSION_NOTICE("延期须提前"),
        VERIFY("核查"),
        VISIT("回访");

        private final String chinese;

        Clock(String chinese) {
            this.chinese = chinese;
        }

        public String chinese() {
            return chinese;
        }
    }

    /** The urgencies, and inquiries (咨询) which have limits of their own. */
    public enum Grade {
        E,
        H,
        N,
        INQUIRY;

        static Grade of(Urgency urgency, boolean inquiry) {
            return inquiry ? INQUIRY : valueOf(urgency.name());
        }
    }

    /** @param night the limit outside office hours where it differs */
    public record Entry(Limit limit, @Nullable Limit night) {}

    /**
     * @param inquiry whether the case is a 咨询
     * @param night whether the clock starts outside office hours
     * @return empty where the operation is not allowed (an urgent case has no extension)
     */
    public Optional<Limit> find(Clock clock, Urgency urgency, boolean inquiry, boolean night) {
        return Optional.ofNullable(entries.getOrDefault(clock, Map.of()).get(Grade.of(urgency, inquiry)))
                .map(entry -> night && entry.night() != null ? entry.night() : entry.limit());
    }
}

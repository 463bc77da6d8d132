package org.liandong.district;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Level;

/**
 * A rule of the responsibility list (职责清单, reference §4.5), owned by the grid office. What is null holds for all.
 *
 * @param priority the smaller number goes first among equally specific rules
 * @param when hours of the day, or the name of a season
 * @param lead who leads
 * @param cos codes of the departments that cooperate; null for those of the item
 * @param direct whether a sure case goes to the lead without being accepted by hand
 * @param autoAccept whether a sure case is accepted without a person, and only dispatched by one
 * @param basis the sentence a person may be shown as the reason
 */
public record RoutingRule(
        String id,
        int version,
        Validity validity,
        int priority,
        ItemPattern item,
        @Nullable String street,
        @Nullable String gridKind,
        @Nullable Level level,
        @Nullable RuleTime when,
        Lead lead,
        @Nullable List<String> cos,
        boolean direct,
        boolean autoAccept,
        String basis) {

    /** Who leads by a rule, written as in the table. */
    public sealed interface Lead {
        @JsonValue
        String text();
    }

    /** A department. */
    public record DepartmentLead(String department) implements Lead {
        @Override
        public String text() {
            return department;
        }
    }

    /** The lead the work list names for the item. */
    public record ItemLead() implements Lead {
        @Override
        public String text() {
            return "事项主办";
        }
    }

    /** The street or park the place lies in. */
    public record LocalLead() implements Lead {
        @Override
        public String text() {
            return "属地";
        }
    }

    /** The district centre, by hand. */
    public record CentreLead() implements Lead {
        @Override
        public String text() {
            return "区受理中心";
        }
    }
}

package org.liandong.routing;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liandong.district.District;
import org.liandong.district.Street;
import org.liandong.district.Unit;

/** Whether the complaint is about somebody who would otherwise handle it (reference §0 point 9, §4.5 step 3). */
record Conflict(
        @Nullable String named, @Nullable Unit about, boolean withLead, boolean withStreet, boolean withCentre) {

    static Conflict between(
            RoutingInputs inputs, Unit lead, @Nullable Street street, District district, LocalDate day) {
        Unit about = Optional.ofNullable(inputs.complainedAbout())
                .flatMap(name -> district.unit(name, day))
                .orElse(null);
        return new Conflict(
                inputs.complainedAbout(),
                about,
                lead.equals(about),
                street != null && street.unit().equals(about),
                district.centre().equals(about));
    }

    boolean any() {
        return withLead || withStreet || withCentre;
    }

    boolean isAbout(Unit unit) {
        return unit.equals(about);
    }

    Optional<String> reason() {
        if (named == null || named.isBlank()) {
            return Optional.empty();
        }
        if (about == null) {
            return Optional.of("被反映单位“" + named + "”不是登记的部门或街道,未触发回避");
        }
        return any() ? Optional.of("被反映单位“" + about.name() + "”须回避,上提一级") : Optional.empty();
    }
}

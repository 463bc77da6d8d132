package org.liandong.district;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.QualityNote;

/** Decides on the street or park of a place, from the surest evidence down to the weakest. */
final class StreetFinder {
    private static final String NO_DISTRICT = "Q-NO-DISTRICT";
    private static final String AMBIGUOUS = "Q-AMBIG-PLACE";

    private final District district;
    private final Settings.Address trust;
    private final AddressReader addresses;

    StreetFinder(District district, AddressReader addresses) {
        this.district = district;
        this.trust = district.settings().address();
        this.addresses = addresses;
    }

    /** @param basis in Chinese, what the street was taken from */
    record Found(
            @Nullable String code,
            boolean inferred,
            double confidence,
            String basis,
            Set<String> candidates,
            List<QualityNote> notes) {

        static Found stated(String code, double confidence, String basis) {
            return new Found(code, false, confidence, basis, Set.of(), List.of());
        }
    }

    Found find(
            RawLocation raw,
            AddressReader.Reading address,
            @Nullable Place picked,
            @Nullable Place snapped,
            @Nullable GeoPoint point) {
        return byCode(raw)
                .or(() -> byAreaName(raw))
                .or(() -> byStatement(raw, address, picked))
                .or(() -> byInference(raw, address, picked, snapped))
                .or(() -> byPosition(snapped))
                .or(() -> byNearestCentre(raw, point))
                .orElseGet(() -> nowhere(raw));
    }

    private Optional<Found> byCode(RawLocation raw) {
        return code(raw.grid())
                .map(code -> Found.stated(code, 1, "网格编码"))
                .or(() -> code(raw.community()).map(code -> Found.stated(code, 1, "社区编码")))
                .or(() -> code(raw.area()).map(code -> Found.stated(code, 1, "街道编码")));
    }

    private Optional<String> code(@Nullable String text) {
        return Optional.ofNullable(text)
                .map(String::strip)
                .filter(code -> code.matches("\\d{9,15}"))
                .map(code -> code.substring(0, 9))
                .filter(code -> district.street(code).isPresent());
    }

    /** A park or street named in the sender's own field for the area is a statement, by whichever of its names. */
    private Optional<Found> byAreaName(RawLocation raw) {
        AddressReader.Reading area = addresses.read(raw.area());
        Set<String> named = new LinkedHashSet<>(area.statedStreets());
        named.addAll(area.suggestedStreets());
        return named.size() == 1 ? Optional.of(Found.stated(first(named), trust.stated(), "来件区域字段")) : Optional.empty();
    }

    private Optional<Found> byStatement(RawLocation raw, AddressReader.Reading address, @Nullable Place picked) {
        Set<String> stated = address.statedStreets();
        if (stated.size() > 1) {
            return Optional.of(ambiguous(stated, raw.fields().address()));
        }
        if (stated.isEmpty()) {
            return Optional.empty();
        }
        String street = first(stated);
        Place place = picked != null ? picked : address.pointed();
        if (place != null && contradicts(street, place.street())) {
            QualityNote note = new QualityNote(
                    AMBIGUOUS,
                    raw.fields().address(),
                    "地址写明%s而“%s”属%s,待人工确认".formatted(name(street), place.name(), name(place.street())));
            return Optional.of(new Found(
                    street,
                    false,
                    Math.min(trust.stated(), trust.ambiguous()),
                    "地址写明的街道",
                    Set.of(street, place.street()),
                    List.of(note)));
        }
        return Optional.of(Found.stated(street, trust.stated(), "地址写明的街道"));
    }

    /** A park lies across streets, so that naming one and lying in the other is no contradiction. */
    private boolean contradicts(String one, String other) {
        return !one.equals(other) && !isPark(one) && !isPark(other);
    }

    private boolean isPark(String code) {
        return district.street(code).map(Street::park).orElse(false);
    }

    private Optional<Found> byInference(
            RawLocation raw, AddressReader.Reading address, @Nullable Place picked, @Nullable Place snapped) {
        Set<String> suggested = new LinkedHashSet<>(address.suggestedStreets());
        Place place = picked != null ? picked : address.pointed();
        String field = areaField(raw);
        if (suggested.size() > 1) {
            return Optional.of(
                    place != null && suggested.contains(place.street())
                            ? inferred(place.street(), trust.byPlace(), field)
                            : ambiguous(suggested, raw.fields().address()));
        }
        if (suggested.size() == 1) {
            String street = first(suggested);
            if (place != null && contradicts(street, place.street())) {
                return Optional.of(
                        ambiguous(Set.of(street, place.street()), raw.fields().address()));
            }
            return Optional.of(inferred(street, address.suggestionConfidence(), field));
        }
        if (place != null) {
            return Optional.of(inferred(place.street(), trust.byPlace(), field));
        }
        Set<String> roads = address.mentions().stream()
                .map(mention -> mention.place().street())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (roads.size() > 1) {
            return Optional.of(ambiguous(roads, raw.fields().address()));
        }
        if (roads.size() == 1) {
            return Optional.of(inferred(first(roads), trust.byRoad(), field));
        }
        Set<String> vague = address.vagueStreets();
        return vague.isEmpty() || snapped != null
                ? Optional.empty()
                : Optional.of(ambiguous(vague, raw.fields().address()));
    }

    /** Looking a position up is how a street is normally found; it is no defect of what arrived. */
    private Optional<Found> byPosition(@Nullable Place snapped) {
        return Optional.ofNullable(snapped)
                .map(place -> new Found(
                        place.street(), true, trust.byPlace(), "坐标附近的地名“" + place.name() + "”", Set.of(), List.of()));
    }

    private Optional<Found> byNearestCentre(RawLocation raw, @Nullable GeoPoint point) {
        if (point == null) {
            return Optional.empty();
        }
        return district.streets().stream()
                .filter(street -> street.centre() != null)
                .min(Comparator.comparingDouble(street -> metres(street, point)))
                .map(street -> new Found(
                        street.code(),
                        true,
                        trust.byCentre(),
                        "距坐标最近的街道中心点(无街道边界数据,仅供参考)",
                        Set.of(street.code()),
                        List.of(new QualityNote(
                                NO_DISTRICT, areaField(raw), "由坐标就近推断,无街道边界,置信" + number(trust.byCentre())))));
    }

    private static double metres(Street street, GeoPoint point) {
        GeoPoint centre = street.centre();
        return centre == null ? Double.MAX_VALUE : centre.metresTo(point);
    }

    private static Found nowhere(RawLocation raw) {
        return new Found(
                null, true, 0, "无从推断", Set.of(), List.of(new QualityNote(NO_DISTRICT, areaField(raw), "无法推断街道,转人工")));
    }

    private static Found inferred(String street, double confidence, String field) {
        return new Found(
                street,
                true,
                confidence,
                "地址推断",
                Set.of(),
                List.of(new QualityNote(NO_DISTRICT, field, "由地址推断,置信" + number(confidence))));
    }

    private Found ambiguous(Set<String> candidates, String field) {
        String names = candidates.stream().map(this::name).collect(Collectors.joining("、"));
        return new Found(
                null,
                true,
                Math.min(trust.ambiguous(), 1.0 / candidates.size()),
                "地址可指多处",
                candidates,
                List.of(new QualityNote(AMBIGUOUS, field, "候选: " + names + ",待人工选定")));
    }

    private static String areaField(RawLocation raw) {
        return raw.fields().area();
    }

    private String name(String code) {
        return district.street(code).map(Street::name).orElse(code);
    }

    private static String first(Set<String> codes) {
        return codes.iterator().next();
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}

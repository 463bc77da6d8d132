package org.liandong.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Location;
import org.liandong.district.District;
import org.liandong.district.GeoPoint;
import org.liandong.district.Place;
import org.liandong.district.Settings;
import org.liandong.routing.Merge.Verdict;

/**
 * Scores whether two reports are about the same thing (reference §4.8); symmetric, pure, safe for any number of threads.
 *
 * <p>Texts are compared by the Sørensen–Dice overlap of their sets of characters. Reports are short, the same matter is
 * told in other words and another order but with the same characters (堵死, 堵了, 堵门), so that longer n-grams hardly ever
 * agree. Before that, links, numbers of persons (whole or masked) with the word that announces them, names of places (which are scored as
 * places), everything but letters and digits, and characters that say nothing are taken away.
 */
public final class MergeScore {
    private static final Pattern LINK = Pattern.compile("https?://\\S+|www\\.\\S+|\\[链接]");
    private static final Pattern PERSONAL_NUMBER =
            Pattern.compile("(?:(?:电话|手机|联系方式|身份证)(?:号码?)?[是为:：]?\\s*)?[0-9零〇一二三四五六七八九幺*]{11,18}[Xx]?");
    private static final Pattern DWELLING = Pattern.compile("小区|单元|\\d(?:栋|幢|号楼)");
    /** Scores are rounded to two decimals before they are judged. */
    private static final double HALF_A_PLACE = 0.005;

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final Duration TWO_HOURS = Duration.ofHours(2);
    private static final Duration DAY = Duration.ofDays(1);

    private final Settings.Merging weights;
    private final List<Place> places;
    private final List<String> placeNames;

    public MergeScore(District district) {
        this.weights = district.settings().merging();
        this.places = district.places();
        this.placeNames = places.stream()
                .flatMap(place -> Stream.concat(Stream.of(place.name()), place.aliases().stream()))
                .sorted((one, other) -> Integer.compare(other.length(), one.length()))
                .toList();
    }

    /** @param sameCaller whether the caller found both to come from the same person */
    public Merge of(Report one, Report other, boolean sameCaller) {
        List<String> common = new ArrayList<>();
        double score = place(one, other, common);
        if (one.item() != null && one.item().equals(other.item())) {
            score += weights.sameItem();
            common.add("同事项");
        }
        Duration apart = Duration.between(one.at(), other.at()).abs();
        if (apart.compareTo(DAY) < 0) {
            score += weights.sameDay();
            common.add(within(apart));
        }
        score += weights.text() * likeness(one.text(), other.text());
        if (sameCaller) {
            score += weights.sameCaller();
            common.add("同诉求人");
        }
        double rounded = Math.round(Math.min(1, score) * 100) / 100.0;
        String never = never(one, other);
        return never == null
                ? new Merge(rounded, String.join("+", common), verdict(rounded))
                : new Merge(rounded, never, Verdict.NEVER);
    }

    /**
     * Whether merging could be suggested if both said the same in the same words: false for most pairs, and found out without
     * looking at their texts.
     */
    public boolean mayBeSuggested(Report one, Report other, boolean sameCaller) {
        double most = place(one, other, new ArrayList<>()) + weights.sameItem() + weights.sameDay() + weights.text();
        return never(one, other) == null
                && most + (sameCaller ? weights.sameCaller() : 0) >= weights.suggest() - HALF_A_PLACE;
    }

    /** Where everything is that counts as near the location; empty if it has no coordinates. */
    public Optional<GeoPoint.Box> near(Location location) {
        return Optional.ofNullable(point(location)).map(here -> here.around(weights.nearMetres()));
    }

    /** 0 for nothing in common, 1 for the same characters; 0 if either says nothing. */
    double likeness(String one, String other) {
        Set<Integer> first = characters(one);
        Set<Integer> second = characters(other);
        if (first.isEmpty() || second.isEmpty()) {
            return 0;
        }
        long shared = first.stream().filter(second::contains).count();
        return 2.0 * shared / (first.size() + second.size());
    }

    private Set<Integer> characters(String text) {
        String clean =
                PERSONAL_NUMBER.matcher(LINK.matcher(text).replaceAll("")).replaceAll("");
        for (String name : placeNames) {
            clean = clean.replace(name, "");
        }
        return clean.codePoints()
                .filter(Character::isLetterOrDigit)
                .filter(c -> weights.emptyWords().indexOf(c) < 0)
                .boxed()
                .collect(Collectors.toSet());
    }

    private double place(Report first, Report second, List<String> common) {
        Location one = first.location();
        Location other = second.location();
        if (one.poi() != null && one.poi().equals(other.poi())) {
            common.add(label(one.poi(), first, second));
            return weights.samePoi();
        }
        GeoPoint here = point(one);
        GeoPoint there = point(other);
        if (here != null && there != null && here.metresTo(there) < weights.nearMetres()) {
            common.add("相距%d米内".formatted(Math.round(weights.nearMetres())));
            return weights.near();
        }
        return 0;
    }

    private String label(String poi, Report one, Report other) {
        if (places.stream().anyMatch(place -> place.name().equals(poi) && place.kind() == Place.Kind.CROSSING)) {
            return "同路口";
        }
        boolean dwelling = Stream.of(one, other)
                .anyMatch(report -> DWELLING.matcher(report.location().addressText() + report.text())
                        .find());
        return dwelling ? "同小区" : "同地点";
    }

    private static @Nullable GeoPoint point(Location location) {
        return location.lng() == null || location.lat() == null
                ? null
                : new GeoPoint(location.lng().doubleValue(), location.lat().doubleValue());
    }

    private static String within(Duration apart) {
        if (apart.compareTo(HALF_AN_HOUR) <= 0) {
            return "30分钟内";
        }
        return apart.compareTo(TWO_HOURS) <= 0 ? "2小时内" : "24小时内";
    }

    private @Nullable String never(Report one, Report other) {
        if (one.secret() || other.secret()) {
            return "要求保密,不并案";
        }
        return Stream.of(one.caseType(), other.caseType())
                .filter(weights.never()::contains)
                .findFirst()
                .map(type -> type + "件不并案")
                .orElse(null);
    }

    private Verdict verdict(double score) {
        if (score >= weights.strong()) {
            return Verdict.STRONG;
        }
        return score >= weights.suggest() ? Verdict.SUGGEST : Verdict.NONE;
    }
}

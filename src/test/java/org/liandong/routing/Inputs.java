package org.liandong.routing;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Channel;
import org.liandong.cases.Level;
import org.liandong.cases.Urgency;

/** Routing inputs for tests: a sure case on an ordinary working morning, and what differs from it. */
record Inputs(
        Channel channel,
        @Nullable String item,
        double itemConfidence,
        @Nullable String street,
        @Nullable String grid,
        Set<String> gridKinds,
        @Nullable Level level,
        @Nullable Urgency urgency,
        double locationConfidence,
        @Nullable String complainedAbout,
        Instant at,
        int earlierCases,
        String addressText,
        String text) {

    static Inputs of(@Nullable String item, double confidence, @Nullable String street) {
        return new Inputs(
                Channel.HOTLINE,
                item,
                confidence,
                street,
                null,
                Set.of(),
                null,
                null,
                street == null ? 0 : 0.95,
                null,
                time("2026-03-10T10:00"),
                0,
                "",
                "市民反映的一件事情");
    }

    static Instant time(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
    }

    Inputs at(String local) {
        return new Inputs(
                channel,
                item,
                itemConfidence,
                street,
                grid,
                gridKinds,
                level,
                urgency,
                locationConfidence,
                complainedAbout,
                time(local),
                earlierCases,
                addressText,
                text);
    }

    Inputs placed(double confidence) {
        return new Inputs(
                channel,
                item,
                itemConfidence,
                street,
                grid,
                gridKinds,
                level,
                urgency,
                confidence,
                complainedAbout,
                at,
                earlierCases,
                addressText,
                text);
    }

    Inputs from(Channel other, String inGrid) {
        return new Inputs(
                other,
                item,
                itemConfidence,
                street,
                inGrid,
                gridKinds,
                level,
                urgency,
                locationConfidence,
                complainedAbout,
                at,
                earlierCases,
                addressText,
                text);
    }

    Inputs kinds(String... kinds) {
        return new Inputs(
                channel,
                item,
                itemConfidence,
                street,
                grid,
                Set.of(kinds),
                level,
                urgency,
                locationConfidence,
                complainedAbout,
                at,
                earlierCases,
                addressText,
                text);
    }

    Inputs level(Level other) {
        return new Inputs(
                channel,
                item,
                itemConfidence,
                street,
                grid,
                gridKinds,
                other,
                urgency,
                locationConfidence,
                complainedAbout,
                at,
                earlierCases,
                addressText,
                text);
    }

    Inputs about(String unit) {
        return new Inputs(
                channel,
                item,
                itemConfidence,
                street,
                grid,
                gridKinds,
                level,
                urgency,
                locationConfidence,
                unit,
                at,
                earlierCases,
                addressText,
                text);
    }

    Inputs said(String address, String words) {
        return new Inputs(
                channel,
                item,
                itemConfidence,
                street,
                grid,
                gridKinds,
                level,
                urgency,
                locationConfidence,
                complainedAbout,
                at,
                earlierCases,
                address,
                words);
    }

    Inputs repeated(int times) {
        return new Inputs(
                channel,
                item,
                itemConfidence,
                street,
                grid,
                gridKinds,
                level,
                urgency,
                locationConfidence,
                complainedAbout,
                at,
                times,
                addressText,
                text);
    }

    RoutingInputs build() {
        return new RoutingInputs(
                channel,
                item,
                itemConfidence,
                "投诉",
                street,
                null,
                grid,
                gridKinds,
                level,
                urgency,
                locationConfidence,
                false,
                complainedAbout,
                at,
                Set.of(),
                earlierCases,
                addressText,
                text);
    }
}

package org.liandong.operations;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseType;
import org.liandong.cases.Channel;
import org.liandong.cases.Location;
import org.liandong.cases.Matter;
import org.liandong.cases.QualityNote;
import org.liandong.cases.Routing;
import org.liandong.cases.SourceRef;
import org.liandong.cases.Urgency;

/** A report as a channel brings it, told in the words of the street. */
final class Reported {
    private static final AtomicInteger SERIAL = new AtomicInteger();

    final Channel channel;
    String externalNo = "NJ2607070%08d".formatted(SERIAL.incrementAndGet());
    String title;
    String content = "市民反映:路口井盖破损,夜间行人容易踩空,请尽快处理。";
    CaseType type = CaseType.HELP;
    boolean secret;
    boolean anonymous;
    boolean photoRequired;
    Routing.Way way = Routing.Way.STREET;

    @Nullable
    String lead = "CG";

    List<String> cos = List.of("SL");
    boolean autoAccept;
    List<QualityNote> quality = List.of();
    List<String> defects = List.of();
    String explanation = """
            {"inputs":{"item":"050201","caseType":"求助","street":"320115001","level":"S","urgency":"N","secret":false,\
            "itemConfidence":0.95,"locationConfidence":0.9,"seasons":["汛期"]},
            "rule":{"id":"R-030","version":2,"priority":30,"basis":"井盖由城管主办,水务协办"},
            "losers":[{"id":"R-090","version":1,"reason":"不如R-030具体"}],
            "confidence":0.86,"reasons":["适用规则R-030第2版: 井盖由城管主办,水务协办","属地明确,由街道(园区)受理"]}""";

    private Reported(Channel channel, String title) {
        this.channel = channel;
        this.title = title;
    }

    static Reported byHotline(String title) {
        return new Reported(Channel.HOTLINE, title);
    }

    static Reported byPananj(String externalNo, String content) {
        Reported report = new Reported(Channel.PANANJ, "消防通道被堵");
        report.externalNo = externalNo;
        report.content = content;
        return report;
    }

    Reported secret() {
        secret = true;
        return this;
    }

    Reported anonymous() {
        anonymous = true;
        return this;
    }

    Reported about(CaseType kind) {
        type = kind;
        return this;
    }

    Reported needingPhoto() {
        photoRequired = true;
        return this;
    }

    Reported accepted() {
        autoAccept = true;
        return this;
    }

    Reported toDistrict() {
        way = Routing.Way.DISTRICT;
        return this;
    }

    Reported withoutLead() {
        lead = null;
        cos = List.of();
        return this;
    }

    Reported numbered(String number) {
        externalNo = number;
        return this;
    }

    Reported withNotes(QualityNote... notes) {
        quality = List.of(notes);
        return this;
    }

    Reported unusable(String... why) {
        defects = List.of(why);
        return this;
    }

    Matter matter(Instant at) {
        return new Matter(
                channel,
                type,
                title,
                content,
                Urgency.N,
                secret,
                anonymous,
                true,
                anonymous ? null : new Matter.Petitioner("pii/1", "王*", "139****0003", null),
                null,
                new Matter.Item("050201", 1, "井盖破损", 0.95, false, photoRequired, 1, 2),
                new Location(
                        "320115",
                        "320115001",
                        null,
                        null,
                        "Z",
                        "东山街道上元大街与金箔路路口",
                        null,
                        new BigDecimal("118.840000"),
                        new BigDecimal("31.953000"),
                        Location.Quality.GEOCODED,
                        false,
                        null),
                new Matter.Times(null, null, at, at, null),
                null,
                List.of(),
                quality);
    }

    SourceRef source(Instant at) {
        return new SourceRef(
                channel == Channel.HOTLINE ? "hotline" : "pananj",
                channel == Channel.HOTLINE ? "NJ12345" : "PANANJ",
                externalNo,
                SourceRef.SourceRole.PRIMARY,
                at,
                "raw/2026/07/07/" + externalNo,
                "UTF-8",
                null,
                null);
    }

    Routing routing() {
        return new Routing(
                way,
                lead,
                cos,
                way == Routing.Way.STREET ? "320115001" : "QSL",
                List.of(),
                autoAccept,
                "R-030",
                2,
                0.86,
                explanation);
    }
}

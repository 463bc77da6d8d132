package org.liandong.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liandong.cases.Location;
import org.liandong.district.Jiangning;
import org.liandong.district.Locator;
import org.liandong.district.RawLocation;

class MergeScoreTest {
    private final MergeScore score = new MergeScore(Jiangning.DISTRICT);
    private final Locator locator = new Locator(Jiangning.DISTRICT);

    @Test
    void twoResidentsOfOneEstateReportTheSameFireLane() throws IOException {
        Report first = report("ch-pananj-1-citizen-report.json", "安全隐患");
        Report second = report("ch-pananj-3-duplicate-anonymous.json", "其他");

        Merge merge = score.of(first, second, false);

        assertThat(merge).isEqualTo(new Merge(0.91, "同小区+同事项+30分钟内", Merge.Verdict.STRONG));
        assertThat(score.of(second, first, false)).isEqualTo(merge);
    }

    @ParameterizedTest
    @CsvSource({"举报, 举报件不并案", "纠纷, 纠纷件不并案"})
    void reportsOfWrongdoingAndDisputesStayApart(String type, String rule) throws IOException {
        Merge merge = score.of(
                report("ch-pananj-1-citizen-report.json", type),
                report("ch-pananj-3-duplicate-anonymous.json", "其他"),
                false);

        assertThat(merge).isEqualTo(new Merge(0.91, rule, Merge.Verdict.NEVER));
    }

    @Test
    void secretReportsStayApart() throws IOException {
        Report open = report("ch-pananj-1-citizen-report.json", "投诉");
        Report secret = new Report(open.item(), open.caseType(), true, open.location(), open.at(), open.text());

        assertThat(score.of(open, secret, true).verdict()).isEqualTo(Merge.Verdict.NEVER);
    }

    @Test
    void anotherMatterElsewhereIsNothingToMerge() throws IOException {
        Report fireLane = report("ch-pananj-1-citizen-report.json", "事件");
        Location manhole = locator.locate(RawLocation.ofAddress("宏运大道与竹山路路口", new RawLocation.Fields("zb", "dz", "qy")))
                .location();
        Report other = new Report("050201", "部件", false, manhole, fireLane.at().plus(Duration.ofDays(2)), "路口井盖丢失");

        Merge merge = score.of(fireLane, other, false);

        assertThat(merge.verdict()).isEqualTo(Merge.Verdict.NONE);
        assertThat(merge.score()).isLessThan(0.1);
        assertThat(merge.rule()).isEmpty();
    }

    @Test
    void whatIsNotWorthComparingWordByWordIsNeverASuggestion() throws IOException {
        long seed = Long.getLong("seed", 20260707L);
        Random random = new Random(seed);
        Report here = report("ch-pananj-1-citizen-report.json", "事件");
        Location elsewhere = locator.locate(
                        RawLocation.ofAddress("宏运大道与竹山路路口", new RawLocation.Fields("zb", "dz", "qy")))
                .location();
        int skipped = 0;
        for (int i = 0; i < 1_000; i++) {
            Report other = new Report(
                    random.nextBoolean() ? here.item() : "050404",
                    random.nextInt(10) == 0 ? "举报" : "事件",
                    random.nextInt(10) == 0,
                    random.nextBoolean() ? here.location() : elsewhere,
                    here.at().plus(Duration.ofHours(random.nextInt(48))),
                    random.nextBoolean() ? here.text() : "共享单车乱放");
            boolean sameCaller = random.nextBoolean();
            if (!score.mayBeSuggested(here, other, sameCaller)) {
                skipped++;
                assertThat(score.of(here, other, sameCaller).verdict())
                        .as("seed %d, %s", seed, other)
                        .isIn(Merge.Verdict.NONE, Merge.Verdict.NEVER);
            }
        }
        assertThat(skipped).as("seed %d", seed).isPositive();
    }

    @Test
    void theSamePlaceTimeAndCallerWithoutTheSameItemIsNoSuggestion() throws IOException {
        Report first = report("ch-pananj-1-citizen-report.json", "事件");
        Report other = new Report("050404", "事件", false, first.location(), first.at(), "共享单车乱放");

        assertThat(score.of(first, other, true).verdict()).isEqualTo(Merge.Verdict.NONE);
        assertThat(score.of(first, other, true).rule()).isEqualTo("同小区+30分钟内+同诉求人");
    }

    @Test
    void linksNumbersAndNamesOfPlacesDoNotMakeTextsAlike() {
        assertThat(score.likeness("消防通道堵了 http://a.example/x 电话13900000001", "消防通道又堵了,手机:一三九零零零零零零零二"))
                .isEqualTo(1);
        assertThat(score.likeness("托乐嘉花园井盖丢失", "托乐嘉花园")).isZero();
        assertThat(score.likeness("😡😡😡", "😡😡😡")).isZero();
    }

    @Test
    void whatIsHiddenInTheTextsMakesThemNeitherMoreNorLessAlike() {
        String said = "消防通道又堵了 http://t.example.invalid/x1 电话一三九零零零零零零零三 身份证是32011519000101002X他不管";
        String kept = "消防通道又堵了 [链接] 电话一三九****零零零三 身份证是320115********002X他不管";

        assertThat(score.likeness("救护车进不来,消防通道堵死", kept)).isEqualTo(score.likeness("救护车进不来,消防通道堵死", said));
        assertThat(score.likeness(said, kept)).isEqualTo(1);
    }

    private Report report(String file, String type) throws IOException {
        JsonNode message = new ObjectMapper()
                .readTree(Path.of("src/test/resources/reference/examples", file).toFile());
        JsonNode place = message.get("location");
        Location location = locator.locate(new RawLocation(
                        place.get("longitude").asText(),
                        place.get("latitude").asText(),
                        place.get("type").asText(),
                        null,
                        place.path("poi").asText(null),
                        place.path("address").asText(null),
                        null,
                        null,
                        null,
                        new RawLocation.Fields("location", "address", "address")))
                .location();
        JsonNode time = message.get("clientTime");
        Instant at = time.isNumber()
                ? Instant.ofEpochMilli(time.asLong())
                : LocalDateTime.parse(time.asText(), DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"))
                        .atZone(ZoneId.of("Asia/Shanghai"))
                        .toInstant();
        return new Report(
                "070201",
                type,
                false,
                location,
                at,
                message.get("title").asText() + "\n" + message.get("text").asText());
    }
}

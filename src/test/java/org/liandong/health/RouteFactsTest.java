package org.liandong.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.liandong.health.Condition.Kind;
import org.liandong.health.Condition.Light;
import org.liandong.health.RouteFacts.Standing;
import org.liandong.ledger.Hold;
import org.liandong.ledger.RoutesView.Hour;

/** What is known of a route, and the sentence that comes of it. */
class RouteFactsTest {
    private static final Instant NOW = Instant.parse("2026-09-30T02:30:00Z");
    private static final Rhythm.Week WEEK = new Rhythm.Week(ZoneOffset.UTC, java.time.LocalDate::getDayOfWeek);
    /** Sixty an hour. */
    private static final Rhythm BUSY = busy();

    private Standing standing = Standing.AT_WORK;
    private @Nullable String fault;
    private @Nullable Hold hold;
    private String breaker = "CLOSED";
    private long waiting;
    private @Nullable Instant oldest;
    private long dead;
    private long draining;
    private Reading in = went(NOW.minusSeconds(60));
    private Reading out = went(NOW.minusSeconds(60));
    private Rhythm rhythm = BUSY;
    private Instant since = NOW.minus(Duration.ofDays(3));

    @Test
    void whereAllGoesWellItSaysSo() {
        assertThat(worst()).isEqualTo(new Condition(Kind.FINE, "正常"));
        waits(3, Duration.ofMinutes(2));
        assertThat(worst().words()).isEqualTo("正常,3条在路上");
    }

    @Test
    void whereThereHasNeverBeenAnythingItSaysSo() {
        in = Reading.NOTHING;
        out = Reading.NOTHING;
        assertThat(worst().kind()).isEqualTo(Kind.UNUSED);
        assertThat(worst().kind().light()).isEqualTo(Light.GREY);
    }

    @Test
    void aFolderThatCannotBeUsedIsAllThatMatters() {
        standing = Standing.FAULTY;
        fault = "connector.yaml 第3行 少了title";
        in = ill(5, "签名不对");
        assertThat(kinds()).containsExactly(Kind.FAULTY);
        assertThat(worst().words()).contains("第3行 少了title");
    }

    @Test
    void whoeverHasNoAddressWaitsAndIsNoTrouble() {
        standing = Standing.NOT_SET_UP;
        waits(4, Duration.ofDays(3));
        assertThat(kinds()).containsExactly(Kind.NOT_SET_UP);
        assertThat(worst().words()).isEqualTo("还没有写地址;4条等着,最早的已等3天");
    }

    @Test
    void aCutRouteSaysWhyAndWhatWaits() {
        breaker = "OPEN";
        out = ill(5, "连不上对方系统: Connection refused");
        waits(7, Duration.ofMinutes(40));
        assertThat(kinds()).containsExactly(Kind.CUT);
        assertThat(worst().words()).contains("连不上对方系统", "7条等着,最早的已等40分钟");
    }

    @Test
    void oneFailureIsNoTroubleAndTwoAre() {
        out = ill(1, "没有回音");
        assertThat(kinds()).containsExactly(Kind.FINE);
        out = ill(2, "没有回音");
        assertThat(kinds()).containsExactly(Kind.FAILING);
    }

    @Test
    void lettersThatWaitTooLongAreABacklogAndLettersForAPersonAreStuck() {
        waits(5, Duration.ofMinutes(15));
        assertThat(kinds()).containsExactly(Kind.FINE);
        waits(5, Duration.ofMinutes(16));
        assertThat(worst().words()).isEqualTo("积压5条,最早的已等16分钟");
        dead = 2;
        assertThat(kinds()).containsExactly(Kind.STUCK, Kind.BACKLOG);
        waits(2, Duration.ofMinutes(16));
        assertThat(kinds()).as("nothing waits but for a person").containsExactly(Kind.STUCK);
    }

    @Test
    void whatAPersonHoldsBackIsNoTroubleAndSaysWhoAndWhy() {
        breaker = "OPEN";
        waits(9, Duration.ofDays(1));
        hold = new Hold("dept.HB", 0, NOW, "wang", "对方升级", null);
        assertThat(kinds()).containsExactly(Kind.HELD);
        assertThat(worst().words()).isEqualTo("已暂停(wang: 对方升级),9条等着");
        hold = new Hold("dept.HB", 77, NOW, "wang", "对方升级", null);
        draining = 4;
        assertThat(worst().words()).isEqualTo("正在排空,还剩4条(wang: 对方升级),5条等着");
        draining = 0;
        assertThat(worst().words()).isEqualTo("已排空,新的先等着(wang: 对方升级),9条等着");
    }

    @Test
    void thatAPersonHoldsItBackHidesNoTrouble() {
        hold = new Hold("channel.NJ12345", 0, NOW, "wang", "对方升级", null);
        in = went(NOW.minus(Duration.ofMinutes(30)));
        assertThat(kinds()).containsExactly(Kind.SILENT, Kind.HELD);
        dead = 1;
        assertThat(worst().kind().light()).isEqualTo(Light.RED);
    }

    @Test
    void silenceIsMeasuredByWhatIsUsual() {
        in = went(NOW.minus(Duration.ofMinutes(14)));
        assertThat(kinds()).containsExactly(Kind.FINE);
        in = went(NOW.minus(Duration.ofMinutes(15)));
        assertThat(worst()).isEqualTo(new Condition(Kind.SILENT, "已15分钟没有来件,平时这段时间约有15件"));
    }

    @Test
    void aHubThatWasNotThereItselfHeardNothing() {
        in = went(NOW.minus(Duration.ofHours(9)));
        since = NOW.minus(Duration.ofMinutes(5));
        assertThat(kinds()).containsExactly(Kind.FINE);
    }

    @Test
    void whereNothingIsUsualNobodyIsSilent() {
        in = went(NOW.minus(Duration.ofDays(9)));
        rhythm = Rhythm.unknown(WEEK);
        assertThat(kinds()).containsExactly(Kind.FINE);
    }

    @Test
    void whatComesAndCannotBeTakenIsSaid() {
        in = ill(3, "签名不对");
        assertThat(worst().words()).isEqualTo("最近3次来件都没有收下: 签名不对");
        in = new Reading(NOW, NOW, "itemCode不在目录里", 0, 3, 0, 4, 5, null, null);
        assertThat(worst()).isEqualTo(new Condition(Kind.REFUSING, "近一小时来的9件中5件没有收下: itemCode不在目录里"));
        in = new Reading(NOW, NOW, "itemCode不在目录里", 0, 3, 0, 6, 5, null, null);
        assertThat(kinds()).containsExactly(Kind.FINE);
        in = new Reading(NOW, NOW, "itemCode不在目录里", 0, 2, 0, 4, 5, null, null);
        assertThat(kinds()).as("the last ones were taken").containsExactly(Kind.FINE);
        in = new Reading(NOW, NOW, "itemCode不在目录里", 0, 10, 0, 300, 10, null, null);
        assertThat(worst()).isEqualTo(new Condition(Kind.REFUSING, "最近10件来件都没有收下: itemCode不在目录里"));
    }

    @Test
    void whatGetsThroughOnlyEverySecondTimeIsSaid() {
        out = new Reading(NOW, NOW, "对方应答无法理解", 0, 0, 4, 90, 4, null, null);
        assertThat(kinds()).containsExactly(Kind.FINE);
        out = new Reading(NOW, NOW, "对方应答无法理解", 0, 0, 5, 90, 5, null, null);
        assertThat(worst()).isEqualTo(new Condition(Kind.FAILING, "最近10次里5次没有送到: 对方应答无法理解"));
    }

    private void waits(long letters, Duration since) {
        waiting = letters;
        oldest = NOW.minus(since);
    }

    private static Reading went(Instant at) {
        return new Reading(at, null, null, 0, 0, 0, 1, 0, null, null);
    }

    private static Reading ill(int times, String why) {
        return new Reading(null, NOW, why, times, times, times, 0, times, null, null);
    }

    private Condition worst() {
        return conditions().get(0);
    }

    private List<Kind> kinds() {
        return conditions().stream().map(Condition::kind).toList();
    }

    private List<Condition> conditions() {
        return new RouteFacts(
                        standing, fault, hold, breaker, waiting, oldest, dead, draining, in, out, rhythm, since, NOW)
                .conditions();
    }

    private static Rhythm busy() {
        List<Hour> hours = new ArrayList<>();
        Instant first = NOW.minus(Duration.ofDays(14)).truncatedTo(java.time.temporal.ChronoUnit.HOURS);
        for (int i = 0; i < 14 * 24; i++) {
            hours.add(new Hour("in.X", first.plus(Duration.ofHours(i)), 60, 0));
        }
        return Rhythm.of(hours, NOW.truncatedTo(java.time.temporal.ChronoUnit.HOURS), WEEK);
    }
}

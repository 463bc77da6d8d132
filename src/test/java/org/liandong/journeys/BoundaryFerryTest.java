package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.Command;
import org.liandong.ledger.AttemptOutcome;
import org.liandong.ledger.DeliveryState;

/** The police behind their security boundary: nothing but files crosses it, in its own time (公安, reference §2.8). */
class BoundaryFerryTest {
    private static final BoundaryFerry FERRY = new BoundaryFerry();
    private static final Pattern NUMBER = Pattern.compile("_(\\d{4})\\.xml");

    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone()
            .reaching("GA.url", FERRY.url())
            .with("departments/GA", "retry", "{first: 200ms, factor: 1, longest: 200ms, giveUpAfter: 24h}")
            .with("departments/GA", "ferry", "{layout: xml, largest: 2000, again: 2s}")
            .saying("departments/GA", "every: 20s", "every: 100ms");

    private final Hotline hotline = new Hotline(HUB);

    @Test
    void aTaskIsDeliveredWhenTheOtherSideSaysSoAndItsOutcomeComesBackTheSameWay() {
        String task = dispatched("NJ-GA-LOOP");
        String name = waiting(task);
        String content = FERRY.fetches(name);
        assertThat(content)
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
                .contains("<rwbh>" + task + "</rwbh>", "<zllx>01</zllx>");
        assertThat(HUB.dispatchOf(task).state()).isNotEqualTo(DeliveryState.DONE);
        assertThat(HUB.actions(task)).doesNotContain("送达部门系统");

        FERRY.acknowledges(name, content, 0, "");
        HubUnderTest.until("delivered", () -> HUB.dispatchOf(task).state() == DeliveryState.DONE);
        assertThat(HUB.actions(task)).contains("送达部门系统").noneMatch(action -> action.contains("正在核对"));
        assertThat(HUB.attempts(task)).containsExactly(AttemptOutcome.DELIVERED);
        assertThat(FERRY.names("sent"))
                .anyMatch(file -> file.matches("acknowledged/\\d{8}/" + Pattern.quote(name) + "\\.ack"));

        FERRY.brings("GAFK_loop.xml", feedback("1", task, "<fklx>01</fklx><cjmj>赵警官</cjmj>"));
        HubUnderTest.until("signed", () -> HUB.actions(task).contains("签收"));
        HubUnderTest.until(
                "acknowledged", () -> FERRY.acknowledged("GAFK_loop.xml").matches("[0-9a-f]{64},0,\n"));
    }

    @Test
    void filesAreNumberedWithoutAGapAndWhatFollowsWaitsForTheAcknowledgement() {
        String first = dispatched("NJ-GA-ONE");
        String second = dispatched("NJ-GA-TWO");
        int one = number(waiting(first));
        int two = number(waiting(second));
        assertThat(Math.abs(one - two)).isEqualTo(1);

        HUB.operate(HubUnderTest.caseOf(first), new Command.UrgeCase("居民再次来电,请加快"));
        String name = waiting(first);
        FERRY.acknowledges(name, FERRY.fetches(name), 0, "");
        HubUnderTest.until("the next is there", () -> !FERRY.waiting(first).isEmpty());
        assertThat(FERRY.fetches(waiting(first))).contains("<zllx>02</zllx>", "居民再次来电");
    }

    @Test
    void whatWasDamagedUnderWayGoesAgainUnderTheSameName() {
        String task = dispatched("NJ-GA-DAMAGED");
        String name = waiting(task);
        String content = FERRY.fetches(name);
        FERRY.acknowledges(name, content, 1, "摘要不符");
        HubUnderTest.until("there again", () -> FERRY.waiting(task).equals(List.of(name)));
        assertThat(FERRY.fetches(name)).isEqualTo(content);
        FERRY.acknowledges(name, content, 0, "");
        HubUnderTest.until("delivered", () -> HUB.dispatchOf(task).state() == DeliveryState.DONE);
    }

    @Test
    void whatNobodySpeaksOfGoesAgain() {
        String task = dispatched("NJ-GA-LOST");
        String name = waiting(task);
        String content = FERRY.fetches(name);
        HubUnderTest.until("there again", () -> FERRY.waiting(task).equals(List.of(name)));
        FERRY.fetches(name);
        FERRY.acknowledges(name, content, 0, "已收过");
        HubUnderTest.until("delivered", () -> HUB.dispatchOf(task).state() == DeliveryState.DONE);
        assertThat(HUB.attempts(task)).containsExactly(AttemptOutcome.DELIVERED);
    }

    @Test
    void aRefusalIsSaidOfTheCase() {
        String task = dispatched("NJ-GA-REFUSED");
        String name = waiting(task);
        FERRY.acknowledges(name, FERRY.fetches(name), 2, "辖区不符");
        HubUnderTest.until(
                "refused", () -> HUB.actions(task).stream().anyMatch(action -> action.contains("对方拒收: 辖区不符")));
    }

    @Test
    void aFileThatTheFerryCannotCarryIsSaidOfTheCase() {
        String task = dispatched("NJ-GA-LARGE");
        String name = waiting(task);
        FERRY.acknowledges(name, FERRY.fetches(name), 0, "");
        HUB.operate(HubUnderTest.caseOf(task), new Command.UrgeCase("请加快。".repeat(600)));
        HubUnderTest.until(
                "refused",
                () -> HUB.letters(HubUnderTest.caseOf(task)).stream()
                        .anyMatch(letter ->
                                letter.operation().equals("URGE") && letter.state() == DeliveryState.REFUSED));
    }

    @Test
    void whatIsBroughtTwiceTakesEffectOnceAndIsAcknowledgedEachTime() {
        String task = delivered("NJ-GA-TWICE");
        String name = "GAFK_320115_20260709_203000_0001.xml";
        String signed = feedback("21", task, "<fklx>01</fklx><cjmj>赵警官</cjmj>");
        FERRY.brings(name, signed);
        HubUnderTest.until("signed", () -> HUB.actions(task).contains("签收"));
        HubUnderTest.until("acknowledged", () -> FERRY.acknowledged(name).contains(",0,"));
        FERRY.fetchesAcknowledgement(name);

        FERRY.brings(name, signed);
        HubUnderTest.until("acknowledged again", () -> FERRY.acknowledged(name).contains(",0,"));
        assertThat(HUB.actions(task)).containsOnlyOnce("签收");
    }

    @Test
    void aFileUnlikeItsDigestIsAskedForAgain() {
        String task = delivered("NJ-GA-TORN");
        String name = "GAFK_torn.xml";
        String signed = feedback("31", task, "<fklx>01</fklx><cjmj>赵警官</cjmj>");
        FERRY.brings(name, signed.substring(0, signed.length() - 20), org.liandong.security.crypto.Sm3.hex(signed));
        HubUnderTest.until("asked for again", () -> FERRY.acknowledged(name).contains(",1,与.sm3不符"));
        assertThat(HUB.actions(task)).doesNotContain("签收");

        FERRY.brings(name, signed);
        HubUnderTest.until("signed", () -> HUB.actions(task).contains("签收"));
        HubUnderTest.until("acknowledged", () -> FERRY.acknowledged(name).contains(",0,"));
    }

    @Test
    void anUnknownCodeIsSaidInTheAcknowledgement() {
        String task = delivered("NJ-GA-CODE");
        FERRY.brings("GAFK_code.xml", feedback("41", task, "<fklx>77</fklx>"));
        HubUnderTest.until("said", () -> FERRY.acknowledged("GAFK_code.xml").contains(",2,"));
        assertThat(FERRY.acknowledged("GAFK_code.xml")).contains("fklx=77");
    }

    @Test
    void aMissingNumberIsAskedForUntilItComes() {
        String task = delivered("NJ-GA-GAP");
        FERRY.brings("GAFK_320115_20260710_080000_0001.xml", feedback("51", task, "<fklx>01</fklx><cjmj>赵警官</cjmj>"));
        FERRY.brings("GAFK_320115_20260710_082000_0003.xml", feedback("53", task, "<fklx>03</fklx><cljg>到场</cljg>"));
        HubUnderTest.until("asked for", () -> FERRY.names("out").contains("missing.nak"));
        assertThat(FERRY.read("out", "missing.nak")).isEqualTo("20260710 0002\n");

        FERRY.brings("GAFK_320115_20260710_081000_0002.xml", feedback("52", task, "<fklx>02</fklx><cljg>已电话联系</cljg>"));
        HubUnderTest.until("no longer asked for", () -> !FERRY.names("out").contains("missing.nak"));
        HubUnderTest.until("all are read", () -> HUB.actions(task).containsAll(List.of("签收", "首次联系诉求人", "过程反馈")));
    }

    private static String feedback(String number, String task, String what) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <czfk schema="110-12345-v1"><fkbh>FK%s</fkbh><rwbh>%s</rwbh>%s<fksj>20260709203000</fksj></czfk>
                """.formatted(number, task, what);
    }

    private String delivered(String orderNo) {
        String task = dispatched(orderNo);
        String name = waiting(task);
        FERRY.acknowledges(name, FERRY.fetches(name), 0, "");
        HubUnderTest.until("delivered", () -> HUB.dispatchOf(task).state() == DeliveryState.DONE);
        return task;
    }

    private String dispatched(String orderNo) {
        String caseNo = hotline.takes(Hotline.noiseOrder(orderNo));
        HUB.operate(caseNo, new Command.AcceptCase(HUB.file(caseNo).progress().unit()));
        HUB.operate(caseNo, HUB.dispatchTo(caseNo, "GA"));
        return HUB.file(caseNo).lead().orElseThrow().task().value();
    }

    private static String waiting(String task) {
        HubUnderTest.until("a file of " + task, () -> !FERRY.waiting(task).isEmpty());
        return FERRY.waiting(task).get(0);
    }

    private static int number(String name) {
        Matcher number = NUMBER.matcher(name);
        assertThat(number.find()).isTrue();
        return Integer.parseInt(number.group(1));
    }
}

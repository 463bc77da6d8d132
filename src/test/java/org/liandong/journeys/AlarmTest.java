package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.ledger.Alarm;
import org.liandong.operations.AccountRole;
import org.liandong.security.crypto.Hmac;
import org.liandong.simulator.FreePorts;

/** What a person should know of is told once: on the page, to another program, by letter; and when it is over, once more. */
class AlarmTest {
    private static final int HOOK = FreePorts.next();
    private static final GreenMail MAIL = new GreenMail(new ServerSetup(FreePorts.next(), "127.0.0.1", "smtp"));

    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone()
            .with("departments/HB", "breaker", "{failures: 3, open: 1s}")
            .with("departments/HB", "retry", "{first: 200ms, factor: 1, longest: 200ms, giveUpAfter: 24h}")
            .reaching("liandong.alarms.every", "1")
            .reaching("liandong.alarms.webhook", "http://127.0.0.1:" + HOOK + "/alarms")
            .reaching("liandong.alarms.mail.host", "127.0.0.1")
            .reaching("liandong.alarms.mail.port", Integer.toString(MAIL_PORT()))
            .reaching("liandong.alarms.mail.from", "hub@jiangning.example")
            .reaching("liandong.alarms.mail.to", "wang@jiangning.example, li@jiangning.example");

    private static final String TAKEN = "{\"code\":0,\"data\":{\"bizNo\":\"HB-1\"}}";

    private final Hotline hotline = new Hotline(HUB);

    private static int MAIL_PORT() {
        MAIL.start();
        return MAIL.getSmtp().getPort();
    }

    @AfterAll
    static void endMail() {
        MAIL.stop();
    }

    @Test
    void aCutRouteIsToldOnceAndItsReturnOnceHoweverOftenItIsTried() throws IOException, MessagingException {
        Map<String, String> office = People.signedIn(HUB, "grid", AccountRole.GRID);
        try (RecordingSystem hook = new RecordingSystem(HOOK, "application/json", "{}")) {
            String task = EnvironmentBureau.leads(HUB, hotline.takes(Hotline.fumesOrder("NJ-ALARM-CUT")));
            RecordingSystem.Call told = hook.about("\"OPENED\"");
            assertThat(told.text()).contains("route/HB", "环境信访投诉系统", "连不上对方系统");
            assertThat(told.header("Idempotency-Key")).endsWith("-OPENED");
            assertThat(told.header("X-Sign")).isEqualTo(sign(told));

            HubUnderTest.until("it is on the page", () -> page(office).contains("环境信访投诉系统"));
            String page = page(office);
            assertThat(page).contains("我来处理", "class=\"many\"");
            Alarm alarm = open("route/HB").get(0);
            People.post(HUB, "/alarms/" + alarm.id() + "/acknowledge", "", office);
            assertThat(page(office)).contains("grid,");

            try (RecordingSystem bureau = new RecordingSystem(HUB.ports().hb(), "application/json", TAKEN)) {
                // the first time might be luck: of ten that did not get through it takes two that do
                String next = EnvironmentBureau.leads(HUB, hotline.takes(Hotline.fumesOrder("NJ-ALARM-BACK")));
                HubUnderTest.until(
                        "both tasks arrive",
                        () -> Stream.of(task, next)
                                .allMatch(one -> bureau.calls().stream()
                                        .anyMatch(call -> call.text().contains(one))));
                HubUnderTest.until(
                        "the trouble is gone",
                        () -> open("route/HB").stream().allMatch(one -> one.clearSince() != null));
                assertThat(hook.calls()).noneMatch(call -> call.text().contains("CLOSED"));
                HUB.clock().ahead(Duration.ofMinutes(6));
                assertThat(hook.about("\"CLOSED\"").text()).contains("route/HB", "closedAt");
            }
            HubUnderTest.until(
                    "all is told",
                    () -> HUB.ledger()
                            .read(view -> view.alarms().due(HUB.clock().instant(), 9))
                            .isEmpty());
            assertThat(hook.calls().stream()
                            .filter(call -> call.text().contains("route/HB")
                                    && call.text().contains(alarm.kind())))
                    .as("one opening and one end")
                    .hasSize(2);
        }
        List<MimeMessage> letters = List.of(MAIL.getReceivedMessagesForDomain("wang@jiangning.example"));
        assertThat(letters).anySatisfy(letter -> {
            assertThat(letter.getSubject()).isEqualTo("[联动枢纽] 告警: 环境信访投诉系统");
            assertThat(letter.getContent().toString()).contains("连不上对方系统", "认领");
        });
        assertThat(letters).anySatisfy(letter -> assertThat(letter.getSubject()).contains("告警解除"));
        assertThat(MAIL.getReceivedMessagesForDomain("li@jiangning.example")).hasSameSizeAs(letters);
        assertThat(page(office)).contains("已解除的", "grid");
    }

    @Test
    void whatCannotBeToldIsTriedAgainAndIsItselfAnAlarm() throws IOException {
        HUB.ledger()
                .write(entry -> {
                    entry.alarms().open("test", "试", "TEST", "试一试", HUB.clock().instant(), List.of("webhook"));
                    return true;
                })
                .join();
        HubUnderTest.until("it is an alarm", () -> !open("herald/webhook").isEmpty());
        try (RecordingSystem hook = new RecordingSystem(HOOK, "application/json", "{}")) {
            HUB.clock().ahead(Duration.ofMinutes(11));
            assertThat(hook.about("试一试").method()).isEqualTo("POST");
        }
    }

    private static List<Alarm> open(String subject) {
        return HUB.ledger().read(view -> view.alarms().open()).stream()
                .filter(alarm -> alarm.subject().equals(subject))
                .toList();
    }

    private static String page(Map<String, String> session) {
        return People.get(HUB, "/alarms", session).body();
    }

    private static String sign(RecordingSystem.Call call) {
        String text = call.header("X-Timestamp") + "\n" + call.header("X-Nonce") + "\n" + call.text();
        return Hmac.sm3Hex(
                HUB.secrets().of("ALARMS").getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
    }
}

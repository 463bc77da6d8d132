package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Senders send again what they are not sure of (Q-DUP-PUSH): the same answer, and nothing changed. */
class RepeatedMessagesTest {
    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone();

    private final Hotline hotline = new Hotline(HUB);

    @BeforeEach
    void aMorningInJuly() {
        HUB.clock().runFrom("2026-07-08T09:00:00+08:00");
    }

    @Test
    void anOrderSentAgainGetsTheSameAnswer() {
        repeats(() -> HUB.wire().order(Hotline.order("NJ-AGAIN")));
    }

    @Test
    void anOrderOfTheOldInterfaceSentAgainGetsTheSameAnswer() {
        byte[] order = Examples.bytes("ch-12345-2-soap-gbk-dirty.xml");
        repeats(() -> HUB.wire().post("NJ12345", "/services/12345", Wire.SOAP_GBK, order));
    }

    @Test
    void aReportSentAgainGetsTheSameAnswer() {
        byte[] report = Examples.bytes("ch-pananj-1-citizen-report.json");
        repeats(() -> HUB.wire().post("PANANJ", "/channels/pananj/reports", Wire.JSON, report));
    }

    @Test
    void aTransferSentAgainGetsTheSameAnswer() {
        byte[] transfer = Examples.bytes("ch-pananj-2-110-nonpolice-transfer.xml");
        repeats(() -> HUB.wire().post("PANANJ", "/channels/pananj/transfers", Wire.XML, transfer));
    }

    @Test
    void aTerminalsEventSentAgainGetsTheSameAnswer() {
        byte[] event = Examples.bytes("ch-grid-1-self-handled.json");
        repeats(() -> HUB.wire().post("WGT", "/channels/grid/events", Wire.JSON, event));
    }

    @Test
    void anEventSentAgainGetsTheSameAnswer() {
        hotline.takes(Hotline.order("NJ-EVENT-AGAIN"));
        String urge = hotline.written("NJ-EVENT-AGAIN", "UA", "URGE", "content", "催办");
        repeats(() -> HUB.wire().order(urge));
    }

    @Test
    void aRefusalSentAgainGetsTheSameRefusal() {
        hotline.takes(Hotline.order("NJ-REFUSED-AGAIN"));
        String cancel = hotline.written("NJ-REFUSED-AGAIN", "CA", "CANCEL", "reason", "不用管了");
        Answer first = HUB.wire().order(cancel);
        assertThat(first.status()).isEqualTo(422);
        List<Long> rows = HUB.rows();

        Answer second = HUB.wire().order(cancel);

        assertThat(second.status()).isEqualTo(422);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(HUB.rows()).isEqualTo(rows);
    }

    @Test
    void aBatchSentAgainAnswersEachItemAsBefore() {
        byte[] batch = Examples.bytes("ch-grid-2-offline-batch.json");
        Answer first = HUB.wire().post("WGT", "/channels/grid/batches", Wire.JSON, batch);
        long cases = HUB.rows().get(2);

        Answer second = HUB.wire().post("WGT", "/channels/grid/batches", Wire.JSON, batch);

        assertThat(second.json().path("items").findValuesAsText("caseNo"))
                .isEqualTo(first.json().path("items").findValuesAsText("caseNo"));
        assertThat(HUB.rows().get(2)).isEqualTo(cases);
    }

    @Test
    void manySendingTheSameAtOnceMakeOneCase() {
        String order = HUB.wire().signed(Hotline.order("NJ-AT-ONCE"));
        long cases = HUB.rows().get(2);
        List<CompletableFuture<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            calls.add(CompletableFuture.supplyAsync(() -> HUB.wire().order(order)));
        }
        List<String> answers =
                calls.stream().map(call -> call.join().body()).distinct().toList();

        assertThat(answers).hasSize(1);
        assertThat(HUB.rows().get(2)).isEqualTo(cases + 1);
    }

    @Test
    void theSameNumberWithOtherContentIsASupplement() {
        String caseNo = hotline.takes(Hotline.order("NJ-CHANGED"));
        String changed = Hotline.order("NJ-CHANGED").replace("洞口约60公分", "洞口约80公分,已有人受伤");

        Answer answer = HUB.wire().order(changed);

        assertThat(answer.said("outcome")).isEqualTo("SUPPLEMENT");
        assertThat(answer.said("caseNo")).isEqualTo(caseNo);
        assertThat(HUB.operations(caseNo, "dept.CG")).containsExactly("DISPATCH", "SUPPLEMENT");
        assertThat(HUB.trace(caseNo)).anyMatch(step -> step.event().contains("洞口约80公分"));
        repeats(() -> HUB.wire().order(changed));
        repeats(() -> HUB.wire().order(Hotline.order("NJ-CHANGED")));
    }

    @Test
    void theSameOrderByTheOldAndTheNewInterfaceIsOneCase() {
        String number = "NJ260708011800001";
        byte[] old = new String(Examples.bytes("ch-12345-2-soap-gbk-dirty.xml"), Charset.forName("GBK"))
                .replace("NJ２６０７０８０１１８１９３１１", number)
                .getBytes(Charset.forName("GBK"));
        HUB.wire().post("NJ12345", "/services/12345", Wire.SOAP_GBK, old);
        String caseNo = HUB.caseOf("NJ12345", number);

        Answer answer = HUB.wire().order(Hotline.noiseOrder(number));

        assertThat(answer.said("outcome")).isEqualTo("SUPPLEMENT");
        assertThat(answer.said("caseNo")).isEqualTo(caseNo);
    }

    private static void repeats(java.util.function.Supplier<Answer> call) {
        Answer first = call.get();
        assertThat(first.status()).isEqualTo(200);
        List<Long> rows = HUB.rows();
        for (int i = 0; i < 3; i++) {
            Answer again = call.get();
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.body()).isEqualTo(first.body());
        }
        assertThat(HUB.rows()).as("rows of the ledger").isEqualTo(rows);
    }
}

package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Map;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.Command;

/** The other two departments with whom files are exchanged: one in XML, one let in by its key (国土, 组织). */
class FileDepartmentsTest {
    private static final KeyPair KEY = key();
    private static final FileServers SERVERS =
            new FileServers(Map.of("GT", "gt-secret", "NL", "nl-secret")).knowing(KEY.getPublic());

    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone()
            .reaching("GT.url", SERVERS.url())
            .reaching("GT.user", "GT")
            .reaching("GT.password", "gt-secret")
            .reaching("GT.hostKey", SERVERS.hostKey())
            .reaching("ZZB.url", SERVERS.url())
            .reaching("ZZB.user", "ZZB")
            .reaching("ZZB.privateKey", file(KEY).toString())
            .reaching("ZZB.hostKey", SERVERS.hostKey())
            .reaching("NL.url", SERVERS.url())
            .reaching("NL.user", "NL")
            .reaching("NL.password", "nl-secret")
            .reaching("NL.hostKey", "SHA256:of-another-server")
            .saying("departments/GT", "every: 60s", "every: 100ms")
            .saying("departments/ZZB", "every: 60s", "every: 100ms")
            .saying("departments/NL", "every: 60s", "every: 100ms");

    private final Hotline hotline = new Hotline(HUB);

    @Test
    void xmlGoesOutInMetresAndComesBackInOneFileForSeveralTasks() {
        String one = dispatched("NJ-GT-ONE", "GT");
        String two = dispatched("NJ-GT-TWO", "GT");
        HubUnderTest.until(
                "written",
                () -> SERVERS.written("GT", one).size() == 1
                        && SERVERS.written("GT", two).size() == 1);
        assertThat(SERVERS.written("GT", one).get(0))
                .startsWith("<?xml version=\"1.0\" encoding=\"GBK\"?>")
                .contains("<taskNo>" + one + "</taskNo>")
                .contains("<czlx>PQ</czlx>")
                .containsPattern("<x>40\\d{6}\\.\\d\\d</x><y>3\\d{6}\\.\\d\\d</y>");

        SERVERS.puts("GT", "feedback_GT_20260709_2000_001.xml", """
                <?xml version="1.0" encoding="GBK"?>
                <feedbacks count="3" batch="001">
                  <fb><taskNo>%1$s</taskNo><czlx>QS</czlx><blry>郑某</blry><blsj>2026年7月9日 20时00分</blsj></fb>
                  <fb><taskNo>%2$s</taskNo><czlx>QS</czlx><blry>郑某</blry><blsj>2026/7/9 20:01</blsj></fb>
                  <fb><taskNo>%1$s</taskNo><czlx>YQ</czlx><blry>郑某</blry><blsj>2026/7/9 20:05</blsj>
                    <blyj>涉及权属调查,申请延期5个工作日</blyj><yydm>E02</yydm><sqts>5</sqts><sqdw>WD</sqdw>
                    <x>40369381.98</x><y>3526049.78</y></fb>
                </feedbacks>
                """.formatted(one, two));
        HubUnderTest.until("signed", () -> HUB.actions(two).contains("签收"));
        HubUnderTest.until(
                "asked for more time", () -> HUB.actions(one).stream().anyMatch(action -> action.startsWith("申请延")));
    }

    @Test
    void aReceiptStandsForTheSignature() {
        String task = dispatched("NJ-ZZB", "ZZB");
        HubUnderTest.until("written", () -> SERVERS.written("ZZB", task).size() == 1);

        SERVERS.puts("ZZB", "receipt_0709.csv", "任务号,接收时间,接收人\r\n" + task + ",2026-07-09 20:00:00,吴某\r\n");
        HubUnderTest.until("signed", () -> HUB.actions(task).contains("签收"));
        SERVERS.puts(
                "ZZB",
                "feedback_0709.csv",
                "任务号,办理状态,办理人,办理时间,办理情况,是否解决\r\n" + task + ",已办结,吴某,2026-07-09 20:30:00,\"组织关系已转入,本人已确认\",是\r\n");
        HubUnderTest.until("done", () -> HUB.actions(task).contains("反馈办理结果"));
    }

    @Test
    void aServerWithAnotherKeyIsNotSpokenTo() {
        dispatched("NJ-NL-KEY", "NL");
        HubUnderTest.until(
                "refused",
                () -> HUB.logged().stream()
                        .anyMatch(line -> line.contains("主机公钥不符") && line.contains(SERVERS.hostKey())));
        assertThat(SERVERS.names("NL", "in")).isEmpty();
    }

    private String dispatched(String orderNo, String department) {
        String caseNo = hotline.takes(Hotline.fumesOrder(orderNo));
        HUB.operate(caseNo, new Command.AcceptCase(HUB.file(caseNo).progress().unit()));
        HUB.operate(caseNo, HUB.dispatchTo(caseNo, department));
        return HUB.file(caseNo).lead().orElseThrow().task().value();
    }

    private static KeyPair key() {
        try {
            return KeyUtils.generateKeyPair("ssh-rsa", 2048);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path file(KeyPair key) {
        try {
            Path file = Files.createTempDirectory("key").resolve("id");
            try (OutputStream out = Files.newOutputStream(file)) {
                OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "hub", null, out);
            }
            return file;
        } catch (IOException | java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

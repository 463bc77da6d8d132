package org.liandong.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SimulateCommandTest {

    @Test
    void runsACityAndPrintsItsBooks(@TempDir Path folder) throws Exception {
        Path secrets = Files.writeString(folder.resolve("secrets.yaml"), """
                senders: {NJ12345: hotline-secret, PANANJ: pananj-secret, WGT: terminal-secret,
                          HB: hb-secret, CG: cg-secret, XF: xf-secret}
                operator: {user: operator, password: operator-password}
                """);
        Path journal = folder.resolve("city.jsonl");
        StringWriter out = new StringWriter();
        try (RecordingHub hub = new RecordingHub()) {
            int exit = new CommandLine(new SimulateCommand())
                    .setOut(new PrintWriter(out))
                    .execute(
                            "--hub",
                            hub.address().toString(),
                            "--secrets",
                            secrets.toString(),
                            "--count",
                            "20",
                            "--rate",
                            "200",
                            "--stay",
                            "1",
                            "--journal",
                            journal.toString());

            assertThat(exit).isZero();
            assertThat(hub.arrived()).hasSizeGreaterThanOrEqualTo(20);
        }
        assertThat(out.toString()).contains("hbUrl: http://127.0.0.1:", "\"unanswered\" : 0");
        assertThat(Files.readAllLines(journal)).isNotEmpty();
    }

    @Test
    void aSecretsFileWithoutSendersIsAnError(@TempDir Path folder) throws Exception {
        Path secrets = Files.writeString(folder.resolve("secrets.yaml"), "sender: {HB: x}\n");

        StringWriter errors = new StringWriter();
        int exit = new CommandLine(new SimulateCommand())
                .setErr(new PrintWriter(errors))
                .execute("--secrets", secrets.toString());

        assertThat(exit).isNotZero();
        assertThat(errors.toString()).contains("senders", "secrets.yaml").doesNotContain("\tat ");
    }
}

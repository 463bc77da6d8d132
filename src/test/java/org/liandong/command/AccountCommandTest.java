package org.liandong.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.hub.Passwords;
import org.liandong.ledger.Account;
import org.liandong.ledger.AuditView;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.LedgerSettings;
import org.liandong.operations.AccountDesk;
import org.liandong.operations.AccountRole;
import org.liandong.security.crypto.KeyRing;
import picocli.CommandLine;

/** The way back in. */
class AccountCommandTest {
    private static final Pattern ONCE = Pattern.compile("一次性口令 (\\w+),");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine command =
            new CommandLine(new AccountCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @TempDir
    Path data = Path.of("");

    @BeforeEach
    void anAdministratorWhoHasForgotten() {
        try (Ledger ledger = ledger()) {
            new AccountDesk(ledger, Passwords.encoder(), Clock.systemUTC(), any -> false, any -> {})
                    .open(new AccountDesk.Wanted("admin", "管理员", AccountRole.ADMIN, ""), "test");
        }
    }

    @Test
    void aNewPasswordIsToldOnceAndStandsNowhere() {
        assertThat(command.execute("--data", data.toString())).isZero();

        Matcher once = ONCE.matcher(out.toString());
        assertThat(once.find()).isTrue();
        try (Ledger ledger = ledger()) {
            Account account = ledger.read(view -> view.accounts().find("admin")).orElseThrow();
            assertThat(account.mustChange()).isTrue();
            assertThat(account.password()).startsWith("{argon2id}").doesNotContain(once.group(1));
            assertThat(Passwords.encoder().matches(once.group(1), account.password()))
                    .isTrue();
            List<AuditView.Decided> decided = ledger.read(view -> view.audit().about("account/admin"));
            assertThat(decided).extracting("action").containsExactly("ACCOUNT_OPENED", "PASSWORD_RESET");
        }
    }

    @Test
    void whatCannotBeDoneIsSaid() {
        assertThat(command.execute("nobody", "--data", data.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("没有账号nobody");
        assertThat(command.execute("--data", data.resolve("nowhere").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("找不到密钥文件");
    }

    @Test
    void notBesideARunningHub() {
        try (Ledger running = ledger()) {
            assertThat(command.execute("--data", data.toString())).isEqualTo(2);
            assertThat(err.toString()).contains("另一个枢纽");
        }
    }

    private Ledger ledger() {
        return Ledger.open(
                LedgerSettings.embedded(data.resolve("ledger.db")),
                KeyRing.loadOrCreate(data.resolve("keys.yaml")),
                Clock.systemUTC());
    }
}

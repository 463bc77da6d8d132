package org.liandong.command;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.liandong.hub.FirstAccount;
import org.liandong.hub.Passwords;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.LedgerUnavailable;
import org.liandong.operations.AccountDesk;
import org.liandong.security.crypto.KeyRing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hub account}: the way back in for whoever has lost the administrator's password. */
@Command(
        name = "account",
        description = "给一个账号发一次性口令,例如系统管理员忘了口令。枢纽须先停下;记入审计",
        exitCodeListHeading = "退出码:%n",
        exitCodeList = {"0:口令已显示,只这一次", "2:没有发,原因见提示"},
        mixinStandardHelpOptions = true)
final class AccountCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "账号",
            arity = "0..1",
            description = "默认 ${DEFAULT-VALUE}",
            defaultValue = FirstAccount.NAME)
    private String name = FirstAccount.NAME;

    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec, "spec").commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Path keys = ledger.data().resolve("keys.yaml");
        if (!Files.isReadable(keys)) {
            err.println("没有发: 找不到密钥文件 %s,请用 --data 指明枢纽的数据目录".formatted(keys));
            return 2;
        }
        Quiet.logging();
        try (Ledger opened = Ledger.open(ledger.settings(), KeyRing.loadOrCreate(keys), Clock.systemUTC())) {
            AccountDesk desk = new AccountDesk(opened, Passwords.encoder(), Clock.systemUTC(), any -> false, any -> {});
            String once = desk.reset(name, System.getProperty("user.name", "命令行"));
            out.println("账号 %s 的一次性口令 %s,只显示这一次,登录后须改".formatted(name, once));
            return 0;
        } catch (LedgerUnavailable | IllegalArgumentException e) {
            err.println("没有发: " + e.getMessage());
            return 2;
        }
    }
}

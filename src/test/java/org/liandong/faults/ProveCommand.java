package org.liandong.faults;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./hub prove}: the packaged hub is killed in a storm, and everybody's books are balanced. */
@Command(
        name = "prove",
        description = "在风暴中反复杀死枢纽,再与各方的账逐笔核对:不丢、不重、不乱",
        subcommands = {RepeatsCommand.class, AlarmsCommand.class},
        mixinStandardHelpOptions = true)
public final class ProveCommand implements Callable<Integer> {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    @Option(names = "--kills", defaultValue = "20", description = "杀死多少次(默认 ${DEFAULT-VALUE})")
    private int kills;

    @Option(names = "--seed", description = "随机种子:同一种子画出同样的来件、脾气与时刻;不给则任取")
    private @Nullable Long seed;

    @Option(names = "--minutes", defaultValue = "240", description = "至多多少分钟,到时不再杀,照常核对(默认 ${DEFAULT-VALUE})")
    private int minutes;

    @Option(names = "--database", defaultValue = "sqlite", description = "sqlite 或 postgresql(默认 ${DEFAULT-VALUE})")
    private SiteDatabase.Kind database = SiteDatabase.Kind.SQLITE;

    @Spec
    private @Nullable CommandSpec spec;

    private ProveCommand() {}

    public static void main(String[] args) {
        // departments that come and go are the purpose here and no news
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
        System.exit(new CommandLine(new ProveCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws Exception {
        // a run without a kill would prove nothing and say that all is well
        atLeastOne("--kills", kills);
        atLeastOne("--minutes", minutes);
        long drawn = seed == null ? System.currentTimeMillis() % 1_000_000 : seed;
        Path folder = Files.createTempDirectory("prove");
        KillRun.Tally tally =
                new KillRun(new KillRun.Plan(kills, drawn, Duration.ofMinutes(minutes), database, folder), OUT).run();
        return ended(folder, tally.balances());
    }

    private void atLeastOne(String option, int value) {
        if (value < 1) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "%s 须为1或更大: %d".formatted(option, value));
        }
    }

    /** What did not balance is kept to be looked into. */
    static int ended(Path folder, boolean balances) throws IOException {
        if (balances) {
            FileSystemUtils.deleteRecursively(folder);
            return 0;
        }
        OUT.printf("数据与日志留在 %s%n", folder);
        return 1;
    }
}

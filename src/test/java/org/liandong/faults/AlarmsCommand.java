package org.liandong.faults;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./hub prove alarms}: ten things go wrong in a running city, and the hub has to say so. */
@Command(name = "alarms", description = "往打好包的枢纽报件,依次弄出十样毛病:每样两分钟内要有告警,虚报至多一条;约十分钟", mixinStandardHelpOptions = true)
final class AlarmsCommand implements Callable<Integer> {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    @Option(names = "--seed", description = "随机种子;不给则任取")
    private @Nullable Long seed;

    @Option(names = "--quiet", defaultValue = "60", description = "前后各平静多少秒(默认 ${DEFAULT-VALUE})")
    private int quiet;

    private AlarmsCommand() {}

    @Override
    public Integer call() throws Exception {
        long drawn = seed == null ? System.currentTimeMillis() % 1_000_000 : seed;
        Path folder = Files.createTempDirectory("prove");
        AlarmsRun.Tally tally = new AlarmsRun(folder, drawn, Duration.ofSeconds(quiet), OUT).run();
        return ProveCommand.ended(folder, tally.isGood());
    }
}

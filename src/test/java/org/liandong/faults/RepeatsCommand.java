package org.liandong.faults;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./hub prove repeats}: every order many times, across a kill. */
@Command(name = "repeats", description = "同一批工单从许多连接上各推送许多遍,中途杀死枢纽:一单一件,一件一办,答复前后一致", mixinStandardHelpOptions = true)
final class RepeatsCommand implements Callable<Integer> {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    @Option(names = "--ids", defaultValue = "10000", description = "多少个工单编号(默认 ${DEFAULT-VALUE})")
    private int ids;

    @Option(names = "--times", defaultValue = "100", description = "每个推送多少遍(默认 ${DEFAULT-VALUE})")
    private int times;

    @Option(names = "--connections", defaultValue = "64", description = "多少条连接(默认 ${DEFAULT-VALUE})")
    private int connections;

    @Option(names = "--seed", description = "随机种子;不给则任取")
    private @Nullable Long seed;

    @Option(names = "--database", defaultValue = "sqlite", description = "sqlite 或 postgresql(默认 ${DEFAULT-VALUE})")
    private SiteDatabase.Kind database = SiteDatabase.Kind.SQLITE;

    private RepeatsCommand() {}

    @Override
    public Integer call() throws Exception {
        long drawn = seed == null ? System.currentTimeMillis() % 1_000_000 : seed;
        Path folder = Files.createTempDirectory("prove");
        Findings findings =
                new RepeatsRun(new RepeatsRun.Plan(ids, times, connections, drawn, database, folder), OUT).run();
        return ProveCommand.ended(folder, findings.all().isEmpty());
    }
}

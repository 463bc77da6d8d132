package org.liandong.command;

import org.liandong.simulator.SimulateCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code hub} command: one verb each for what people do with a hub. */
@Command(
        name = "hub",
        description = "联动枢纽:接入各渠道办件,派给责任部门,把结果送回来处",
        subcommands = {
            RunCommand.class,
            DemoCommand.class,
            ConnectorCommand.class,
            AccountCommand.class,
            VerifyTraceCommand.class,
            SimulateCommand.class
        },
        mixinStandardHelpOptions = true,
        version = "liandong 0.1.0",
        synopsisSubcommandLabel = "命令")
public final class HubCommand {
    private HubCommand() {}

    public static void main(String[] args) {
        // a POST must never be repeated behind our back, and a SOAP body must go out with its length
        System.setProperty("sun.net.http.retryPost", "false");
        System.setProperty("org.apache.cxf.transport.http.forceURLConnection", "true");
        CommandLine hub = new CommandLine(new HubCommand()).setCaseInsensitiveEnumValuesAllowed(true);
        hub.setExecutionExceptionHandler((problem, command, parsed) -> {
            command.getErr().println(Problems.line(problem));
            return 1;
        });
        int code = hub.execute(args);
        if (code != RunCommand.RUNNING) {
            System.exit(code);
        }
    }
}

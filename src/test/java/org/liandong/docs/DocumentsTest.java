package org.liandong.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.liandong.bench.Bench;
import org.liandong.command.HubCommand;
import org.liandong.faults.ProveCommand;
import picocli.CommandLine;

/** What the pages point at is there, and what they quote is what is written. */
class DocumentsTest {
    private static final Set<String> COMMANDS = commands();

    /** Those of the hub, and those that the {@code hub} script gives to the proof and the measurements. */
    private static Set<String> commands() {
        Set<String> commands =
                new TreeSet<>(new CommandLine(HubCommand.class).getSubcommands().keySet());
        commands.add(new CommandLine(ProveCommand.class).getCommandName());
        commands.add(new CommandLine(Bench.class).getCommandName());
        return commands;
    }

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (Page page : Page.all()) {
            for (Path file : page.linkedFiles()) {
                // screenshots are made from a running hub, not kept up to date by the tests
                boolean screenshot = file.toString().matches(".*/docs/pictures/[^/]+\\.png");
                if (!screenshot && !Files.exists(file)) {
                    missing.add(
                            page.file() + " -> " + Path.of("").toAbsolutePath().relativize(file));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyCommandNamedCanBeGiven() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Page page : Page.all()) {
            named.addAll(page.found("\\./hub ([a-z][a-z-]*)"));
        }
        assertThat(named).isNotEmpty().isSubsetOf(COMMANDS);
    }

    @Test
    void theWayOfACaseQuotesItsRoutesWordForWord() throws IOException {
        Page way = Page.read("docs/way-of-a-case.md");
        int quoted = 0;
        for (String block : way.fenced("yaml")) {
            String first = block.lines().findFirst().orElse("");
            assertThat(first).as("a quotation names its file").matches("# (routes|connectors)/.+");
            String file = flat(Files.readString(Path.of(first.substring(2))));
            assertThat(file).contains(flat(block.substring(first.length())));
            quoted++;
        }
        assertThat(quoted).isGreaterThanOrEqualTo(4);
    }

    /** Without indentation, which a quotation may leave out. */
    private static String flat(String yaml) {
        return yaml.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce("", (before, line) -> before + "\n" + line);
    }
}

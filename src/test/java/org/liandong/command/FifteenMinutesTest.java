package org.liandong.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Somebody who has never seen the hub follows docs/connectors.md to the letter. */
class FifteenMinutesTest {
    private static final Pattern SECTION =
            Pattern.compile("(?s)^## 十五分钟.*?(?=^## )", Pattern.MULTILINE | Pattern.UNICODE_CASE);
    private static final Pattern STEP =
            Pattern.compile("(?s)(写进 `(?<file>[^`]+)`[^`]*?)?```(?<kind>\\w+)\\n(?<text>.*?)```");
    private static final String DEPARTMENTS = "connectors/departments/";

    private final StringWriter out = new StringWriter();
    private final CommandLine command = new CommandLine(new ConnectorCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(out));

    @TempDir
    Path folder = Path.of("");

    @Test
    void eachStepDoesWhatItSays() throws IOException {
        Matcher section = SECTION.matcher(Files.readString(Path.of("docs/connectors.md")));
        assertThat(section.find()).isTrue();
        List<Integer> results = new ArrayList<>();
        Matcher steps = STEP.matcher(section.group());
        while (steps.find()) {
            String file = steps.group("file");
            if (file != null) {
                Files.writeString(folder.resolve("JT").resolve(file), steps.group("text"));
            } else {
                assertThat(steps.group("kind")).isEqualTo("sh");
                for (String line : steps.group("text").strip().split("\n", -1)) {
                    done(line, results);
                }
            }
        }

        // written, not yet like the samples, passed
        assertThat(results).as(out.toString()).containsExactly(0, 1, 0);
        assertThat(out.toString()).contains("未通过", "samples/DISPATCH/1-reference.in.json", "12328交通服务系统: 通过");
        assertThat(folder.resolve("report.html")).exists();
    }

    private void done(String line, List<Integer> results) throws IOException {
        if (line.startsWith("rm ")) {
            Path samples = folder.resolve(
                    line.substring(("rm " + DEPARTMENTS).length()).replace("/*", ""));
            try (Stream<Path> files = Files.list(samples)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            return;
        }
        assertThat(line).startsWith("./hub connector ");
        List<String> words = new ArrayList<>(List.of(line.substring("./hub connector ".length())
                .replace(DEPARTMENTS, folder + "/")
                .replace("report.html", folder.resolve("report.html").toString())
                .split(" ", -1)));
        if (words.get(0).equals("new")) {
            words.addAll(List.of("--in", folder.toString()));
        }
        results.add(command.execute(words.toArray(String[]::new)));
    }
}

package org.liandong.connectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs a connector's mappings on the samples beside them. A sample is a pair of files
 * {@code samples/<step>/<name>.in.*} and {@code <name>.out.*}; the steps are the names of entries, of operations,
 * {@code <entry>-answer}, {@code answer}, {@code lookUp} and {@code lookUp-answer}. Inputs are the bytes as they come on the
 * wire, in the encoding that their XML declaration names or else UTF-8.
 */
public final class Samples {
    private Samples() {}

    /**
     * How one sample went.
     *
     * @param sample path of the input, relative to the connector's folder
     * @param failure what differs, or empty if all is as expected
     */
    public record Verdict(String sample, Optional<String> failure) {}

    /** Every step of a connector that a sample can show. */
    public static Map<String, Mapping> steps(Connector connector) {
        Map<String, Mapping> steps = new LinkedHashMap<>();
        for (Entry entry : connector.receives()) {
            steps.put(entry.name(), entry.mapping());
            entry.answer().ifPresent(answer -> steps.put(entry.name() + "-answer", answer));
        }
        connector.operations().forEach((operation, send) -> steps.put(operation, send.mapping()));
        connector.answer().ifPresent(answer -> steps.put("answer", answer));
        if (connector instanceof DepartmentConnector department) {
            department.lookUp().ifPresent(lookUp -> {
                lookUp.mapping().ifPresent(question -> steps.put("lookUp", question));
                steps.put("lookUp-answer", lookUp.answer());
            });
        }
        return steps;
    }

    /**
     * Runs all samples; a step without one is a verdict of its own.
     *
     * @param folder the connector's folder
     * @throws IOException if the folder cannot be read
     */
    public static List<Verdict> run(Connector connector, Path folder) throws IOException {
        List<Verdict> verdicts = new ArrayList<>();
        for (Map.Entry<String, Mapping> step : steps(connector).entrySet()) {
            Path home = folder.resolve("samples").resolve(step.getKey());
            List<Path> inputs = inputs(home);
            if (inputs.isEmpty()) {
                verdicts.add(new Verdict("samples/" + step.getKey(), Optional.of("没有样例:请至少放一对 .in 与 .out 文件")));
            }
            for (Path input : inputs) {
                String name = folder.relativize(input).toString().replace('\\', '/');
                verdicts.add(new Verdict(name, failure(step.getValue(), input)));
            }
        }
        return verdicts;
    }

    /**
     * The inputs of a step's samples as the step gets them, in the order of their names.
     *
     * @param folder the connector's folder
     * @throws IOException if the folder cannot be read
     */
    public static List<String> inputsOf(String step, Path folder) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path input : inputs(folder.resolve("samples").resolve(step))) {
            texts.add(SampleText.decode(Files.readAllBytes(input)));
        }
        return texts;
    }

    /**
     * Writes as the expected results of a step what its inputs become now.
     *
     * @param folder the connector's folder
     * @throws IOException if the folder cannot be read or written
     */
    public static void rewrite(Connector connector, Path folder, String step) throws IOException {
        Mapping mapping = Optional.ofNullable(steps(connector).get(step))
                .orElseThrow(() -> new IllegalArgumentException("没有步骤 " + step));
        for (Path input : inputs(folder.resolve("samples").resolve(step))) {
            String name = String.valueOf(input.getFileName());
            String stem = name.substring(0, name.indexOf(".in."));
            for (Path output : files(input.resolveSibling(""))
                    .filter(file -> String.valueOf(file.getFileName()).startsWith(stem + ".out."))
                    .toList()) {
                Files.writeString(output, mapping.apply(SampleText.decode(Files.readAllBytes(input))) + "\n");
            }
        }
    }

    private static Optional<String> failure(Mapping mapping, Path input) throws IOException {
        String name = String.valueOf(input.getFileName());
        String stem = name.substring(0, name.indexOf(".in."));
        Optional<Path> output = files(input.resolveSibling(""))
                .filter(file -> String.valueOf(file.getFileName()).startsWith(stem + ".out."))
                .findFirst();
        if (output.isEmpty()) {
            return Optional.of("缺少 %s.out.json 或 .xml:请写下期望的结果".formatted(stem));
        }
        String expected = SampleText.decode(Files.readAllBytes(output.get()));
        try {
            String actual = mapping.apply(SampleText.decode(Files.readAllBytes(input)));
            return SampleText.same(expected, actual)
                    ? Optional.empty()
                    : Optional.of("结果与 %s 不同,实为:%s".formatted(output.get().getFileName(), actual));
        } catch (MappingException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static List<Path> inputs(Path home) throws IOException {
        return Files.isDirectory(home)
                ? files(home)
                        .filter(file -> String.valueOf(file.getFileName()).contains(".in."))
                        .toList()
                : List.of();
    }

    private static Stream<Path> files(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.sorted().toList().stream();
        }
    }
}

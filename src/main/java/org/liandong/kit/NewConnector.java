package org.liandong.kit;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Connectors;
import org.liandong.connectors.Samples;

/** Writes a department's folder that passes its check from the first moment: that of the department most like it. */
public final class NewConnector {
    /** Seen from the folder of all departments' connectors. */
    private static final String SCHEMA = "../../src/main/resources/contracts/connector.schema.json";

    private static final Pattern CODE = Pattern.compile("[A-Z]{2,4}");

    private NewConnector() {}

    /** What the department's system speaks. */
    public enum Protocol {
        REST("HB"),
        SOAP("CG"),
        QUEUE("XF"),
        JDBC("MZ"),
        SFTP("NL"),
        FERRY("GA"),
        INBOX("SF");

        private final String example;

        Protocol(String example) {
            this.example = example;
        }

        /** Name of the folder that it is written after. */
        public String example() {
            return example;
        }
    }

    /**
     * What a new folder is.
     *
     * @param code of the department, as in departments.csv; also the folder's name
     * @param contract of the system, after which the dispatch is laid out; empty to take the example's
     */
    public record Wish(String code, String title, Protocol protocol, Optional<ContractDraft> contract) {}

    /**
     * Writes the folder, whole or not at all.
     *
     * @param examples folder of the departments' connectors that it is written after
     * @param departments where it is to stand
     * @return the new folder
     * @throws IllegalArgumentException if the code is none, the example is not there, or the contract is of another protocol
     * @throws FileAlreadyExistsException if there is such a folder already
     */
    public static Path write(Path examples, Path departments, Wish wish) throws IOException {
        String code = wish.code();
        Protocol protocol = wish.protocol();
        Optional<ContractDraft> contract = wish.contract();
        contract.filter(draft -> draft.soap().isEmpty() != (protocol == Protocol.REST))
                .ifPresent(draft -> {
                    throw new IllegalArgumentException("OpenAPI 用于 --protocol rest,WSDL 用于 --protocol soap");
                });
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("部门代码 %s 不对:须为2至4个大写字母,见区情数据的 departments.csv".formatted(code));
        }
        Path example = examples.resolve(protocol.example());
        if (!Files.isDirectory(example)) {
            throw new IllegalArgumentException("没有可照着写的目录 " + example);
        }
        Path folder = departments.resolve(code);
        if (Files.exists(folder)) {
            throw new FileAlreadyExistsException(folder.toString(), null, "已有目录 " + folder);
        }
        // whoever reads the folders meanwhile passes over hidden ones
        Path draft = departments.resolve(
                ".new-%s-%d".formatted(code, ProcessHandle.current().pid()));
        copy(example, draft);
        Path settings = draft.resolve("connector.yaml");
        Path schema = folder.toAbsolutePath()
                .normalize()
                .relativize(examples.toAbsolutePath().resolve(SCHEMA).normalize());
        Files.writeString(settings, settings(Files.readString(settings), wish, schema));
        if (contract.isPresent()) {
            lay(contract.get(), draft, settings);
        }
        return Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void lay(ContractDraft contract, Path draft, Path settings) throws IOException {
        Files.writeString(draft.resolve(contract.file()), contract.mapping());
        String laid = Files.readString(settings)
                .replaceFirst(
                        "(?m)^  DISPATCH: .*$", Matcher.quoteReplacement("  DISPATCH: {" + contract.dispatch() + "}"));
        if (contract.soap().equals("1.2")) {
            laid = laid.replaceFirst("(?m)^(protocol: soap)$", "$1\nsoap: \"1.2\"");
        }
        Files.writeString(settings, laid);
        // what the samples should become is what they become now, until somebody has filled in the rest
        Connector connector = Connectors.loadOne(draft).connectors().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("照契约排出的映射载不进来,请报告"));
        Samples.rewrite(connector, draft, "DISPATCH");
    }

    /** @param schema where an editor finds it, to complete and explain each key */
    private static String settings(String written, Wish wish, Path schema) {
        String example = wish.protocol().example();
        return written.replaceAll("\\b%s\\b".formatted(example), wish.code())
                .replaceFirst("\\A#.*", Matcher.quoteReplacement("# yaml-language-server: $schema=" + schema))
                .replaceFirst("(?m)^# (?!yaml).*$", Matcher.quoteReplacement("# 照%s写成,请改成自己的。".formatted(example)))
                .replaceFirst("(?m)^title:.*$", Matcher.quoteReplacement("title: " + new TextNode(wish.title())));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }
}

package org.liandong.command;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.liandong.ledger.LedgerSettings;
import picocli.CommandLine.Option;

/** Which ledger is meant, for commands that only read it. */
final class LedgerOptions {
    @Option(names = "--data", description = "数据目录(默认 ${DEFAULT-VALUE})", defaultValue = "data")
    private Path data = Path.of("data");

    @Option(names = "--database", description = "数据库地址,如 jdbc:postgresql://主机/库;不给则是数据目录中的库")
    private @Nullable String database;

    @Option(names = "--user", description = "数据库用户", defaultValue = "")
    private String user = "";

    @Option(
            names = "--password",
            description = "数据库口令;只写选项不写值则提示输入",
            defaultValue = "",
            arity = "0..1",
            interactive = true)
    private String password = "";

    Path data() {
        return data;
    }

    /** @throws IllegalArgumentException if there is no such ledger */
    LedgerSettings settings() {
        if (database != null) {
            return LedgerSettings.server(database, user, password);
        }
        Path file = data.resolve("ledger.db");
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("找不到办件运行库 %s,请用 --data 或 --database 指明".formatted(file));
        }
        return LedgerSettings.embedded(file);
    }
}

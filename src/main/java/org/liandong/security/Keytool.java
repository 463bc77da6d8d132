package org.liandong.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes keys and their certificates with the Java machine's own {@code keytool}. */
public final class Keytool {
    /** How the stores are written. */
    public static final String TYPE = "PKCS12";

    private static final String PASSWORD = "LIANDONG_KEYTOOL_PASSWORD";
    private static final long PATIENCE_SECONDS = 60;

    private Keytool() {}

    /**
     * Adds a key pair and its certificate to the store, which is made if it is not there.
     *
     * @param algorithm {@code RSA} or {@code EC}
     * @param more further options of {@code -genkeypair}
     * @throws IOException with what the tool says
     */
    public static void pair(Path store, String password, String alias, String algorithm, String... more)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storetype",
                TYPE,
                // not for everybody who sees the list of processes
                "-storepass:env",
                PASSWORD,
                "-keyalg",
                algorithm,
                "-alias",
                alias,
                "-dname",
                "CN=" + alias));
        command.addAll(List.of(more));
        ProcessBuilder tool = new ProcessBuilder(command).redirectErrorStream(true);
        tool.environment().put(PASSWORD, password);
        Process process = tool.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("keytool: " + said.strip());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("被中断", e);
        }
    }
}

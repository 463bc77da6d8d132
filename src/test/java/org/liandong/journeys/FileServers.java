package org.liandong.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.jspecify.annotations.Nullable;
import org.liandong.security.crypto.Sm3;
import org.liandong.simulator.FreePorts;

/** A real SFTP server with a folder for each department, and the department that works in its folder. */
final class FileServers {
    static final Charset GBK = Charset.forName("GBK");

    private final Path root;
    private final Map<String, String> passwords;
    private final KeyPair hostKey;
    private final int port = FreePorts.next();
    private @Nullable PublicKey known;
    private @Nullable SshServer server;

    /** @param passwords by department */
    FileServers(Map<String, String> passwords) {
        this.passwords = passwords;
        try {
            root = Files.createTempDirectory("sftp");
            hostKey = KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
            start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whoever has the private half comes in, too. */
    FileServers knowing(PublicKey key) {
        known = key;
        return this;
    }

    String url() {
        return "sftp://127.0.0.1:" + port + "/exchange";
    }

    String hostKey() {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, hostKey.getPublic());
    }

    void start() throws IOException {
        SshServer fresh = SshServer.setUpDefaultServer();
        fresh.setHost("127.0.0.1");
        fresh.setPort(port);
        fresh.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        fresh.setPasswordAuthenticator((user, password, session) -> password.equals(passwords.get(user)));
        fresh.setPublickeyAuthenticator(
                (user, key, session) -> known != null && KeyUtils.compareKeys(key, Objects.requireNonNull(known)));
        fresh.setSubsystemFactories(List.of(new SftpSubsystemFactory.Builder().build()));
        fresh.setFileSystemFactory(new VirtualFileSystemFactory(root) {
            @Override
            public Path getUserHomeDir(org.apache.sshd.common.session.SessionContext session) throws IOException {
                return Files.createDirectories(root.resolve(session.getUsername()));
            }
        });
        fresh.start();
        server = fresh;
    }

    void stop() throws IOException {
        Objects.requireNonNull(server).stop(true);
    }

    Path folder(String department, String name) {
        try {
            return Files.createDirectories(
                    root.resolve(department).resolve("exchange").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of what lies in a folder, also below it. */
    List<String> names(String department, String folder) {
        Path home = folder(department, folder);
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> home.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                // it was renamed while it was looked at
                return names(department, folder);
            }
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the hub has written about a task, as the department reads it: only files with their completion. */
    List<String> written(String department, String task) {
        Path in = folder(department, "in");
        return names(department, "in").stream()
                .filter(name -> name.contains(task) && !name.endsWith(".ok") && !name.endsWith(".tmp"))
                .filter(name -> Files.exists(in.resolve(name.replaceFirst("\\.\\w+$", ".ok"))))
                .map(name -> text(in.resolve(name)))
                .toList();
    }

    static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), GBK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It puts a file down as is agreed: written beside, renamed, then the completion. */
    void puts(String department, String name, String text) {
        byte[] content = text.getBytes(GBK);
        putsAlone(department, name, content);
        completes(department, name, content);
    }

    void putsAlone(String department, String name, byte[] content) {
        Path out = folder(department, "out");
        try {
            Path draft = Files.write(out.resolve(name + ".tmp"), content);
            Files.move(draft, out.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void completes(String department, String name, byte[] content) {
        long lines = new String(content, GBK).lines().count();
        try {
            Files.writeString(
                    folder(department, "out").resolve(name.replaceFirst("\\.\\w+$", ".ok")),
                    "%d,%d,%s".formatted(lines, content.length, Sm3.hex(content)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the hub said about a file that was of no use, read as a person would; empty if there is nothing. */
    String reason(String department, String stem) {
        return names(department, "out").stream()
                .filter(name -> name.startsWith("error/") && name.endsWith(stem + ".reason.txt"))
                .findFirst()
                .map(name -> {
                    try {
                        return Files.readString(folder(department, "out").resolve(name));
                    } catch (NoSuchFileException e) {
                        return "";
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .orElse("");
    }
}

package org.liandong.security;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that senders prove themselves with, and the hub's own passwords: one YAML file that only its owner can read.
 * What is missing is made up and written down. Safe for any thread.
 */
public final class Credentials {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final JsonMapper YAML = JsonMapper.builder(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final @Nullable Path file;
    private volatile Map<String, String> senders;
    private final String brokerPassword;
    private final Operator operator;

    private Credentials(@Nullable Path file, Content content) {
        this.file = file;
        this.senders = Map.copyOf(content.senders());
        this.brokerPassword = content.brokerPassword();
        this.operator = content.operator();
    }

    /** The account that works at the console and its API. */
    public record Operator(String user, String password) {}

    private record Content(Map<String, String> senders, String brokerPassword, Operator operator) {}

    private record Written(
            @Nullable Map<String, String> senders,
            @Nullable String brokerPassword,
            @Nullable Operator operator) {

        boolean has(Set<String> wanted) {
            return senders != null
                    && senders.keySet().containsAll(wanted)
                    && brokerPassword != null
                    && operator != null;
        }
    }

    /**
     * Reads the file, makes up what is missing for these senders and writes it back.
     *
     * @throws IllegalArgumentException if the file is not of the form described in docs/configuration.md
     */
    public static Credentials loadOrCreate(Path file, Set<String> senders) {
        try {
            Written written =
                    Files.exists(file) ? YAML.readValue(file.toFile(), Written.class) : new Written(null, null, null);
            Map<String, String> secrets = new TreeMap<>();
            if (written.senders() != null) {
                secrets.putAll(written.senders());
            }
            senders.forEach(sender -> secrets.computeIfAbsent(sender, any -> random()));
            Content content = new Content(
                    secrets,
                    written.brokerPassword() == null ? random() : written.brokerPassword(),
                    written.operator() == null ? new Operator("operator", random()) : written.operator());
            if (!written.has(senders)) {
                write(file, content);
            }
            return new Credentials(file, content);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("密钥文件 %s 格式有误: %s".formatted(file, e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException("密钥文件 %s 无法读写: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** Secrets that nobody else has, written down nowhere: for trying how a sender proves itself. */
    public static Credentials madeUp(String sender) {
        return new Credentials(
                null, new Content(Map.of(sender, random()), random(), new Operator("operator", random())));
    }

    /** @throws IllegalArgumentException if no secret is kept for this sender */
    public String secret(String sender) {
        String secret = senders.get(sender);
        if (secret == null) {
            throw new IllegalArgumentException("没有发送方 %s 的密钥".formatted(sender));
        }
        return secret;
    }

    /**
     * Makes up a secret for a sender that has come later, and writes it down.
     *
     * @throws UncheckedIOException if it cannot be written down
     */
    public synchronized void admit(String sender) {
        if (senders.containsKey(sender)) {
            return;
        }
        Map<String, String> more = new TreeMap<>(senders);
        more.put(sender, random());
        if (file != null) {
            try {
                write(file, new Content(more, brokerPassword, operator));
            } catch (IOException e) {
                throw new UncheckedIOException("密钥文件 %s 无法写: %s".formatted(file, e.getMessage()), e);
            }
        }
        senders = Map.copyOf(more);
    }

    public boolean knows(String sender) {
        return senders.containsKey(sender);
    }

    byte[] key(String sender) {
        return secret(sender).getBytes(StandardCharsets.UTF_8);
    }

    public String brokerPassword() {
        return brokerPassword;
    }

    public Operator operator() {
        return operator;
    }

    private static void write(Path file, Content content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(
                folder,
                "secrets",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(YAML.writeValueAsBytes(content));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            // a power cut must not leave an empty file under the old name: the secrets are shared with others
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    private static String random() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

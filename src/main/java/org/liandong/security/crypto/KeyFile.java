package org.liandong.security.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The key ring as a text file: {@code active=id}, {@code data.<id>=hex}, {@code digest=hex}; {@code #} starts a remark. */
final class KeyFile {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
    private static final String FIRST_KEY = "k1";
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private KeyFile() {}

    static KeyRing loadOrCreate(Path file) {
        try {
            return Files.exists(file) ? load(file) : create(file);
        } catch (IOException e) {
            throw new IllegalStateException("密钥文件%s读写失败, 请检查目录是否存在、磁盘与权限: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static KeyRing create(Path file) throws IOException {
        SecureRandom random = new SecureRandom();
        byte[] dataKey = new byte[KeyRing.DATA_KEY_BYTES];
        byte[] digestKey = new byte[KeyRing.DIGEST_KEY_BYTES];
        random.nextBytes(dataKey);
        random.nextBytes(digestKey);
        KeyRing ring = KeyRing.of(FIRST_KEY, Map.of(FIRST_KEY, dataKey), digestKey);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        write(file, ring);
        LOG.warn("已生成数据密钥文件{}, 请立即另存一份并妥善保管: 丢失它, 库中的个人信息将永远无法读出", file.toAbsolutePath());
        return ring;
    }

    /** The file is there whole or not at all: half a key file would keep the hub from ever starting again. */
    private static void write(Path file, KeyRing ring) throws IOException {
        HexFormat hex = HexFormat.of();
        StringBuilder text = new StringBuilder("# 联动枢纽数据密钥: 勿外传, 须另存备份; 丢失后库中的个人信息无法读出\n");
        text.append("active=").append(ring.active()).append('\n');
        for (String id : ring.keyIds()) {
            text.append("data.")
                    .append(id)
                    .append('=')
                    .append(hex.formatHex(ring.dataKey(id)))
                    .append('\n');
        }
        text.append("digest=").append(hex.formatHex(ring.digestKey())).append('\n');
        FileAttribute<?>[] mode = isPosix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel = FileChannel.open(fresh, options, mode)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        // does not replace: keys that somebody else has just written are in use
        Files.move(fresh, file);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && isPosix(file)) {
            try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
                entry.force(true);
            }
        }
    }

    private static KeyRing load(Path file) throws IOException {
        refuseIfOthersMayRead(file);
        Map<String, byte[]> dataKeys = new TreeMap<>();
        String active = "";
        byte[] digestKey = new byte[0];
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            String name = equals < 0 ? line.strip() : line.substring(0, equals).strip();
            String value = equals < 0 ? "" : line.substring(equals + 1).strip();
            if (name.equals("active")) {
                active = value;
            } else if (name.equals("digest")) {
                digestKey = bytes(file, number, value);
            } else if (name.startsWith("data.")) {
                dataKeys.put(name.substring(5), bytes(file, number, value));
            } else {
                throw new IllegalStateException("密钥文件%s第%d行不认识: 只可有active、digest和data.<编号>".formatted(file, number));
            }
        }
        try {
            return KeyRing.of(active, dataKeys, digestKey);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("密钥文件%s不可用: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static byte[] bytes(Path file, int line, String hex) {
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("密钥文件%s第%d行不是十六进制".formatted(file, line), e);
        }
    }

    private static void refuseIfOthersMayRead(Path file) throws IOException {
        if (isPosix(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IllegalStateException("密钥文件%s的权限过宽, 别的用户可以读到, 请执行: chmod 600 %s".formatted(file, file));
        }
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}

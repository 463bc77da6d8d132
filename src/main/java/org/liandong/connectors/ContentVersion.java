package org.liandong.connectors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.crypto.digests.SM3Digest;

/** A digest of the files that decide what a connector does. */
final class ContentVersion {
    private ContentVersion() {}

    static String of(Path folder) {
        SM3Digest digest = new SM3Digest();
        try {
            for (Path file : files(folder)) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                byte[] content = Files.readAllBytes(file);
                // The length parts name from content, so that no two folders can run together to the same bytes.
                feed(digest, (name + "\n" + content.length + "\n").getBytes(StandardCharsets.UTF_8));
                feed(digest, content);
            }
        } catch (IOException e) {
            throw new FaultyConnectorException("", 0, "目录无法读取:" + e.getMessage(), e);
        }
        byte[] result = new byte[digest.getDigestSize()];
        digest.doFinal(result, 0);
        return HexFormat.of().formatHex(result);
    }

    static List<Path> files(Path folder) throws IOException {
        Path samples = folder.resolve("samples");
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(samples))
                    .filter(file -> !file.equals(folder.resolve(CheckMark.FILE)))
                    .sorted()
                    .toList();
        }
    }

    private static void feed(SM3Digest digest, byte[] bytes) {
        digest.update(bytes, 0, bytes.length);
    }
}

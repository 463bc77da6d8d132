package org.liandong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.security.crypto.Sm3;

class BlobsTest {
    private static final int MAX = 300_000;

    private final Path folder;

    BlobsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aPhotoComesBackAsItWasAndIsKeptOnce() throws IOException {
        Blobs blobs = new Blobs(folder, MAX);
        byte[] photo = new byte[MAX];
        new Random(7).nextBytes(photo);

        Blobs.Blob blob = blobs.put(new ByteArrayInputStream(photo));
        Blobs.Blob again = new Blobs(folder, MAX).put(new ByteArrayInputStream(photo));

        assertThat(blob).isEqualTo(again).isEqualTo(new Blobs.Blob(Sm3.hex(photo), MAX));
        assertThat(files()).hasSize(1);
        try (InputStream back = blobs.open(blob.digest()).orElseThrow()) {
            assertThat(back.readAllBytes()).isEqualTo(photo);
        }
        assertThat(blobs.open("0".repeat(64))).isEmpty();
    }

    @Test
    void whatIsOldIsFoundAndGoesUnlessItHasComeAgain() throws IOException {
        Blobs blobs = new Blobs(folder, MAX);
        Blobs.Blob blob = blobs.put(new ByteArrayInputStream(new byte[] {1, 2, 3}));
        Instant then = Instant.now().plusSeconds(5);
        assertThat(blobs.before(Instant.now().minusSeconds(60))).isEmpty();
        assertThat(blobs.before(then)).containsExactly(blob);
        assertThat(blobs.erase(blob.digest(), Instant.now().minusSeconds(60))).isFalse();
        assertThat(blobs.open(blob.digest())).isPresent();
        assertThat(blobs.erase(blob.digest(), then)).isTrue();
        assertThat(blobs.open(blob.digest())).isEmpty();
        assertThat(blobs.erase(blob.digest(), then)).isFalse();
        assertThat(blobs.put(new ByteArrayInputStream(new byte[] {1, 2, 3}))).isEqualTo(blob);
    }

    @Test
    void whatIsTooLargeOrBreaksOffLeavesNothing() throws IOException {
        Blobs blobs = new Blobs(folder, MAX);
        assertThatThrownBy(() -> blobs.put(new ByteArrayInputStream(new byte[MAX + 1])))
                .isInstanceOf(Blobs.TooLarge.class);
        assertThatThrownBy(() ->
                        blobs.put(new SequenceInputStream(new ByteArrayInputStream(new byte[100_000]), new Broken())))
                .hasMessage("连接中断");
        assertThat(files()).isEmpty();
    }

    @Test
    void aDamagedFileIsNotHandedOut() throws IOException {
        Blobs blobs = new Blobs(folder, MAX);
        Blobs.Blob blob = blobs.put(new ByteArrayInputStream(new byte[] {1, 2, 3}));
        Files.write(files().get(0), new byte[] {1, 2, 4});
        assertThatThrownBy(() -> blobs.open(blob.digest())).hasMessageContaining("文件已损坏");

        blobs.put(new ByteArrayInputStream(new byte[] {1, 2, 3}));
        assertThat(blobs.open(blob.digest()))
                .hasValueSatisfying(back -> assertThat(back).hasBinaryContent(new byte[] {1, 2, 3}));
    }

    @Test
    void aNameFromOutsideIsNoPath() throws IOException {
        Blobs blobs = new Blobs(folder, MAX);
        for (String name : List.of("../../etc/passwd", "", "A".repeat(64), "0".repeat(63) + "/")) {
            assertThatThrownBy(() -> blobs.open(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whatAnEarlierRunLeftHalfWrittenIsRemoved() throws IOException {
        new Blobs(folder, MAX);
        Files.write(folder.resolve("incoming/blob123"), new byte[] {1});
        new Blobs(folder, MAX);
        assertThat(files()).isEmpty();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static final class Broken extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("连接中断");
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return read();
        }
    }
}

package org.liandong.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.crypto.digests.SM3Digest;

/**
 * Photos, recordings and documents, each in a file named by the SM3 of its content: a name from outside never becomes a
 * path, and the same photo sent five times is kept once. What {@link #put} has returned survives a power cut. Safe for any
 * thread.
 */
public final class Blobs {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final String INCOMING = "incoming";
    /** Below the folder: two levels, and the file. */
    private static final int DEPTH = 3;

    private static final int BUFFER = 64 * 1024;

    private final Object moving = new Object();
    private final Path folder;
    private final Path incoming;
    private final long maxBytes;

    /** @param digest SM3 of the content, the key to get it back by */
    public record Blob(String digest, long size) {}

    /** The content is longer than allowed; nothing of it was kept. */
    public static final class TooLarge extends IOException {
        TooLarge(long maxBytes) {
            super("附件超过上限%d字节, 未保存".formatted(maxBytes));
        }
    }

    /**
     * @param folder made if it is not there; what an earlier run left half written is removed
     * @param maxBytes of one blob
     */
    public Blobs(Path folder, long maxBytes) throws IOException {
        this.folder = folder;
        this.incoming = folder.resolve(INCOMING);
        this.maxBytes = maxBytes;
        Files.createDirectories(incoming);
        try (DirectoryStream<Path> halfWritten = Files.newDirectoryStream(incoming)) {
            for (Path file : halfWritten) {
                Files.delete(file);
            }
        }
    }

    /**
     * Keeps the content; reads the stream to its end but does not close it.
     *
     * @throws TooLarge if it is longer than allowed
     */
    public Blob put(InputStream content) throws IOException {
        Path temporary = Files.createTempFile(incoming, "blob", "");
        try {
            Blob blob = write(content, temporary);
            Path target = path(blob.digest());
            makeFolder(target);
            // replacing an equal file also mends one that has been damaged since
            synchronized (moving) {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            sync(folderOf(target));
            return blob;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * The content; empty if there is none of this digest. Checked in full before the first byte is handed out.
     *
     * @throws IOException if the file is not what its name says
     */
    public Optional<InputStream> open(String digest) throws IOException {
        FileChannel file;
        try {
            file = FileChannel.open(path(digest), StandardOpenOption.READ);
        } catch (NoSuchFileException nothingThere) {
            return Optional.empty();
        }
        boolean sound = false;
        try {
            sound = digestOf(file).equals(digest);
            if (!sound) {
                throw new IOException("附件%s的内容与其SM3摘要不符, 文件已损坏".formatted(digest));
            }
            file.position(0);
            return Optional.of(Channels.newInputStream(file));
        } finally {
            if (!sound) {
                file.close();
            }
        }
    }

    /** All that came last before then, in no order. */
    public List<Blob> before(Instant moment) throws IOException {
        try (Stream<Path> files = Files.find(
                folder,
                DEPTH,
                (file, about) -> about.isRegularFile()
                        && about.lastModifiedTime().toInstant().isBefore(moment)
                        && DIGEST.matcher(file.getFileName().toString()).matches())) {
            List<Blob> old = new ArrayList<>();
            for (Path file : (Iterable<Path>) files::iterator) {
                old.add(new Blob(file.getFileName().toString(), Files.size(file)));
            }
            return old;
        }
    }

    /**
     * Takes it away unless it has come again since.
     *
     * @return whether it was there and is gone
     */
    public boolean erase(String digest, Instant before) throws IOException {
        Path file = path(digest);
        synchronized (moving) {
            return Files.exists(file)
                    && Files.getLastModifiedTime(file).toInstant().isBefore(before)
                    && Files.deleteIfExists(file);
        }
    }

    private Blob write(InputStream content, Path file) throws IOException {
        SM3Digest sm3 = new SM3Digest();
        long size = 0;
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                size += read;
                if (size > maxBytes) {
                    throw new TooLarge(maxBytes);
                }
                sm3.update(buffer, 0, read);
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
            out.force(true);
        }
        return new Blob(hex(sm3), size);
    }

    /** The entry of a new folder must survive a power cut as well as the file in it. */
    private void makeFolder(Path target) throws IOException {
        Path second = folderOf(target);
        Path first = folderOf(second);
        for (Path wanted : List.of(first, second)) {
            if (!Files.isDirectory(wanted)) {
                Files.createDirectories(wanted);
                sync(folderOf(wanted));
            }
        }
    }

    private Path path(String digest) {
        if (!DIGEST.matcher(digest).matches()) {
            throw new IllegalArgumentException("附件摘要须为64位小写十六进制: " + digest);
        }
        return folder.resolve(digest.substring(0, 2))
                .resolve(digest.substring(2, 4))
                .resolve(digest);
    }

    private static Path folderOf(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalStateException("没有上级目录: " + path);
        }
        return parent;
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static String digestOf(FileChannel file) throws IOException {
        SM3Digest sm3 = new SM3Digest();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (file.read(buffer) >= 0) {
            sm3.update(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
        return hex(sm3);
    }

    private static String hex(SM3Digest sm3) {
        byte[] out = new byte[32];
        sm3.doFinal(out, 0);
        return HexFormat.of().formatHex(out);
    }
}

package org.liandong.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of anchors, one file a day, {@code 2026-11-23.json}. A file once written is never changed: a copy of it may already
 * be outside.
 */
public final class Anchors {
    private static final String NAME = "\\d{4}-\\d\\d-\\d\\d\\.json";

    private final Path folder;

    public Anchors(Path folder) {
        this.folder = folder;
    }

    public boolean has(LocalDate date) {
        return Files.exists(file(date));
    }

    /** Writes the anchor so that its file is there whole or not at all, also after a power cut. */
    public void write(Anchor anchor) throws IOException {
        Files.createDirectories(folder);
        Path fresh = folder.resolve(anchor.date() + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap((anchor.line() + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file(anchor.date()), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    /**
     * All anchors of the folder, earliest first.
     *
     * @throws IllegalArgumentException naming the file that is none
     */
    public List<Anchor> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Anchor> anchors = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Anchors::isAnchor).toList()) {
                anchors.add(read(file));
            }
        }
        anchors.sort(Comparator.comparing(Anchor::date));
        return anchors;
    }

    /** The anchor of the latest day. */
    public Optional<Anchor> latest() throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            Optional<Path> last = files.filter(Anchors::isAnchor).max(Comparator.comparing(Path::getFileName));
            return last.isPresent() ? Optional.of(read(last.get())) : Optional.empty();
        }
    }

    private static boolean isAnchor(Path file) {
        return file.getFileName().toString().matches(NAME);
    }

    private static Anchor read(Path file) throws IOException {
        try {
            Anchor anchor = Anchor.parse(Files.readString(file));
            if (!file.getFileName().toString().equals(anchor.date() + ".json")) {
                throw new IllegalArgumentException("文件名与其中的date不一致");
            }
            return anchor;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("锚点文件%s不可用: %s".formatted(file, e.getMessage()), e);
        }
    }

    private Path file(LocalDate date) {
        return folder.resolve(date + ".json");
    }
}

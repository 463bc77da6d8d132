package org.liandong.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.liandong.security.crypto.Sm3;

/** The folder that a boundary ferry serves, and who works on its other side. */
final class BoundaryFerry {
    private final Path root;

    BoundaryFerry() {
        try {
            root = Files.createTempDirectory("ferry");
            Files.createDirectories(root.resolve("out"));
            Files.createDirectories(root.resolve("in"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return root.toUri().toString();
    }

    /** Names in one of the hub's three folders. */
    List<String> names(String folder) {
        try (Stream<Path> files = Files.walk(root.resolve(folder))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.resolve(folder).relativize(file).toString())
                    .filter(name -> !name.endsWith(".tmp"))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException moving) {
            return List.of();
        }
    }

    /** The whole files for a task that wait to be carried away. */
    List<String> waiting(String task) {
        List<String> names = names("out");
        return names.stream()
                .filter(name -> name.contains(task + "_") && name.endsWith(".xml"))
                .filter(name -> names.contains(name.replace(".xml", ".sm3")))
                .toList();
    }

    /** Carries a file away; @return what is in it */
    String fetches(String name) {
        Path file = root.resolve("out").resolve(name);
        Path digest = root.resolve("out").resolve(name.replace(".xml", ".sm3"));
        try {
            byte[] content = Files.readAllBytes(file);
            String said = Files.readString(digest).strip();
            if (!said.equals(Sm3.hex(content))) {
                throw new IllegalStateException("%s is %s, not %s".formatted(name, Sm3.hex(content), said));
            }
            Files.delete(digest);
            Files.delete(file);
            return new String(content, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param result 0 taken, 1 damaged, 2 refused */
    void acknowledges(String name, String content, int result, String words) {
        put(name + ".ack", "%s,%d,%s\n".formatted(Sm3.hex(content.getBytes(StandardCharsets.UTF_8)), result, words));
    }

    /** Brings a file and then its digest. */
    void brings(String name, String content) {
        brings(name, content, Sm3.hex(content.getBytes(StandardCharsets.UTF_8)));
    }

    void brings(String name, String content, String digest) {
        put(name, content);
        put(name.replace(".xml", ".sm3"), digest + "\n");
    }

    /** What the hub has acknowledged of a file; empty if nothing yet. */
    String acknowledged(String name) {
        try {
            return Files.readString(root.resolve("out").resolve(name + ".ack"));
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Carries the acknowledgement away. */
    void fetchesAcknowledgement(String name) {
        try {
            Files.delete(root.resolve("out").resolve(name + ".ack"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String folder, String name) {
        try {
            return Files.readString(root.resolve(folder).resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(String name, String content) {
        Path file = root.resolve("in").resolve(name);
        Path draft = file.resolveSibling(name + ".tmp");
        try {
            Files.writeString(draft, content);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

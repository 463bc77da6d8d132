package org.liandong.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A folder on a system's server. A file in it is whole once its completion lies beside it; what was read is moved to
 * {@code done/yyyyMMdd}, what is of no use to {@code error} (reference §3.5, SFTP files).
 */
record Folder(Path path) {
    private static final String DONE = "done";
    /** How many days of files read are searched for one of the same name. */
    private static final int DAYS = 31;

    static Folder of(Path file) {
        return new Folder(parent(file));
    }

    static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent());
    }

    /** {@code feedback.csv} has {@code feedback.ok}. */
    static Path completionOf(Path file) {
        return file.resolveSibling(stem(file) + ".ok");
    }

    static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** The files of such names, oldest name first; none if there is no such folder yet. */
    List<Path> files(String pattern) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(path)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(path, pattern)) {
                for (Path file : files) {
                    String name = String.valueOf(file.getFileName());
                    if (!name.endsWith(".ok") && !name.endsWith(".tmp")) {
                        found.add(file);
                    }
                }
            }
        }
        found.sort(Comparator.comparing(file -> String.valueOf(file.getFileName())));
        return found;
    }

    /** What a file's completion says, here or among the files already read; empty if there is none. */
    Optional<Completion> completed(Path file) throws IOException {
        Optional<Completion> here = beside(file);
        return here.isPresent() ? here : read(file);
    }

    /** What the completion beside a file says. */
    Optional<Completion> beside(Path file) throws IOException {
        return completion(completionOf(file));
    }

    /** What the completion of a file of that name says, among those already read. */
    Optional<Completion> read(Path file) throws IOException {
        for (Path day : daysOfDone()) {
            Optional<Completion> there =
                    completion(day.resolve(String.valueOf(completionOf(file).getFileName())));
            if (there.isPresent()) {
                return there;
            }
        }
        return Optional.empty();
    }

    private List<Path> daysOfDone() throws IOException {
        Path done = path.resolve(DONE);
        List<Path> days = new ArrayList<>();
        if (Files.isDirectory(done)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(done)) {
                all.forEach(days::add);
            }
        }
        days.sort(Comparator.comparing((Path day) -> String.valueOf(day.getFileName()))
                .reversed());
        return days.subList(0, Math.min(DAYS, days.size()));
    }

    private static Optional<Completion> completion(Path file) throws IOException {
        try {
            return Files.size(file) > Completion.LONGEST ? Optional.empty() : Completion.read(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    Path done(String day) {
        return path.resolve(DONE).resolve(day);
    }

    Path error() {
        return path.resolve("error");
    }
}

package org.liandong.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A folder on a system's server. A file in it is whole once its completion lies beside it; what was read is moved to
 * {@code done/yyyyMMdd}, what is of no use to {@code error} (reference §3.5, SFTP files).
 *
 * @param form of the completions
 */
record Folder(Path path, Completion.Form form) {
    private static final String DONE = "done";
    /** What the name of a file ends in while it is written. */
    private static final String DRAFT = ".tmp";
    /** How many days of files read are searched for one of the same name. */
    private static final int DAYS = 31;

    static Folder of(Path file, Completion.Form form) {
        return new Folder(parent(file), form);
    }

    static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent());
    }

    /** {@code feedback.csv} has {@code feedback.ok}. */
    Path completionOf(Path file) {
        return file.resolveSibling(stem(file) + form.suffix());
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
                    if (!name.endsWith(form.suffix()) && !name.endsWith(DRAFT)) {
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

    /** The names of the files already read. */
    List<String> namesRead() throws IOException {
        List<String> names = new ArrayList<>();
        for (Path day : daysOfDone()) {
            new Folder(day, form).files("*").forEach(file -> names.add(String.valueOf(file.getFileName())));
        }
        return names;
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

    private Optional<Completion> completion(Path file) throws IOException {
        try {
            return Files.size(file) > Completion.LONGEST ? Optional.empty() : form.read(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Puts a file down under a name that nobody looks for. */
    static void draft(Path file, byte[] content) throws IOException {
        Path folder = parent(file);
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        Files.write(draftOf(file), content);
    }

    /** Gives the draft its name. */
    static void put(Path file) throws IOException {
        Files.move(draftOf(file), file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path draftOf(Path file) {
        return file.resolveSibling(file.getFileName() + DRAFT);
    }

    Path done(String day) {
        return path.resolve(DONE).resolve(day);
    }

    Path error() {
        return path.resolve("error");
    }
}

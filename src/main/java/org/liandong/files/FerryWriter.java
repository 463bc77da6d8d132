package org.liandong.files;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liandong.connectors.Delivery;

/**
 * Puts files down where a boundary ferry (网闸) fetches them, numbered without a gap, and reads from the other side's
 * acknowledgements what became of them. A copy is kept until then: what was lost or damaged under way goes again under the same
 * name. Safe for any thread.
 */
final class FerryWriter {
    /** What the ferry carries away, seen from the hub. */
    static final String OUT = "out";

    /** What it brings. */
    static final String IN = "in";

    private static final String SENT = "sent";
    private static final String ACKNOWLEDGED = "acknowledged";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
    private static final Pattern NUMBERED = Pattern.compile("(.*)_([0-9]{4,9})(\\.[A-Za-z]+)");

    private final Place place;
    private final Delivery.Ferry settings;
    private final InstantSource clock;
    private final ZoneId zone;
    private int last = -1;

    /** @param zone of the days by which acknowledged files are kept */
    FerryWriter(Place place, Delivery.Ferry settings, InstantSource clock, ZoneId zone) {
        this.place = place;
        this.settings = settings;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * What became of it, in the form of an answer: AWAITED while the other side has said nothing, DELIVERED if it has taken
     * it; REFUSED if it is too large, or another one went under its name; RETRY if nothing can have been seen of it.
     *
     * @param name without its number
     * @throws IOException if it may be there or not; asking finds out
     */
    synchronized ObjectNode put(String name, byte[] content) throws IOException {
        if (content.length > settings.largest()) {
            return answer("REFUSED", "文件有%d字节,摆渡一次最多%d字节".formatted(content.length, settings.largest()));
        }
        Path copy;
        try {
            Optional<Path> before = copyOf(name);
            if (before.isPresent()) {
                return Completion.of(Files.readAllBytes(before.get())).isOf(Completion.of(content))
                        ? ask(name)
                        : answer("REFUSED", "文件 %s 已交过摆渡,内容不同,请人工核对".formatted(name));
            }
            copy = kept(name, content);
        } catch (IOException e) {
            return answer("RETRY", "文件 %s 写不了: %s".formatted(name, FileWriter.reason(e)));
        }
        handOver(copy);
        return answer("AWAITED", "已交摆渡,等对方回执");
    }

    /**
     * What is known of it by now. NOT_FOUND if it was never put down.
     *
     * @param name without its number
     */
    synchronized ObjectNode ask(String name) throws IOException {
        Optional<Path> known = copyOf(name);
        if (known.isEmpty()) {
            return answer("NOT_FOUND", null);
        }
        Path copy = known.get();
        String file = String.valueOf(copy.getFileName());
        if (!Folder.parent(copy).equals(place.path(SENT))) {
            return answer("DELIVERED", "对方已收下");
        }
        Path said = Acknowledgement.of(place.path(IN), file);
        Acknowledgement word = Acknowledgement.read(said).orElse(null);
        if (word == null) {
            return unheard(copy);
        }
        boolean ofThis =
                word.sm3().equals(Completion.of(Files.readAllBytes(copy)).sm3());
        if (word.result() == Acknowledgement.Result.DAMAGED || !ofThis) {
            handOver(copy);
            Files.deleteIfExists(said);
            return answer("AWAITED", "途中损坏,已重新交付摆渡: " + word.words());
        }
        settle(copy, said);
        return word.result() == Acknowledgement.Result.TAKEN
                ? answer("DELIVERED", "对方已收下")
                : answer("REFUSED", word.words());
    }

    /** Fetched long ago and not acknowledged: the file or the word of it was lost. */
    private ObjectNode unheard(Path copy) throws IOException {
        boolean fetched = !Files.exists(place.path(OUT).resolve(String.valueOf(copy.getFileName())));
        Duration waited = Duration.between(Files.getLastModifiedTime(copy).toInstant(), clock.instant());
        if (!fetched) {
            return answer("AWAITED", "摆渡尚未取走");
        }
        if (waited.compareTo(settings.again()) < 0) {
            return answer("AWAITED", "已摆渡,等对方回执");
        }
        handOver(copy);
        return answer("AWAITED", "没有回执,已重新交付摆渡");
    }

    /** The copy is on the disk before the ferry can see anything. */
    private Path kept(String name, byte[] content) throws IOException {
        int dot = name.lastIndexOf('.');
        Path copy = place.path(SENT)
                .resolve("%s_%04d%s".formatted(name.substring(0, dot), number() + 1, name.substring(dot)));
        Folder.draft(copy, content);
        Folder.put(copy);
        try (FileChannel file = FileChannel.open(copy, StandardOpenOption.WRITE);
                FileChannel folder = FileChannel.open(Folder.parent(copy))) {
            file.force(true);
            // and the name under which it lies there
            folder.force(true);
        }
        // not handed over yet: whoever asks after a crash need not wait for an acknowledgement
        Files.setLastModifiedTime(copy, FileTime.fromMillis(0));
        last++;
        return copy;
    }

    private void handOver(Path copy) throws IOException {
        byte[] content = Files.readAllBytes(copy);
        Path file = place.path(OUT).resolve(String.valueOf(copy.getFileName()));
        Path completion = new Folder(Folder.parent(file), Completion.Form.DIGEST).completionOf(file);
        // nobody takes it for whole before its digest is there
        Folder.draft(file, content);
        Folder.put(file);
        Folder.draft(completion, Completion.Form.DIGEST.write(Completion.of(content)));
        Folder.put(completion);
        Files.setLastModifiedTime(copy, FileTime.from(clock.instant()));
    }

    private void settle(Path copy, Path said) throws IOException {
        Path day = place.path(SENT)
                .resolve(ACKNOWLEDGED)
                .resolve(DAY.format(clock.instant().atZone(zone)));
        Files.createDirectories(day);
        Files.move(copy, day.resolve(String.valueOf(copy.getFileName())), StandardCopyOption.REPLACE_EXISTING);
        Files.move(said, day.resolve(String.valueOf(said.getFileName())), StandardCopyOption.REPLACE_EXISTING);
    }

    /** The copy of a file that waits for its acknowledgement or has it. */
    private Optional<Path> copyOf(String name) throws IOException {
        int dot = name.lastIndexOf('.');
        String pattern = name.substring(0, dot) + "_*" + name.substring(dot);
        Optional<Path> waiting = first(place.path(SENT), pattern);
        return waiting.isPresent() ? waiting : amongAcknowledged(pattern);
    }

    private Optional<Path> amongAcknowledged(String pattern) throws IOException {
        Path folder = place.path(SENT).resolve(ACKNOWLEDGED);
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> days = Files.newDirectoryStream(folder)) {
            for (Path day : days) {
                Optional<Path> there = first(day, pattern);
                if (there.isPresent()) {
                    return there;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> first(Path folder, String pattern) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
            for (Path file : files) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /** The last number given out; what was acknowledged counts, too. */
    private int number() throws IOException {
        if (last < 0) {
            int highest = highest(place.path(SENT));
            Path folder = place.path(SENT).resolve(ACKNOWLEDGED);
            if (Files.isDirectory(folder)) {
                try (DirectoryStream<Path> days = Files.newDirectoryStream(folder)) {
                    for (Path day : days) {
                        highest = Math.max(highest, highest(day));
                    }
                }
            }
            last = highest;
        }
        return last;
    }

    private static int highest(Path folder) throws IOException {
        int highest = 0;
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    Matcher name = NUMBERED.matcher(String.valueOf(file.getFileName()));
                    highest = name.matches() ? Math.max(highest, Integer.parseInt(name.group(2))) : highest;
                }
            }
        }
        return highest;
    }

    private static ObjectNode answer(String result, @Nullable String message) {
        return JsonNodeFactory.instance.objectNode().put("result", result).put("message", message);
    }
}

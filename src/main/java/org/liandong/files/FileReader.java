package org.liandong.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liandong.connectors.Batches;
import org.liandong.connectors.Layout;
import org.liandong.intake.cleaning.Decoder;

/** Fetches the files that a system has put into one folder for the hub. Used by one thread. */
final class FileReader {
    private static final int LARGEST = 32 << 20;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd", java.util.Locale.ROOT);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSS", java.util.Locale.ROOT);
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Place server;
    private final String folder;
    private final Completion.Form form;
    private final Receipts receipts;
    private final Batches batches;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Decoder decoder = new Decoder();
    private final Map<String, Completion> contradicted = new HashMap<>();

    /**
     * @param form of the completions
     * @param receipts tells the sender what became of a file
     * @param zone of the days by which files are put away
     */
    FileReader(
            Place server,
            String folder,
            Completion.Form form,
            Receipts receipts,
            Batches batches,
            InstantSource clock,
            ZoneId zone) {
        this.server = server;
        this.folder = folder;
        this.form = form;
        this.receipts = receipts;
        this.batches = batches;
        this.clock = clock;
        this.zone = zone;
    }

    /** The files that lie there now. */
    List<Path> look() throws IOException {
        List<Path> files = folder().files(batches.name());
        receipts.seen(files, folder());
        return files;
    }

    private Folder folder() throws IOException {
        return new Folder(server.path(folder), form);
    }

    /** What is in a file, once it is whole. */
    Batch open(Path file) throws IOException {
        Folder place = Folder.of(file, form);
        Optional<Completion> here = place.beside(file);
        Optional<Completion> earlier = place.read(file);
        if (here.isEmpty() && earlier.isEmpty()) {
            return Batch.notYet(file);
        }
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(LARGEST + 1);
        } catch (NoSuchFileException e) {
            return Batch.notYet(file);
        }
        if (content.length > LARGEST) {
            return Batch.bad(file, "文件超过%d字节,请分成几个".formatted(LARGEST));
        }
        return opened(file, content, here, earlier);
    }

    private Batch opened(Path file, byte[] content, Optional<Completion> here, Optional<Completion> earlier) {
        Completion counted = Completion.of(content);
        boolean readBefore = earlier.isPresent() && earlier.get().isOf(counted);
        if (here.isEmpty()) {
            return readBefore ? Batch.again(file) : Batch.notYet(file);
        }
        if (!here.get().isOf(counted)) {
            return contradicted(file, here.get(), counted);
        }
        if (earlier.isPresent()) {
            return readBefore ? Batch.again(file) : Batch.bad(file, "同名文件收过,内容不同;请另起文件名重传");
        }
        try {
            String text = decoder.decode(content, null).text();
            return Batch.of(file, batches.layout().read(text, batches.record()));
        } catch (Layout.Unreadable e) {
            return Batch.bad(file, String.valueOf(e.getMessage()));
        }
    }

    /** Its writer may be at it: only if it is the same at the next look, something is wrong with it. */
    private Batch contradicted(Path file, Completion said, Completion counted) {
        Completion before = contradicted.put(String.valueOf(file.getFileName()), counted);
        return counted.equals(before) ? Batch.damaged(file, form.contradiction(said, counted)) : Batch.notYet(file);
    }

    /** Puts a file away, with the reason beside it if something was wrong. */
    void finish(Batch batch) throws IOException {
        Path file = batch.file();
        Folder place = Folder.of(file, form);
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), zone);
        contradicted.remove(String.valueOf(file.getFileName()));
        Optional<Completion> said = place.completed(file);
        String reasons = batch.reasons();
        if (reasons.isEmpty()) {
            Path day = folder(place.done(DAY.format(now)));
            // the completion first: while it is missing here the file is recognised by the one there
            move(place.completionOf(file), day);
            move(file, day);
            receipts.give(batch, said);
            return;
        }
        Path kept = folder(place.error().resolve(MOMENT.format(now)));
        Files.write(
                kept.resolve(Folder.stem(file) + ".reason.txt"),
                (BYTE_ORDER_MARK + reasons + "\r\n").getBytes(StandardCharsets.UTF_8));
        move(file, kept);
        move(place.completionOf(file), kept);
        receipts.give(batch, said);
    }

    private static Path folder(Path path) throws IOException {
        try {
            return Files.createDirectories(path);
        } catch (FileAlreadyExistsException e) {
            return path;
        }
    }

    private static void move(Path file, Path to) throws IOException {
        try {
            Files.move(file, to.resolve(String.valueOf(file.getFileName())), StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            // an earlier attempt, cut off, has moved it
        }
    }
}

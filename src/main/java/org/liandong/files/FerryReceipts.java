package org.liandong.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Acknowledges each file that came over a ferry, and asks for those whose numbers are missing. Used by one thread. */
final class FerryReceipts implements Receipts {
    private static final Logger LOG = LoggerFactory.getLogger(FerryReceipts.class);
    private static final String ASKED_FOR = "missing.nak";

    private final String connector;
    private final Place place;
    private final Duration patience;
    private final InstantSource clock;
    private final FileNumbers numbers = new FileNumbers();
    private List<String> missing = List.of();
    private Instant since = Instant.MAX;
    private boolean asked;
    private boolean remembered;

    /** @param patience how long a number may be missing before it is asked for: files overtake each other */
    FerryReceipts(String connector, Place place, Duration patience, InstantSource clock) {
        this.connector = connector;
        this.place = place;
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public void seen(List<Path> files, Folder folder) throws IOException {
        if (!remembered) {
            folder.namesRead().forEach(numbers::add);
            remembered = true;
        }
        files.forEach(file -> numbers.add(String.valueOf(file.getFileName())));
        List<String> now = numbers.missing();
        if (!now.equals(missing)) {
            missing = now;
            since = clock.instant();
            if (asked) {
                withdraw();
            }
        }
        if (!missing.isEmpty() && !asked && !clock.instant().isBefore(since.plus(patience))) {
            ask();
        }
    }

    private void ask() throws IOException {
        Path request = place.path(FerryWriter.OUT).resolve(ASKED_FOR);
        Folder.draft(request, (String.join("\n", missing) + "\n").getBytes(StandardCharsets.UTF_8));
        Folder.put(request);
        asked = true;
        LOG.warn("{}的摆渡文件缺号,已请对方补传: {}", connector, String.join("、", missing));
    }

    private void withdraw() throws IOException {
        Files.deleteIfExists(place.path(FerryWriter.OUT).resolve(ASKED_FOR));
        asked = false;
        LOG.info("{}的摆渡文件缺号有变,现缺{}个", connector, missing.size());
    }

    @Override
    public void give(Batch batch, Optional<Completion> said) throws IOException {
        String name = String.valueOf(batch.file().getFileName());
        Acknowledgement.Result result = batch.isDamaged()
                ? Acknowledgement.Result.DAMAGED
                : batch.reasons().isEmpty() ? Acknowledgement.Result.TAKEN : Acknowledgement.Result.REFUSED;
        new Acknowledgement(said.map(Completion::sm3).orElse(""), result, batch.reasons())
                .write(Acknowledgement.of(place.path(FerryWriter.OUT), name));
    }
}

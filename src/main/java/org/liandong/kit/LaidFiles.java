package org.liandong.kit;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.liandong.connectors.Batches;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Entry;
import org.liandong.connectors.Layout;
import org.liandong.kit.ReportingStandIn.Laid;
import org.liandong.kit.ReportingStandIn.Manner;
import org.liandong.security.crypto.Sm3;

/** Files that a system puts down for the hub, each with what says that it is whole (reference §3.5). Used by one thread. */
final class LaidFiles {
    static final List<Manner> WRONG = List.of(Manner.HALF, Manner.CONTRADICTED);

    private final Connector connector;
    private final Path place;
    private int number;

    /** @param place where the folders of the entries are */
    LaidFiles(Connector connector, Path place) {
        this.connector = connector;
        this.place = place;
    }

    Laid lay(Entry entry, String message, Manner manner) throws IOException {
        Batches batches = entry.batches().orElseThrow();
        Path folder = Files.createDirectories(place.resolve(entry.path()));
        number++;
        Path file = folder.resolve(
                batches.name().replace("*", "kit_%04d".formatted(number)).replace("?", "0"));
        byte[] content = text(batches, message).getBytes(charset());
        if (manner == Manner.HALF) {
            Files.write(file, Arrays.copyOf(content, content.length / 2));
            return new Later();
        }
        Files.write(file, content);
        String digest = Sm3.hex(manner == Manner.CONTRADICTED ? new byte[0] : content);
        boolean ferried = connector.delivery().ferry().isPresent();
        Files.writeString(
                file.resolveSibling(stem(file) + (ferried ? ".sm3" : ".ok")),
                ferried ? digest + "\n" : "%d,%d,%s\r\n".formatted(lines(content), content.length, digest));
        return () -> !Files.exists(file);
    }

    private String text(Batches batches, String message) {
        String mapped = batches.layout() == Layout.XML
                ? "<kit>%s</kit>".formatted(message.replaceFirst("^\\s*<\\?xml[^>]*\\?>", ""))
                : message;
        return batches.layout().write(mapped, charset());
    }

    private Charset charset() {
        return connector.delivery().charset();
    }

    /** What a completion speaks of; empty if it is not there, or not yet under its name. */
    static Optional<Path> spokenOf(Path completion) throws IOException {
        try (DirectoryStream<Path> beside =
                Files.newDirectoryStream(completion.resolveSibling(""), stem(completion) + ".*")) {
            for (Path file : beside) {
                if (!file.equals(completion) && !file.toString().endsWith(".tmp")) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static long lines(byte[] content) {
        long ends = 0;
        for (byte each : content) {
            if (each == '\n') {
                ends++;
            }
        }
        return ends;
    }
}

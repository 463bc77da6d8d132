package org.liandong.kit;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Entry;
import org.liandong.security.crypto.Sm3;

/** Plays a boundary ferry (网闸) and the system behind it: fetches files, acknowledges them, loses and damages some. */
final class FerryStandIn implements ReportingStandIn {
    private static final Map<Mishap, Play> PLAYS = new EnumMap<>(Map.ofEntries(
            entry(Mishap.LONG_TEXT, new Play("四千字、带表情与生僻字,一字不少地送到", "映射里不要截短")),
            entry(Mishap.HUNG_UP, new Play("对方收下,回执在途中丢了", "ferry.again 过了用原名重交,对方凭文件名认出重复")),
            entry(Mishap.HALF_ANSWER, new Play("回执先到一半,后来才全", "写到一半的回执不算回执")),
            entry(Mishap.LATE, new Play("回执几秒以后才来", "来之前一直等,不算失败")),
            entry(Mishap.ERROR_AFTERWARDS, new Play("途中损坏,对方说没有收下", "凭留底用原名重交")),
            entry(Mishap.NOT_READ, new Play("文件在途中丢了", "ferry.again 过了用原名重交")),
            entry(Mishap.BUSY, new Play("摆渡停了三秒,不来取", "没有取走的不重交")),
            entry(Mishap.HUB_KILLED, new Play("等回执的时候枢纽被杀,再起", "留底在盘上:再起以后接着等")),
            entry(Mishap.LOCKED_OUT, new Play("摆渡的文件夹写不进:不交;修好:送到", "endpoint 写摆渡实际挂载的文件夹"))));
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration LATE = Duration.ofSeconds(3);
    private static final String AGAIN = "2s";
    private static final String DIGEST = ".sm3";

    private final Connector connector;
    private final Path place;
    private final LaidFiles laid;
    private final Book book = new Book();
    private final Set<String> taken = new HashSet<>();
    private final Thread ferry = new Thread(this::carry, "stand-in");

    /** @param own folder that nobody else uses */
    FerryStandIn(Connector connector, Path own) {
        this.connector = connector;
        this.place = own;
        this.laid = new LaidFiles(connector, own);
        ferry.setDaemon(true);
    }

    @Override
    public Map<Mishap, Play> plays() {
        return PLAYS;
    }

    @Override
    public void leadHere(ObjectNode settings) {
        settings.put("endpoint", place.toUri().toString());
        settings.withObjectProperty("ferry").put("again", AGAIN);
    }

    @Override
    public void open() throws IOException {
        Files.createDirectories(out());
        Files.createDirectories(place.resolve("in"));
        ferry.start();
    }

    private Path out() {
        return place.resolve("out");
    }

    /** Where the folder was is a file. */
    @Override
    public void lockOut() throws IOException {
        Files.move(place.resolve("sent"), place.resolve("sent.away"));
        Files.createFile(place.resolve("sent"));
    }

    @Override
    public void letIn() throws IOException {
        Files.move(place.resolve("sent.away"), place.resolve("sent"), StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public Book book() {
        return book;
    }

    private void carry() {
        try {
            while (true) {
                book.pause(LOOK);
                try (DirectoryStream<Path> digests = Files.newDirectoryStream(out(), "*" + DIGEST)) {
                    for (Path digest : digests) {
                        fetch(digest);
                    }
                } catch (IOException e) {
                    // the next look finds it
                }
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void fetch(Path digest) throws IOException, InterruptedException {
        Path file = LaidFiles.spokenOf(digest)
                .orElseThrow(() -> new IOException("没有与 %s 相配的文件".formatted(digest.getFileName())));
        String name = String.valueOf(file.getFileName());
        byte[] content = Files.readAllBytes(file);
        String text = name + "\n" + new String(content, connector.delivery().charset());
        Page page = book.pageFor(text).orElse(null);
        if (page != null && book.isTooEarlyFor(page)) {
            return;
        }
        int time = page == null ? 0 : page.come();
        Mishap mishap = page == null || time > 1 ? Mishap.LONG_TEXT : page.mishap();
        if (mishap == Mishap.BUSY) {
            book.pause(LATE);
        }
        Files.delete(file);
        Files.delete(digest);
        String sm3 = Sm3.hex(content);
        switch (mishap) {
            case NOT_READ -> {}
            case ERROR_AFTERWARDS -> acknowledge(name, sm3 + ",1,校验不符\n");
            case HUNG_UP -> take(page, name, text);
            case HALF_ANSWER -> {
                take(page, name, text);
                acknowledge(name, sm3.substring(0, sm3.length() / 2));
                book.pause(Duration.ofSeconds(1));
                acknowledge(name, sm3 + ",0,\n");
            }
            case LATE -> {
                take(page, name, text);
                book.pause(LATE);
                acknowledge(name, sm3 + ",0,\n");
            }
            case HUB_KILLED -> {
                take(page, name, text);
                if (page != null) {
                    page.arrive();
                }
                book.pause(LATE);
                acknowledge(name, sm3 + ",0,\n");
            }
            default -> {
                take(page, name, text);
                acknowledge(name, sm3 + ",0,\n");
            }
        }
    }

    /** The other side knows a file by its name. */
    private void take(@Nullable Page page, String name, String text) {
        if (page != null && taken.add(name)) {
            page.take(text);
        }
    }

    private void acknowledge(String name, String words) throws IOException {
        Files.writeString(place.resolve("in").resolve(name + ".ack"), words);
    }

    @Override
    public void close() {
        book.close();
        ferry.interrupt();
    }

    @Override
    public boolean reaches(Entry entry) {
        return entry.kind() == Entry.Kind.FILE;
    }

    @Override
    public List<Manner> wrong(Entry entry) {
        return LaidFiles.WRONG;
    }

    @Override
    public Laid report(Entry entry, String message, Manner manner) throws IOException {
        return laid.lay(entry, message, manner);
    }
}

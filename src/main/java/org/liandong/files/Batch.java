package org.liandong.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.connectors.Layout;

/** A file on its way through the hub, and what became of its records. Used by one thread. */
final class Batch {
    private final Path file;
    private final List<Layout.Part> records;
    private final @Nullable String trouble;
    private final List<String> troubles = new ArrayList<>();
    private final boolean damaged;
    private boolean unfinished;

    private Batch(Path file, List<Layout.Part> records, @Nullable String trouble, boolean damaged, boolean unfinished) {
        this.file = file;
        this.records = List.copyOf(records);
        this.trouble = trouble;
        this.damaged = damaged;
        this.unfinished = unfinished;
    }

    static Batch of(Path file, List<Layout.Part> records) {
        return new Batch(file, records, null, false, false);
    }

    /** It was read before: there is nothing to do but to put it away. */
    static Batch again(Path file) {
        return new Batch(file, List.of(), null, false, false);
    }

    /** It stays where it is: somebody may still be writing it. */
    static Batch notYet(Path file) {
        return new Batch(file, List.of(), null, false, true);
    }

    /** None of it can be used. */
    static Batch bad(Path file, String trouble) {
        return new Batch(file, List.of(), trouble, false, false);
    }

    /** It is not what its sender put down. */
    static Batch damaged(Path file, String trouble) {
        return new Batch(file, List.of(), trouble, true, false);
    }

    Path file() {
        return file;
    }

    List<Layout.Part> records() {
        return records;
    }

    /** @param said why it was not understood */
    void troubled(Layout.Part record, String said) {
        troubles.add("第%d条: %s".formatted(record.number(), said));
    }

    /** A record could not be registered for now: the whole is looked at again next time. */
    void leave() {
        unfinished = true;
    }

    boolean isFinished() {
        return !unfinished;
    }

    boolean isDamaged() {
        return damaged;
    }

    /** What its sender should know; empty if all went well. */
    String reasons() {
        if (trouble != null) {
            return trouble;
        }
        return troubles.isEmpty()
                ? ""
                : String.join("\r\n", troubles)
                        + "\r\n共%d条,有误%d条;其余已登记,请把有误的改正后另起文件名重传".formatted(records.size(), troubles.size());
    }
}

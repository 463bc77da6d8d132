package org.liandong.faults;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.liandong.faults.SystemCall.Folder;
import org.liandong.faults.SystemCall.Removed;
import org.liandong.faults.SystemCall.Renamed;
import org.liandong.faults.SystemCall.Resized;
import org.liandong.faults.SystemCall.SyncBegun;
import org.liandong.faults.SystemCall.Synced;
import org.liandong.faults.SystemCall.Written;

/**
 * A disk that keeps apart what is synced and what is only written. Names, as on a journalling file system, are kept in order;
 * content is sure only when it was synced.
 */
final class Disk {
    private static final int SECTOR = 512;

    private final Path folder;
    private final Map<Path, Content> files = new TreeMap<>();
    private final Set<Path> folders = new TreeSet<>();

    Disk(Path folder) throws IOException {
        this.folder = folder.toRealPath();
    }

    /** What becomes, when the power fails, of what was written and not synced. */
    enum Fate {
        /** Nothing of it is there. */
        CUT,
        /** Where files had grown there are zeros. */
        ZEROED,
        /** All of it up to a moment in the middle of a write. */
        TORN,
        /** Some sectors of it, whichever the disk had got to. */
        SCATTERED
    }

    void happen(SystemCall call) {
        if (call instanceof Written written) {
            content(written.file()).waiting.add(written);
        } else if (call instanceof Resized resized) {
            content(resized.file()).waiting.add(resized);
        } else if (call instanceof SyncBegun sync) {
            Content content = files.get(sync.file());
            if (content != null) {
                content.syncing.put(sync.thread(), content.made + content.waiting.size());
            }
        } else if (call instanceof Synced sync) {
            Content content = files.get(sync.file());
            if (content != null) {
                content.sync(content.syncing.remove(sync.thread()));
            }
        } else if (call instanceof Renamed renamed) {
            Content content = files.remove(renamed.from());
            if (content != null) {
                files.put(renamed.to(), content);
            }
        } else if (call instanceof Removed removed) {
            files.remove(removed.file());
        } else if (call instanceof Folder made) {
            folders.add(made.folder());
        }
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    /** Writes the folder as a power cut at this moment would have left it. */
    void writeTo(Path image, Fate fate, Random random) throws IOException {
        Files.createDirectories(image);
        for (Path made : folders) {
            Files.createDirectories(image.resolve(folder.relativize(made)));
        }
        for (Map.Entry<Path, Content> file : files.entrySet()) {
            Path name = folder.relativize(file.getKey());
            // a shared memory file is empty after a restart of the machine
            if (!name.toString().endsWith("-shm")) {
                Path target = image.resolve(name);
                Files.createDirectories(target.getParent());
                file.getValue().after(fate, random).writeTo(target);
                target.toFile().setReadable(false, false);
                target.toFile().setReadable(true, true);
            }
        }
    }

    private Content content(Path file) {
        return files.computeIfAbsent(file, any -> new Content());
    }

    /** The content of one file. */
    private static final class Content {
        private byte[] sure = new byte[0];
        private int length;
        /** Calls already part of what is sure. */
        private int made;

        private final List<SystemCall> waiting = new ArrayList<>();
        private final Map<Integer, Integer> syncing = new HashMap<>();

        void sync(int upTo) {
            List<SystemCall> now = waiting.subList(0, Math.max(0, upTo - made));
            now.forEach(this::make);
            made = Math.max(made, upTo);
            now.clear();
        }

        private void make(SystemCall call) {
            if (call instanceof Written written) {
                put(written.offset(), written.bytes(), 0, written.bytes().length);
            } else if (call instanceof Resized resized) {
                grow((int) resized.size());
                if (resized.size() < length) {
                    Arrays.fill(sure, (int) resized.size(), length, (byte) 0);
                }
                length = (int) resized.size();
            }
        }

        private void put(long offset, byte[] bytes, int from, int to) {
            grow((int) offset + to);
            System.arraycopy(bytes, from, sure, (int) offset + from, to - from);
            length = Math.max(length, (int) offset + to);
        }

        private void grow(int size) {
            if (size > sure.length) {
                sure = Arrays.copyOf(sure, Math.max(size, sure.length * 2));
            }
        }

        Content after(Fate fate, Random random) {
            if (fate == Fate.CUT || waiting.isEmpty()) {
                return this;
            }
            Content after = new Content();
            after.sure = sure.clone();
            after.length = length;
            switch (fate) {
                case ZEROED -> waiting.forEach(after::grownBy);
                case TORN -> {
                    int whole = random.nextInt(waiting.size());
                    waiting.subList(0, whole).forEach(after::make);
                    if (waiting.get(whole) instanceof Written torn && torn.bytes().length > 0) {
                        after.put(torn.offset(), torn.bytes(), 0, random.nextInt(torn.bytes().length));
                    }
                }
                case SCATTERED -> waiting.forEach(call -> after.partly(call, random));
                case CUT -> {}
            }
            return after;
        }

        private void grownBy(SystemCall call) {
            if (call instanceof Written written) {
                int end = (int) written.offset() + written.bytes().length;
                grow(end);
                length = Math.max(length, end);
            }
        }

        private void partly(SystemCall call, Random random) {
            if (!(call instanceof Written written)) {
                make(call);
                return;
            }
            byte[] bytes = written.bytes();
            for (int from = 0; from < bytes.length; ) {
                int to = (int) Math.min(bytes.length, from + SECTOR - (written.offset() + from) % SECTOR);
                if (random.nextBoolean()) {
                    put(written.offset(), bytes, from, to);
                }
                from = to;
            }
        }

        /** Zeros are left out: journals of ten megabytes are mostly that. */
        void writeTo(Path file) throws IOException {
            try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
                out.setLength(length);
                for (int from = 0; from < length; from += SECTOR * 8) {
                    int to = Math.min(length, from + SECTOR * 8);
                    if (!isZero(from, to)) {
                        out.seek(from);
                        out.write(sure, from, to - from);
                    }
                }
            }
        }

        private boolean isZero(int from, int to) {
            for (int i = from; i < to; i++) {
                if (sure[i] != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}

package org.liandong.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.liandong.faults.SystemCall.Folder;
import org.liandong.faults.SystemCall.Removed;
import org.liandong.faults.SystemCall.Renamed;
import org.liandong.faults.SystemCall.Resized;
import org.liandong.faults.SystemCall.Sent;
import org.liandong.faults.SystemCall.SyncBegun;
import org.liandong.faults.SystemCall.Synced;
import org.liandong.faults.SystemCall.Written;

/**
 * Reads what strace recorded: every byte a process wrote below one folder and sent to its peers, in the order in which it
 * happened. A call counts from its beginning, a sync from its return.
 */
final class Strace {
    /** Longer than any single write of the hub. */
    private static final int LONGEST = 16 * 1024 * 1024;

    private static final String TRACED = "openat,creat,close,lseek,read,write,pwrite64,writev,pwritev,sendto,fdatasync,"
            + "fsync,ftruncate,fallocate,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,copy_file_range,sendfile";

    private final Path folder;
    private final List<SystemCall> calls = new ArrayList<>();
    private final Map<Integer, String> unfinished = new HashMap<>();
    /** Threads whose last write was cut short, as the kill itself does: nothing may follow in them. */
    private final Map<Integer, String> cutShort = new HashMap<>();

    private final Map<Integer, Long> positions = new HashMap<>();

    private Strace(Path folder) {
        this.folder = folder;
    }

    /** Whether processes can be watched here. */
    static boolean isUsable() throws IOException, InterruptedException {
        try {
            Process trial = new ProcessBuilder("strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return trial.waitFor(10, TimeUnit.SECONDS) && trial.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        }
    }

    /** What stands before a command to have it recorded. The process started is the command's own, strace watches beside. */
    static List<String> recordingTo(Path file) {
        return List.of(
                "strace",
                "-D",
                "-f",
                "--seccomp-bpf",
                "-yy",
                "-xx",
                "-s",
                Integer.toString(LONGEST),
                "-e",
                "signal=SIGKILL",
                "-e",
                "trace=" + TRACED,
                "-e",
                "raw=read",
                "-o",
                file.toString());
    }

    static List<SystemCall> read(Path recorded, Path folder) throws IOException {
        Strace strace = new Strace(folder.toRealPath());
        try (BufferedReader lines = Files.newBufferedReader(recorded, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                strace.line(line);
            }
        }
        return strace.calls;
    }

    private void line(String line) {
        int space = line.indexOf(' ');
        int thread = Integer.parseInt(line.substring(0, space));
        String rest = line.substring(space).stripLeading();
        if (cutShort.containsKey(thread) && !rest.startsWith("+++")) {
            throw new IllegalStateException("written in part, and then went on: " + cutShort.get(thread));
        }
        if (rest.startsWith("<... ")) {
            String begun = unfinished.remove(thread);
            if (begun != null) {
                end(thread, begun, rest.substring(rest.indexOf('>') + 1));
            }
        } else if (rest.endsWith("<unfinished ...>")) {
            String begun = rest.substring(0, rest.length() - "<unfinished ...>".length());
            begin(thread, begun);
            unfinished.put(thread, begun);
        } else if (rest.indexOf('(') > 0 && !rest.startsWith("+++") && !rest.startsWith("---")) {
            begin(thread, rest);
            end(thread, rest, rest);
        }
    }

    private void begin(int thread, String call) {
        switch (name(call)) {
            case "write", "pwrite64", "writev", "sendto" -> write(call);
            case "fsync", "fdatasync" -> within(path(call), file -> calls.add(new SyncBegun(file, thread)));
            // its number may be given to another file before the call returns
            case "close" -> positions.remove(descriptor(call));
            case "fallocate", "pwritev", "copy_file_range", "sendfile" ->
                within(path(call), file -> {
                    throw new IllegalStateException("not understood: " + call);
                });
            default -> {}
        }
    }

    private void end(int thread, String begun, String ended) {
        int equals = ended.lastIndexOf(" = ");
        String result = equals < 0 ? "?" : ended.substring(equals + 3);
        if (result.startsWith("-1") || result.startsWith("?")) {
            return;
        }
        String call =
                begun.equals(ended) ? begun.substring(0, begun.lastIndexOf(" = ")) : begun + ended.substring(0, equals);
        switch (name(call)) {
            case "openat", "creat" -> opened(call, result);
            case "lseek" -> positions.replace(descriptor(call), number(result));
            case "read" ->
                positions.computeIfPresent(
                        Integer.decode(call.substring(5, call.indexOf(','))), (any, at) -> at + number(result));
            case "fsync", "fdatasync" -> within(path(call), file -> calls.add(new Synced(file, thread)));
            case "ftruncate" ->
                within(
                        path(call),
                        file -> calls.add(new Resized(file, number(call.substring(call.lastIndexOf(", ") + 2)))));
            case "rename", "renameat", "renameat2" -> {
                List<String> texts = texts(call);
                within(Path.of(texts.get(1)), to -> calls.add(new Renamed(Path.of(texts.get(0)), to)));
            }
            case "unlink", "unlinkat" -> within(Path.of(texts(call).get(0)), file -> calls.add(new Removed(file)));
            case "mkdir", "mkdirat" -> within(Path.of(texts(call).get(0)), made -> calls.add(new Folder(made)));
            case "write", "pwrite64", "writev" ->
                within(path(call), file -> {
                    int length = texts(call).stream().mapToInt(String::length).sum();
                    if (number(result) != length) {
                        cutShort.put(thread, "%s of %d".formatted(result, length));
                    }
                });
            default -> {}
        }
    }

    private void opened(String call, String result) {
        within(path("(" + result), file -> {
            if (call.contains("O_APPEND")) {
                throw new IllegalStateException("not understood: " + call);
            }
            positions.put((int) number(result), 0L);
            if (call.contains("O_TRUNC")) {
                calls.add(new Resized(file, 0));
            } else if (call.contains("O_CREAT")) {
                calls.add(new Written(file, 0, new byte[0]));
            }
        });
    }

    private void write(String call) {
        String where = described(call);
        if (where.startsWith("TCP")) {
            calls.add(new Sent(where, String.join("", texts(call))));
            return;
        }
        within(path(call), file -> {
            byte[] bytes = String.join("", texts(call)).getBytes(StandardCharsets.ISO_8859_1);
            int descriptor = descriptor(call);
            long offset;
            if (name(call).equals("pwrite64")) {
                offset = number(call.substring(call.lastIndexOf(", ") + 2));
            } else {
                offset = positions.getOrDefault(descriptor, 0L);
                positions.put(descriptor, offset + bytes.length);
            }
            calls.add(new Written(file, offset, bytes));
        });
    }

    private interface Meaning {
        void of(Path file);
    }

    private void within(Path file, Meaning meaning) {
        if (file.startsWith(folder)) {
            meaning.of(file);
        }
    }

    private static String name(String call) {
        return call.substring(0, call.indexOf('('));
    }

    private static int descriptor(String call) {
        int start = call.indexOf('(') + 1;
        return (int) number(call.substring(start));
    }

    /** Decimal or hexadecimal digits at the beginning. */
    private static long number(String text) {
        int end = 0;
        while (end < text.length() && (Character.digit(text.charAt(end), 16) >= 0 || text.charAt(end) == 'x')) {
            end++;
        }
        return Long.decode(text.substring(0, end));
    }

    private static Path path(String call) {
        return Path.of(described(call));
    }

    /** What the descriptor stands for: a path or a connection; empty if there is none. */
    private static String described(String call) {
        int start = call.indexOf('<', call.indexOf('('));
        int quote = call.indexOf('"');
        if (start < 0 || (quote >= 0 && quote < start)) {
            return "";
        }
        // a connection is written with an arrow in it
        int end = call.startsWith("TCP", start + 1) ? call.indexOf("]>", start) + 1 : call.indexOf('>', start);
        return unescaped(call.substring(start + 1, end));
    }

    private static List<String> texts(String call) {
        List<String> texts = new ArrayList<>();
        for (int start = call.indexOf('"'); start >= 0; ) {
            int end = call.indexOf('"', start + 1);
            if (call.startsWith("...", end + 1)) {
                throw new IllegalStateException("cut short: " + call.substring(0, Math.min(200, start)));
            }
            texts.add(unescaped(call.substring(start + 1, end)));
            start = call.indexOf('"', end + 1);
        }
        return texts;
    }

    private static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length() / 4);
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\\x", i)) {
                plain.append((char) Integer.parseInt(text, i + 2, i + 4, 16));
                i += 3;
            } else {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }
}

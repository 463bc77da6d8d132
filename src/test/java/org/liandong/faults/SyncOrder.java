package org.liandong.faults;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liandong.faults.SystemCall.Sent;
import org.liandong.faults.SystemCall.SyncBegun;
import org.liandong.faults.SystemCall.Synced;
import org.liandong.faults.SystemCall.Written;

/**
 * Checks in a recording that each answer that names a case left after the sync that covers the case's record: its pages in the
 * write-ahead log, then the frame that commits them, then a sync of the log begun after that and returned, then the answer.
 */
final class SyncOrder {
    private static final Pattern CASE_NO = Pattern.compile("JN\\d{17}");
    private static final int FRAME_HEADER = 24;

    private final List<SystemCall> calls;
    private final int port;

    /** Cases whose record is written but not committed, committed but not synced, and sure. */
    private final Set<String> written = new HashSet<>();

    private final Set<String> committed = new HashSet<>();
    private final Map<Integer, Set<String>> syncing = new HashMap<>();
    private final Set<String> sure = new HashSet<>();
    /** The frame whose header was written last is the last of its transaction. */
    private boolean commits;

    /** @param port on which the hub answers */
    SyncOrder(List<SystemCall> calls, int port) {
        this.calls = calls;
        this.port = port;
    }

    /** An answer that left the hub. */
    record Answer(int call, Set<String> cases) {}

    /** @throws AssertionError naming an answer that left too early */
    List<Answer> answers() {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            SystemCall call = calls.get(i);
            if (call instanceof Written write && isLog(write.file().toString())) {
                log(write);
            } else if (call instanceof SyncBegun sync && isLog(sync.file().toString())) {
                syncing.put(sync.thread(), Set.copyOf(committed));
            } else if (call instanceof Synced sync && isLog(sync.file().toString())) {
                sure.addAll(syncing.remove(sync.thread()));
            } else if (call instanceof Sent sent) {
                Set<String> cases = PowerCutIT.cases(sent, port);
                if (!cases.isEmpty()) {
                    answers.add(new Answer(i, cases));
                    if (!sure.containsAll(cases)) {
                        throw new AssertionError("answered before it was synced, call %d: %s".formatted(i, cases));
                    }
                }
            }
        }
        return answers;
    }

    private static boolean isLog(String file) {
        return file.endsWith("ledger.db-wal");
    }

    /** A header says how large the database is after the commit, or 0 in all frames but the last of a transaction. */
    private void log(Written write) {
        if (write.bytes().length == FRAME_HEADER) {
            commits = ByteBuffer.wrap(write.bytes()).getInt(4) > 0;
            return;
        }
        Matcher matcher = CASE_NO.matcher(new String(write.bytes(), StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            written.add(matcher.group());
        }
        if (commits) {
            committed.addAll(written);
            written.clear();
            commits = false;
        }
    }
}

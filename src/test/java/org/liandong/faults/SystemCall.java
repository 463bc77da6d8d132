package org.liandong.faults;

import java.nio.file.Path;

/** What a process asked of its disk or told its peers. Between a begun sync and its end other threads go on. */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to a disk: never compared as records
sealed interface SystemCall {
    record Written(Path file, long offset, byte[] bytes) implements SystemCall {}

    record Resized(Path file, long size) implements SystemCall {}

    record SyncBegun(Path file, int thread) implements SystemCall {}

    record Synced(Path file, int thread) implements SystemCall {}

    record Renamed(Path from, Path to) implements SystemCall {}

    record Removed(Path file) implements SystemCall {}

    record Folder(Path folder) implements SystemCall {}

    /**
     * Bytes given to a connection, one character each.
     *
     * @param socket as strace describes it, for example {@code TCP:[127.0.0.1:8080->127.0.0.1:40000]}
     */
    record Sent(String socket, String bytes) implements SystemCall {}
}

package org.liandong.files;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts files down for a system, each once however often it is asked to. Safe for any thread. */
final class FileWriter {
    private final FileServer server;

    FileWriter(FileServer server) {
        this.server = server;
    }

    /**
     * What became of it, in the form of an answer: DELIVERED, also if the file was there already; REFUSED if another one
     * lies there under its name; RETRY if nothing can have been seen of it.
     *
     * @throws IOException if it may be there or not; asking again finds out
     */
    ObjectNode write(String path, byte[] content) throws IOException {
        Completion counted = Completion.of(content);
        Path file;
        Path completion;
        try {
            file = server.path(path);
            Folder folder = Folder.of(file, Completion.Form.COUNTED);
            completion = folder.completionOf(file);
            Optional<Completion> there = folder.completed(file);
            if (there.isPresent()) {
                return there.get().isOf(counted)
                        ? answer("DELIVERED", "该文件已在")
                        : answer("REFUSED", "文件 %s 已在,内容不同,请人工核对".formatted(path));
            }
            Folder.draft(file, content);
        } catch (IOException e) {
            server.close();
            return answer("RETRY", "文件 %s 写不了: %s".formatted(path, reason(e)));
        }
        try {
            // nobody reads it before its completion is there
            Folder.put(file);
            Folder.draft(completion, Completion.Form.COUNTED.write(counted));
            Folder.put(completion);
            return answer("DELIVERED", null);
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /** Of a file's trouble the message is often its name alone. */
    static String reason(IOException e) {
        return e instanceof FileServer.NoEntry
                ? String.valueOf(e.getMessage())
                : "%s %s".formatted(e.getClass().getSimpleName(), e.getMessage());
    }

    private static ObjectNode answer(String result, @Nullable String message) {
        return JsonNodeFactory.instance.objectNode().put("result", result).put("message", message);
    }
}

package org.liandong.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder of the hub's own machine, or mounted there, that a ferry serves. */
record FerryFolder(Path folder) implements Place {
    @Override
    public Path path(String path) throws IOException {
        // a mount that is away must not be taken for an empty folder, nor be written into
        if (!Files.isDirectory(folder)) {
            throw new FileNotFoundException("没有摆渡文件夹 %s,请检查挂载".formatted(folder));
        }
        return folder.resolve(path);
    }

    @Override
    public void close() {}
}

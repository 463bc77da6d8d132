package org.liandong.files;

import java.io.IOException;
import java.nio.file.Path;

/** Where the files of one system lie. */
interface Place {
    /** @param path below the folder that the connector's endpoint names */
    Path path(String path) throws IOException;

    /** What is open is of no use any more. */
    void close();
}

package org.liandong.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Tells whoever put files down for the hub what became of them. */
interface Receipts {
    /** He looks into the folder himself. */
    Receipts NONE = new Receipts() {
        @Override
        public void seen(List<Path> files, Folder folder) {}

        @Override
        public void give(Batch batch, Optional<Completion> said) {}
    };

    /** These lie in the folder now. */
    void seen(List<Path> files, Folder folder) throws IOException;

    /**
     * The file has been put away.
     *
     * @param said by its completion
     */
    void give(Batch batch, Optional<Completion> said) throws IOException;
}

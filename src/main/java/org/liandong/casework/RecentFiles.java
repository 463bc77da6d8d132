package org.liandong.casework;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.liandong.cases.CaseFile;
import org.liandong.casework.json.CaseJson;

/**
 * What the texts written or read lately mean: a case under way is read again at each step. Goes by the text itself, so it
 * cannot be wrong about what is stored. Safe for any thread.
 */
final class RecentFiles {
    private static final int REMEMBERED = 2_000;
    private static final Cache<String, CaseFile> MEANINGS = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .executor(Runnable::run)
            .build();

    private RecentFiles() {}

    static CaseFile read(String doc) {
        return MEANINGS.get(doc, CaseJson::read);
    }

    static String write(CaseFile file) {
        String doc = CaseJson.write(file);
        MEANINGS.put(doc, file);
        return doc;
    }
}

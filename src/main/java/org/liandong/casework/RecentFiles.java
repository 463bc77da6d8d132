package org.liandong.casework;

import org.liandong.cases.CaseFile;
import org.liandong.casework.json.CaseJson;

/**
 * What the texts written or read lately mean: a case under way is read again at each step. Goes by the text itself, so it
 * cannot be wrong about what is stored. Safe for any thread.
 */
final class RecentFiles {
    private static final int REMEMBERED = 2_000;
    private static final LatelyUsed<String, CaseFile> MEANINGS = new LatelyUsed<>(REMEMBERED);

    private RecentFiles() {}

    static CaseFile read(String doc) {
        CaseFile known = MEANINGS.get(doc);
        if (known == null) {
            known = CaseJson.read(doc);
            MEANINGS.put(doc, known);
        }
        return known;
    }

    static String write(CaseFile file) {
        String doc = CaseJson.write(file);
        MEANINGS.put(doc, file);
        return doc;
    }
}

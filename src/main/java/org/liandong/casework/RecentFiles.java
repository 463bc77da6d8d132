package org.liandong.casework;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.liandong.cases.CaseFile;
import org.liandong.casework.json.CaseJson;

/**
 * What the texts written or read lately mean: a case under way is read again at each step. Goes by the text itself, so it
 * cannot be wrong about what is stored. Those that were used longest ago are forgotten: a cache that lets in only what is asked for
 * often forgets just those that will be. Safe for any thread.
 */
final class RecentFiles {
    private static final int REMEMBERED = 2_000;
    private static final Map<String, CaseFile> MEANINGS =
            Collections.synchronizedMap(new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, CaseFile> eldest) {
                    return size() > REMEMBERED;
                }
            });

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

package org.liandong.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.liandong.cases.CaseFile;
import org.liandong.cases.RandomCase;

class RecentFilesTest {
    private static final int BETWEEN = 500;

    /** Each case is read again a little later, at its next step, and then hardly ever. */
    @Test
    void aCaseWrittenLatelyIsKnownAtItsNextStepHoweverManyCameBetween() {
        List<CaseFile> files = new ArrayList<>();
        List<String> docs = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            CaseFile file = new RandomCase(i).after(3);
            files.add(file);
            docs.add(RecentFiles.write(file));
            if (i >= BETWEEN) {
                assertThat(RecentFiles.read(docs.get(i - BETWEEN))).isSameAs(files.get(i - BETWEEN));
            }
        }
    }
}

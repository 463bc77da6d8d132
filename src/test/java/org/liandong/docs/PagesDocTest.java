package org.liandong.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.liandong.cases.AssignmentState;
import org.liandong.cases.CaseState;
import org.liandong.cases.Urgency;
import org.liandong.ledger.DeliveryState;
import org.liandong.ledger.RepairVerb;
import org.liandong.operations.AccountRole;

/** docs/pages.md has an English word for every word of state on the pages. */
class PagesDocTest {
    @Test
    void everyWordOfStateHasItsEnglish() throws IOException {
        String document = Files.readString(Path.of("docs/pages.md"));
        Stream<String> words = Stream.of(
                        Arrays.stream(CaseState.values()).map(CaseState::chinese),
                        Arrays.stream(AssignmentState.values()).map(AssignmentState::chinese),
                        Arrays.stream(DeliveryState.values()).map(DeliveryState::chinese),
                        Arrays.stream(RepairVerb.values()).map(RepairVerb::chinese),
                        Arrays.stream(Urgency.values()).map(Urgency::chinese),
                        Arrays.stream(AccountRole.values()).map(AccountRole::chinese))
                .flatMap(all -> all);
        List<String> missing = words.filter(word -> !document.matches("(?s).*\\| %s \\| \\w.*".formatted(word)))
                .toList();
        assertThat(missing).isEmpty();
    }
}

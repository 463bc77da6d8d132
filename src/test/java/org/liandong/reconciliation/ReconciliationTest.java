package org.liandong.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.liandong.reconciliation.Difference.Kind;

class ReconciliationTest {
    @Test
    void whoLacksWhat() {
        Map<String, Standing> expected = new LinkedHashMap<>();
        expected.put("alike", Standing.WORKING);
        expected.put("not named", Standing.RECEIVED);
        expected.put("said to be absent", Standing.RECEIVED);
        expected.put("they are ahead", Standing.WORKING);
        expected.put("we are ahead", Standing.DONE);
        Map<String, Standing> stated = new LinkedHashMap<>();
        stated.put("alike", Standing.WORKING);
        stated.put("said to be absent", Standing.ABSENT);
        stated.put("they are ahead", Standing.DONE);
        stated.put("we are ahead", Standing.WORKING);
        stated.put("closed long ago", Standing.DONE);
        stated.put("2.02607E+17", Standing.DONE);

        Reconciliation found =
                Reconciliation.of(expected, stated, task -> task.equals("closed long ago") ? Standing.DONE : null);

        assertThat(found.agreed()).isEqualTo(2);
        assertThat(found.differences())
                .extracting(Difference::taskNo, Difference::ours, Difference::theirs, Difference::kind)
                .containsExactly(
                        tuple("not named", Standing.RECEIVED, null, Kind.MISSING),
                        tuple("said to be absent", Standing.RECEIVED, Standing.ABSENT, Kind.MISSING),
                        tuple("they are ahead", Standing.WORKING, Standing.DONE, Kind.HUB_BEHIND),
                        tuple("we are ahead", Standing.DONE, Standing.WORKING, Kind.OTHER_BEHIND),
                        tuple("2.02607E+17", null, Standing.DONE, Kind.UNMATCHED));
    }
}

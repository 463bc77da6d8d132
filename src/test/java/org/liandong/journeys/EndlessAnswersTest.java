package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liandong.cases.Command;
import org.liandong.ledger.Attempt;
import org.liandong.ledger.AttemptOutcome;

/** A system that never comes to the end of its answer holds nobody up and fills nobody's memory. */
class EndlessAnswersTest {
    /** What a hub may have taken in of an answer before it turned away, buffers of the sockets included. */
    private static final long ENOUGH = 64L * 1024 * 1024;

    private static final EndlessSystem SYSTEM = EndlessSystem.open();
    private static final String ADDRESS = "\"http://127.0.0.1:%d/services\"".formatted(SYSTEM.port());
    private static final String IMPATIENT = "{connect: 1s, answer: 1s}";

    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone()
            .with("departments/HB", "endpoint", ADDRESS)
            .with("departments/HB", "timeouts", IMPATIENT)
            .with("departments/CG", "endpoint", ADDRESS)
            .with("departments/CG", "timeouts", IMPATIENT);

    private final Hotline hotline = new Hotline(HUB);

    @AfterAll
    static void close() {
        SYSTEM.close();
    }

    @ParameterizedTest
    @CsvSource({"HB, DRIP", "HB, DRIPPING_HEADERS", "HB, FLOOD", "CG, DRIP", "CG, FLOOD"})
    void itIsLeftAndTheOutcomeIsUnknown(String dept, EndlessSystem.Manner manner) {
        SYSTEM.answer(manner);
        String caseNo = hotline.takes(Hotline.noiseOrder("NJ-" + dept + "-" + manner));
        HUB.operate(caseNo, new Command.AcceptCase(HUB.file(caseNo).progress().unit()));
        HUB.operate(caseNo, HUB.dispatchTo(caseNo, dept));

        HubUnderTest.until("left", () -> outcomes(caseNo).contains(AttemptOutcome.UNKNOWN));

        assertThat(SYSTEM.mostSaid()).isLessThan(ENOUGH);
    }

    private static List<AttemptOutcome> outcomes(String caseNo) {
        return HUB.letters(caseNo).stream()
                .filter(letter -> letter.operation().equals("DISPATCH"))
                .flatMap(letter -> HUB.ledger().read(view -> view.deliveries().attempts(letter.id())).stream())
                .map(Attempt::outcome)
                .toList();
    }
}

package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.Command;
import org.liandong.ledger.StageRecord;

/** A department whose exchange database refuses characters beyond GBK (水利, reference §3.5, the dead letter). */
class WaterBureauTest {
    private static final CivilAffairs BUREAU = new CivilAffairs();

    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone()
            .reaching("SL.url", BUREAU.server().url())
            .reaching("SL.user", "postgres")
            .reaching("SL.password", "postgres")
            .saying("departments/SL", "every: 30s", "every: 100ms");

    @Test
    void whatItCannotStoreIsWrittenInWordsAndItsOutcomeComesBack() {
        BUREAU.server().update("""
                ALTER TABLE T_JN_DISPATCH_OUT ADD CHECK (NR !~ '[^\\u0001-\\uFFFF]')""");
        String order = Hotline.fumesOrder("NJ-SL-FIRE").replace("楼下饭店油烟直排", "🔥楼下饭店油烟直排");
        String caseNo = new Hotline(HUB).takes(order);
        HUB.operate(caseNo, new Command.AcceptCase(HUB.file(caseNo).progress().unit()));
        HUB.operate(caseNo, HUB.dispatchTo(caseNo, "SL"));
        String task = HUB.file(caseNo).lead().orElseThrow().task().value();
        HubUnderTest.until("written", () -> BUREAU.written(task).size() == 1);
        Map<String, String> row = BUREAU.written(task).get(0);
        assertThat(row.get("NR")).contains("楼下饭店油烟直排").doesNotContain("🔥").contains("[");

        BUREAU.writes(task, "QS");
        HubUnderTest.until(
                "signed",
                () -> HUB.trace(caseNo).stream().map(StageRecord::action).anyMatch("签收"::equals));
    }
}

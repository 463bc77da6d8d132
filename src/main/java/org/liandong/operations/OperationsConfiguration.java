package org.liandong.operations;

import org.liandong.casework.CaseDesk;
import org.liandong.casework.Clocks;
import org.liandong.ledger.Ledger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The console and the operator's API. To be imported where a {@link Ledger}, a {@link CaseDesk}, {@link UnitNames}, {@link
 * Clocks}, {@link MergeSuggestions}, a {@link
 * org.liandong.intake.Quarantine}, {@link Inboxes}, {@link org.liandong.casework.TrackingCodes}, {@link org.liandong.ledger.Blobs} and a {@link DistrictCentre} are beans.
 */
@Configuration(proxyBeanMethods = false)
@Import({
    CasesApi.class,
    CommandsApi.class,
    PendingApi.class,
    FiguresApi.class,
    QuarantineApi.class,
    ApiProblems.class,
    ConsolePages.class,
    SearchPages.class,
    MessagePages.class,
    ActPages.class,
    InboxPages.class,
    DepartmentPages.class,
    RoutePages.class,
    AlarmPages.class,
    CanaryPages.class,
    ChangeStream.class,
    TroublePages.class,
    StoragePages.class,
    TrackingPages.class,
    AccountPages.class,
    AuditPages.class,
    PageHead.class,
    PageLanguage.class,
    Failures.class
})
public class OperationsConfiguration {

    @Bean
    Worklist worklist() {
        return new Worklist();
    }

    @Bean
    OperatorDesk operatorDesk(
            Ledger ledger,
            CaseDesk desk,
            UnitNames units,
            Clocks clocks,
            MergeSuggestions suggestions,
            DistrictCentre centre) {
        return new OperatorDesk(ledger, desk, new CommandMaker(units, clocks, centre), new Merging(desk, suggestions));
    }
}

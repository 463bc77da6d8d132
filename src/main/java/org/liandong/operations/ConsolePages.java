package org.liandong.operations;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseFile;
import org.liandong.casework.CaseDesk;
import org.liandong.intake.Quarantine;
import org.liandong.ledger.Ledger;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The console's pages: the overview, one case, the connectors, the unknown codes. */
@Controller
@RequestMapping(produces = MediaType.TEXT_HTML_VALUE)
final class ConsolePages {
    private final Ledger ledger;
    private final CaseDesk desk;
    private final Worklist worklist;
    private final UnitNames units;
    private final ConnectorLines connectors;

    private final ConnectedSystems systems;
    private final Quarantine quarantine;
    private final CodeAdvice advice;

    ConsolePages(
            Ledger ledger,
            CaseDesk desk,
            Worklist worklist,
            UnitNames units,
            ConnectorLines connectors,
            ConnectedSystems systems,
            Quarantine quarantine,
            CodeAdvice advice) {
        this.systems = systems;
        this.quarantine = quarantine;
        this.advice = advice;
        this.connectors = connectors;
        this.ledger = ledger;
        this.desk = desk;
        this.worklist = worklist;
        this.units = units;
    }

    /** Where everybody begins; whoever sees no cases begins elsewhere. */
    @GetMapping("/")
    String overview(Model model, @Nullable Principal principal) {
        Optional<SignedIn> who = SignedIn.of(principal);
        if (who.isPresent() && !who.get().findsCases()) {
            return "redirect:" + who.get().home();
        }
        model.addAttribute("live", live());
        return "overview";
    }

    /** The part of the overview that keeps itself up to date. */
    @GetMapping("/live")
    String live(Model model) {
        model.addAttribute("live", live());
        return "overview :: live";
    }

    @GetMapping("/connectors")
    ModelAndView connectors() {
        return new ModelAndView("connectors").addObject("lines", connectors.all());
    }

    @GetMapping("/codes")
    ModelAndView codes() {
        return new ModelAndView("codes").addObject("codes", UnknownCode.all(quarantine, advice, desk.now()));
    }

    @GetMapping("/cases/{caseNo}")
    ModelAndView one(@PathVariable String caseNo, @Nullable Principal principal) {
        try {
            Instant now = desk.now();
            boolean acts = SignedIn.of(principal).filter(SignedIn::actsOnCases).isPresent();
            return ledger.read(view -> {
                CaseFile file = Finder.only(view, caseNo);
                return new ModelAndView("case")
                        .addObject("page", CasePage.of(view, file, units, now))
                        .addObject("acts", acts ? CaseActions.of(view, file, systems, units) : null);
            });
        } catch (CaseUnknown e) {
            // the search says that there is no such case, and what else can be looked for
            return new ModelAndView("forward:/search?q=" + URLEncoder.encode(caseNo, StandardCharsets.UTF_8));
        }
    }

    private Overview live() {
        return ledger.read(view -> Overview.of(view, worklist, units, desk.now()));
    }
}

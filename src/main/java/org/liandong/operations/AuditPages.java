package org.liandong.operations;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.liandong.ledger.AuditView;
import org.liandong.ledger.Ledger;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What people decided and looked at, for the auditor: by kind, by person, by what it was about. */
@Controller
final class AuditPages {
    private static final int PAGE = 200;

    private final Ledger ledger;
    private final Clock clock;

    AuditPages(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** A decision as the auditor sees it. */
    record Decision(Moment at, String what, String action, String subject, String actor, String reason) {}

    @GetMapping(path = "/audit", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView audit(@RequestParam Map<String, String> given) {
        Instant now = clock.instant();
        AuditView.Wanted wanted = new AuditView.Wanted(
                given.getOrDefault("what", "").strip(),
                given.getOrDefault("who", "").strip(),
                given.getOrDefault("about", "").strip());
        String before = given.getOrDefault("before", "");
        long from = before.matches("\\d{1,18}") ? Long.parseLong(before) : Long.MAX_VALUE;
        List<AuditView.Decided> found = ledger.read(view -> view.audit().page(wanted, from, PAGE));
        return new ModelAndView("audit")
                .addObject("given", given)
                .addObject("actions", AuditWords.BY_ACTION)
                .addObject(
                        "next", found.size() < PAGE ? null : found.get(PAGE - 1).id())
                .addObject(
                        "decisions",
                        found.stream()
                                .map(one -> new Decision(
                                        Moment.of(one.at(), now),
                                        AuditWords.of(one.action()),
                                        one.action(),
                                        one.subject(),
                                        one.actor(),
                                        one.reason()))
                                .toList());
    }
}

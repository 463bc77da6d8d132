package org.liandong.operations;

import java.security.Principal;
import java.util.List;
import org.liandong.casework.CaseDesk;
import org.liandong.ledger.Ledger;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** A department's own page: what waits for its system and why, what it sent that was not taken, whether it can be reached. */
@Controller
@RequestMapping("/department")
final class DepartmentPages {
    private final ConnectedSystems systems;
    private final Ledger ledger;
    private final CaseDesk desk;

    DepartmentPages(ConnectedSystems systems, Ledger ledger, CaseDesk desk) {
        this.systems = systems;
        this.ledger = ledger;
        this.desk = desk;
    }

    @GetMapping
    String own(Principal principal) {
        return SignedIn.of(principal)
                .map(SignedIn::department)
                .flatMap(systems::of)
                .map(system -> "redirect:/department/" + system.name())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @GetMapping("/{name}")
    ModelAndView page(@PathVariable String name) {
        return page(system(name), List.of());
    }

    /** What the department's last list says other than the hub, as a file. */
    @GetMapping(path = "/{name}/reconciliation.csv", produces = "text/csv;charset=UTF-8")
    ResponseEntity<String> reconciliation(@PathVariable String name) {
        ConnectedSystem system = system(name);
        ReconciliationPage page = ledger.read(view -> ReconciliationPage.of(view, system))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("reconcile_%s_%s.csv".formatted(name, page.day()))
                                .build()
                                .toString())
                .body(page.csv());
    }

    /** Tries to reach the system; what comes of it is on the page. */
    @PostMapping("/{name}/probe")
    ModelAndView probe(@PathVariable String name) {
        ConnectedSystem system = system(name);
        return page(system, system.probe());
    }

    /** Sends a letter again for which no attempt was left. */
    @PostMapping("/{name}/letters/{id}/resend")
    ModelAndView resend(@PathVariable String name, @PathVariable long id, Principal principal) {
        ConnectedSystem system = system(name);
        // a letter to somebody else is not there, as far as this department can see
        if (!isTo(system, id)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        boolean sent = ledger.write(entry -> {
                    boolean revived = entry.deliveries().revive(id);
                    if (revived) {
                        entry.audit().record("LETTER_RESENT", "outbox/" + id, principal.getName(), "部门在本部门页面重发");
                    }
                    return revived;
                })
                .join();
        return page(system, List.of()).addObject("said", sent ? "已重发,结果见下" : "这一条不是等人处理的,没有重发");
    }

    private boolean isTo(ConnectedSystem system, long letter) {
        return ledger.read(view -> view.outbox().find(letter))
                .filter(found -> found.receiver().equals(system.receiver()))
                .isPresent();
    }

    private ModelAndView page(ConnectedSystem system, List<ConnectedSystem.Finding> findings) {
        DepartmentPage page = ledger.read(view -> DepartmentPage.of(view, system, desk.now()));
        return new ModelAndView("department")
                .addObject("page", page)
                .addObject("findings", findings)
                .addObject(
                        "reconciliation",
                        ledger.read(view -> ReconciliationPage.of(view, system)).orElse(null));
    }

    private ConnectedSystem system(String name) {
        return systems.named(name)
                .filter(system -> system.department().isPresent())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}

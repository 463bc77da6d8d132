package org.liandong.operations;

import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.ledger.Entry;
import org.liandong.ledger.Ledger;
import org.liandong.operations.RouteWatch.Watched;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** How the routes to and from channels and departments stand, and what a person does about one. */
@Controller
@RequestMapping(path = "/routes", produces = MediaType.TEXT_HTML_VALUE)
final class RoutePages {
    private static final int REASON = 200;

    private final Ledger ledger;
    private final RouteWatch watch;

    RoutePages(Ledger ledger, RouteWatch watch) {
        this.ledger = ledger;
        this.watch = watch;
    }

    @GetMapping
    String board(Model model) {
        model.addAttribute("board", board());
        return "routes";
    }

    /** The part of the board that keeps itself up to date. */
    @GetMapping("/live")
    String live(Model model) {
        model.addAttribute("board", board());
        return "routes :: live";
    }

    @GetMapping("/{name}")
    ModelAndView route(@PathVariable String name, @RequestParam(defaultValue = "") String said) {
        return page(name, List.of()).addObject("said", said(said));
    }

    /** Tries to reach the system; what comes of it is on the page. */
    @PostMapping("/{name}/probe")
    ModelAndView probe(@PathVariable String name) {
        return page(name, system(name).probe());
    }

    /** Nothing goes to it any more until it is let go; what is under way ends. */
    @PostMapping("/{name}/pause")
    ModelAndView pause(@PathVariable String name, @RequestParam(defaultValue = "") String reason, Principal who) {
        return held(name, reason, "paused", (entry, receiver) -> {
            if (entry.routes().pause(receiver, who.getName(), reason.strip())) {
                entry.audit().record("ROUTE_PAUSED", "route/" + name, who.getName(), reason.strip());
            }
        });
    }

    /** What is there still goes, what comes waits. */
    @PostMapping("/{name}/drain")
    ModelAndView drain(@PathVariable String name, @RequestParam(defaultValue = "") String reason, Principal who) {
        return held(name, reason, "draining", (entry, receiver) -> {
            if (entry.routes().drain(receiver, who.getName(), reason.strip())) {
                entry.audit().record("ROUTE_DRAINED", "route/" + name, who.getName(), reason.strip());
            }
        });
    }

    @PostMapping("/{name}/resume")
    ModelAndView resume(@PathVariable String name, Principal who) {
        String receiver = letters(name);
        ledger.write(entry -> {
                    if (entry.routes().release(receiver)) {
                        entry.audit().record("ROUTE_RESUMED", "route/" + name, who.getName(), "恢复投递");
                    }
                    return true;
                })
                .join();
        return redirect(name, "resumed");
    }

    @FunctionalInterface
    private interface Holding {
        void hold(Entry entry, String receiver);
    }

    private ModelAndView held(String name, String reason, String said, Holding holding) {
        String receiver = letters(name);
        String given = reason.strip();
        if (given.isEmpty() || given.length() > REASON) {
            ModelAndView page = page(name, List.of())
                    .addObject("mistake", given.isEmpty() ? "请写明原因,别人才知道为什么停着" : "原因不能超过%d字".formatted(REASON));
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page;
        }
        ledger.write(entry -> {
                    holding.hold(entry, receiver);
                    return true;
                })
                .join();
        return redirect(name, said);
    }

    private static ModelAndView redirect(String name, String said) {
        return new ModelAndView("redirect:/routes/{name}", java.util.Map.of("name", name, "said", said));
    }

    private static @Nullable String said(String what) {
        return switch (what) {
            case "paused" -> "已暂停: 在途的一条办完就停,后来的都留在队列里";
            case "draining" -> "正在排空: 已在队列里的照送,新来的先等着";
            case "resumed" -> "已恢复: 等着的按顺序送出";
            default -> null;
        };
    }

    private RouteBoard board() {
        return ledger.read(view -> {
            List<Watched> routes = watch.all(view);
            return RouteBoard.of(routes, Overview.way(Summary.of(view, watch.now())), watch.now());
        });
    }

    private ModelAndView page(String name, List<ConnectedSystem.Finding> findings) {
        RoutePage page = ledger.read(view -> watch.named(view, name).map(watched -> RoutePage.of(watched, view)))
                .orElseThrow(RoutePages::unknown);
        ReconciliationPage reconciliation = ledger.read(view -> watch.system(name)
                .flatMap(system -> ReconciliationPage.of(view, system))
                .orElse(null));
        return new ModelAndView("route")
                .addObject("page", page)
                .addObject("findings", findings)
                .addObject("reconciliation", reconciliation);
    }

    private ConnectedSystem system(String name) {
        return watch.system(name).orElseThrow(RoutePages::unknown);
    }

    /** The queue of a system that is brought its letters. */
    private String letters(String name) {
        ConnectedSystem system = system(name);
        if (!system.takesLetters()) {
            throw unknown();
        }
        return system.receiver();
    }

    private static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}

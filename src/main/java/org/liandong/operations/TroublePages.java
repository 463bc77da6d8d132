package org.liandong.operations;

import java.security.Principal;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liandong.casework.CaseDesk;
import org.liandong.intake.Quarantine;
import org.liandong.ledger.DeliveryState;
import org.liandong.ledger.Entry;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.RepairRun;
import org.liandong.ledger.RepairVerb;
import org.liandong.ledger.RepairsView.Stuck;
import org.liandong.ledger.View;
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

/** What does not go on by itself, by cause, and what people do about it: one at a time or many, after seeing what comes of it. */
@Controller
@RequestMapping(path = "/trouble", produces = MediaType.TEXT_HTML_VALUE)
final class TroublePages {
    private static final int SHOWN = 100;
    /** More at once than anybody can answer for. */
    private static final int MOST = 5_000;

    private static final int REASON = 200;
    private static final Set<Integer> PACES = Set.of(10, 60, 600);
    private static final Set<RepairVerb> OF_DEAD =
            EnumSet.of(RepairVerb.RESEND, RepairVerb.RESYNC, RepairVerb.SHELVE, RepairVerb.SKIP, RepairVerb.BY_HAND);
    private static final Set<RepairVerb> OF_DOUBTFUL = EnumSet.of(RepairVerb.ASK, RepairVerb.BY_HAND);

    private final Ledger ledger;
    private final CaseDesk desk;
    private final Quarantine quarantine;
    private final ConnectedSystems systems;

    TroublePages(Ledger ledger, CaseDesk desk, Quarantine quarantine, ConnectedSystems systems) {
        this.ledger = ledger;
        this.desk = desk;
        this.quarantine = quarantine;
        this.systems = systems;
    }

    /** A letter in a group. */
    record Line(long id, String caseNo, String what, Moment written, String why) {
        static Line of(Stuck stuck, Instant now) {
            return new Line(
                    stuck.message().id(),
                    stuck.message().caseNo().value(),
                    TroubleShelves.what(stuck.message().operation()),
                    Moment.of(stuck.message().createdAt(), now),
                    Redaction.of(stuck.why()));
        }
    }

    @GetMapping
    ModelAndView shelves() {
        return new ModelAndView("trouble")
                .addObject("shelves", ledger.read(view -> TroubleShelves.of(view, this::title, desk.now())));
    }

    /** The letters of a group, and what can be done with them. */
    @GetMapping("/letters")
    ModelAndView letters(@RequestParam String of, @RequestParam DeliveryState state, @RequestParam String cause) {
        return letters(of, state, cause, null);
    }

    private ModelAndView letters(String of, DeliveryState state, String cause, @Nullable String mistake) {
        Instant now = desk.now();
        List<Stuck> stuck = stuck(of, state, cause);
        return group(of, cause, mistake, state == DeliveryState.DEAD ? OF_DEAD : OF_DOUBTFUL)
                .addObject("state", state)
                .addObject("count", stuck.size())
                .addObject(
                        "lines",
                        stuck.stream()
                                .limit(SHOWN)
                                .map(one -> Line.of(one, now))
                                .toList());
    }

    /** The messages of a group in quarantine. What they say is not here: it may name people. */
    @GetMapping("/messages")
    ModelAndView messages(@RequestParam String of, @RequestParam String cause) {
        return messages(of, cause, null);
    }

    private ModelAndView messages(String of, String cause, @Nullable String mistake) {
        Instant now = desk.now();
        List<Quarantine.Waiting> waiting = waiting(of, cause);
        return group(of, cause, mistake, EnumSet.of(RepairVerb.REREAD))
                .addObject("state", "QUARANTINED")
                .addObject("count", waiting.size())
                .addObject(
                        "lines",
                        waiting.stream()
                                .limit(SHOWN)
                                .map(one -> new Line(
                                        one.entry().id(),
                                        String.valueOf(
                                                one.entry().message().key().idempotencyKey()),
                                        "来件",
                                        Moment.of(one.entry().message().receivedAt(), now),
                                        Redaction.of(String.valueOf(
                                                one.entry().message().quarantineReason()))))
                                .toList());
    }

    private ModelAndView group(String of, String cause, @Nullable String mistake, Set<RepairVerb> verbs) {
        ModelAndView page = new ModelAndView("trouble-group")
                .addObject("of", of)
                .addObject("title", title(of))
                .addObject("cause", cause)
                .addObject("verbs", verbs)
                .addObject("mistake", mistake);
        if (mistake != null) {
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        }
        return page;
    }

    /** Says what exactly would come of it. */
    @PostMapping("/preview")
    ModelAndView preview(
            @RequestParam String of,
            @RequestParam String state,
            @RequestParam String cause,
            @RequestParam(defaultValue = "") String verb,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "60") int pace,
            @RequestParam(defaultValue = "picked") String which,
            @RequestParam(required = false) @Nullable List<Long> item) {
        boolean incoming = state.equals("QUARANTINED");
        List<Long> all = incoming
                ? waiting(of, cause).stream().map(one -> one.entry().id()).toList()
                : stuck(of, DeliveryState.valueOf(state), cause).stream()
                        .map(one -> one.message().id())
                        .toList();
        List<Long> chosen = which.equals("all")
                ? all
                : item == null ? List.of() : all.stream().filter(item::contains).toList();
        String mistake = mistake(verb, reason, pace, chosen);
        if (mistake != null) {
            return incoming ? messages(of, cause, mistake) : letters(of, DeliveryState.valueOf(state), cause, mistake);
        }
        RepairVerb what = RepairVerb.valueOf(verb);
        String title = title(of);
        RepairPreview preview = incoming
                ? RepairPreview.ofMessages(title, chosen)
                : ledger.read(view -> RepairPreview.ofLetters(view, what, title, chosen));
        return new ModelAndView("trouble-preview")
                .addObject("preview", preview)
                .addObject("reason", reason.strip())
                .addObject("pace", pace);
    }

    private static @Nullable String mistake(String verb, String reason, int pace, List<Long> chosen) {
        if (Arrays.stream(RepairVerb.values()).noneMatch(one -> one.name().equals(verb))) {
            return "请选做什么";
        }
        if (chosen.isEmpty()) {
            return "一条也没有选,或选的已经不在这里了";
        }
        if (chosen.size() > MOST) {
            return "一次最多%d条".formatted(MOST);
        }
        if (reason.isBlank() || reason.strip().length() > REASON) {
            return reason.isBlank() ? "请写明原因;人工办结写明凭证,如回执单号、接听人" : "原因不能超过%d字".formatted(REASON);
        }
        return PACES.contains(pace) ? null : "快慢请从列出的里选";
    }

    /** Does it; above a number a second person must agree first. */
    @PostMapping("/runs")
    ModelAndView begin(
            @RequestParam RepairVerb verb,
            @RequestParam String title,
            @RequestParam String reason,
            @RequestParam int pace,
            @RequestParam List<Long> item,
            Principal who) {
        if (item.size() > MOST || reason.isBlank() || reason.length() > REASON || !PACES.contains(pace)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        List<Long> items = item.stream().distinct().toList();
        boolean alone = items.size() <= RepairPreview.ALONE;
        long run = write(entry -> {
            long id = entry.repairs().propose(verb, title, reason, pace, who.getName(), items, alone);
            entry.audit()
                    .record(
                            "REPAIR_" + verb.name(),
                            "repair/" + id,
                            who.getName(),
                            "%s %d条: %s".formatted(title, items.size(), reason));
            return id;
        });
        return run(run);
    }

    private static ModelAndView run(long run) {
        return new ModelAndView("redirect:/trouble/runs/{id}", Map.of("id", run));
    }

    @GetMapping("/runs/{id}")
    String run(@PathVariable long id, Model model) {
        model.addAttribute("run", page(id));
        return "trouble-run";
    }

    /** The part of the page that keeps itself up to date. */
    @GetMapping("/runs/{id}/live")
    String live(@PathVariable long id, Model model) {
        model.addAttribute("run", page(id));
        return "trouble-run :: live";
    }

    @PostMapping("/runs/{id}/approve")
    ModelAndView approve(@PathVariable long id, Principal who) {
        return changed(id, "REPAIR_APPROVED", who, entry -> entry.repairs().approve(id, who.getName()));
    }

    @PostMapping("/runs/{id}/pause")
    ModelAndView pause(@PathVariable long id, Principal who) {
        return changed(id, "REPAIR_PAUSED", who, entry -> entry.repairs().pause(id));
    }

    @PostMapping("/runs/{id}/resume")
    ModelAndView resume(@PathVariable long id, Principal who) {
        return changed(id, "REPAIR_RESUMED", who, entry -> entry.repairs().resume(id));
    }

    @PostMapping("/runs/{id}/stop")
    ModelAndView stop(@PathVariable long id, Principal who) {
        return changed(id, "REPAIR_STOPPED", who, entry -> entry.repairs().stop(id));
    }

    @FunctionalInterface
    private interface Change {
        boolean make(Entry entry);
    }

    private ModelAndView changed(long id, String action, Principal who, Change change) {
        page(id);
        write(entry -> {
            if (change.make(entry)) {
                entry.audit().record(action, "repair/" + id, who.getName(), "在疑难页");
            }
            return id;
        });
        return run(id);
    }

    private long write(java.util.function.Function<Entry, Long> work) {
        return ledger.write(work).join();
    }

    private RepairRunPage page(long id) {
        Instant now = desk.now();
        return ledger.read(view -> view.repairs().run(id).map(run -> page(view, run, now)))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static RepairRunPage page(View view, RepairRun run, Instant now) {
        return RepairRunPage.of(view, run, now);
    }

    private List<Stuck> stuck(String of, DeliveryState state, String cause) {
        return ledger.read(view -> view.repairs().letters(of, state, desk.now())).stream()
                .filter(one -> TroubleShelves.cause(one.why()).equals(cause))
                .toList();
    }

    private List<Quarantine.Waiting> waiting(String of, String cause) {
        return quarantine.list(0, MOST).stream()
                .filter(one -> one.entry().message().key().sender().equals(of))
                .filter(one -> TroubleShelves.cause(
                                String.valueOf(one.entry().message().quarantineReason()))
                        .equals(cause))
                .toList();
    }

    private String title(String receiverOrSender) {
        return systems.all().stream()
                .filter(system -> system.receiver().equals(receiverOrSender)
                        || system.sender().equals(receiverOrSender))
                .findFirst()
                .map(ConnectedSystem::title)
                .orElse(receiverOrSender);
    }
}

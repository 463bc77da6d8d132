package org.liandong.operations;

import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liandong.alarms.DiskWatcher;
import org.liandong.cases.CaseNumber;
import org.liandong.casework.CaseDesk;
import org.liandong.ledger.AlarmsView;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.RetentionView;
import org.liandong.retention.RetentionRules;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What is kept, for how long, how much room is left, and which cases are held. */
@Controller
@RequestMapping(path = "/storage", produces = MediaType.TEXT_HTML_VALUE)
final class StoragePages {
    private static final int RUNS = 14;
    private static final int REASON = 200;

    private final Ledger ledger;
    private final RetentionRules rules;
    private final Clock clock;

    StoragePages(Ledger ledger, RetentionRules rules, Clock clock) {
        this.ledger = ledger;
        this.rules = rules;
        this.clock = clock;
    }

    /** What of a sender's messages is kept. */
    record Use(
            String sender,
            long messages,
            String bytes,
            @Nullable Moment oldest,
            String until) {}

    /** A night's work. */
    record Run(
            Moment at,
            long messages,
            String messageBytes,
            long letters,
            String letterBytes,
            long persons,
            String personBytes,
            long photos,
            String photoBytes,
            long held) {}

    /** A case of which nothing is taken away. */
    record Held(String caseNo, Moment since, String by, String reason) {}

    @GetMapping
    ModelAndView page() {
        return page(null);
    }

    private ModelAndView page(@Nullable String mistake) {
        Instant now = clock.instant();
        ModelAndView page = new ModelAndView("storage")
                .addObject("mistake", mistake)
                .addObject("messages", words(rules.messages(), "办件办结、满%d天后清除原文"))
                .addObject("digestsOnly", rules.digestsOnly().stream().sorted().toList())
                .addObject("photos", words(rules.photos(), "办件办结满%d天后清除"))
                .addObject("persons", words(rules.persons(), "办结满%d天后清除"));
        ledger.read(view -> {
            List<AlarmsView.Room> rooms = view.alarms().room(now.minus(DiskWatcher.PACE));
            page.addObject(
                    "free",
                    rooms.isEmpty() ? null : bytes(rooms.get(rooms.size() - 1).free()));
            page.addObject("days", forecast(rooms, now).orElse(null));
            page.addObject(
                    "uses",
                    view.retention().uses().stream().map(use -> use(use, now)).toList());
            page.addObject(
                    "runs",
                    view.retention().runs(RUNS).stream()
                            .map(run -> run(run, now))
                            .toList());
            page.addObject(
                    "holds",
                    view.retention().holds().stream()
                            .map(hold -> new Held(
                                    hold.caseNo().value(), Moment.of(hold.heldAt(), now), hold.heldBy(), hold.reason()))
                            .toList());
            return page;
        });
        if (mistake != null) {
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        }
        return page;
    }

    /** Nothing of the case is taken away from now on. */
    @PostMapping("/holds")
    ModelAndView hold(
            @RequestParam(defaultValue = "") String caseNo,
            @RequestParam(defaultValue = "") String reason,
            Principal who) {
        String number = caseNo.strip();
        if (!CaseNumber.isValid(number)
                || ledger.read(view -> CaseDesk.load(view, new CaseNumber(number)))
                        .isEmpty()) {
            return page("查无办件" + number);
        }
        if (reason.isBlank() || reason.strip().length() > REASON) {
            return page(reason.isBlank() ? "请写明为什么要留" : "原因不能超过%d字".formatted(REASON));
        }
        ledger.write(entry -> {
                    if (entry.retention().hold(new CaseNumber(number), who.getName(), reason.strip())) {
                        entry.audit().record("CASE_HELD", "case/" + number, who.getName(), reason.strip());
                    }
                    return true;
                })
                .join();
        return new ModelAndView("redirect:/storage");
    }

    /** From now on the case is like any other. */
    @PostMapping("/holds/{caseNo}/lift")
    ModelAndView lift(@PathVariable String caseNo, Principal who) {
        if (CaseNumber.isValid(caseNo)) {
            ledger.write(entry -> {
                        if (entry.retention().lift(new CaseNumber(caseNo))) {
                            entry.audit().record("CASE_LIFTED", "case/" + caseNo, who.getName(), "不再留存");
                        }
                        return true;
                    })
                    .join();
        }
        return new ModelAndView("redirect:/storage", Map.of());
    }

    private static Optional<Long> forecast(List<AlarmsView.Room> rooms, Instant now) {
        return rooms.isEmpty()
                ? Optional.empty()
                : DiskWatcher.days(rooms.get(rooms.size() - 1).free(), rooms, now);
    }

    private Use use(RetentionView.Use use, Instant now) {
        return new Use(
                goesOut(use.sender()) ? "发往" + use.sender() : use.sender(),
                use.messages(),
                bytes(use.bytes()),
                Moment.orNull(use.oldest(), now),
                rules.keepsTexts(use.sender()) ? words(rules.messagesOf(use.sender()), "%d天") : "从现在起只留摘要");
    }

    private static boolean goesOut(String sender) {
        return sender.startsWith("dept.") || sender.startsWith("channel.");
    }

    private static Run run(RetentionView.Run run, Instant now) {
        return new Run(
                Moment.of(run.begunAt(), now),
                run.messages(),
                bytes(run.messageBytes()),
                run.letters(),
                bytes(run.letterBytes()),
                run.persons(),
                bytes(run.personBytes()),
                run.photos(),
                bytes(run.photoBytes()),
                run.held());
    }

    private static String words(Duration kept, String form) {
        return kept.isZero() ? "一直留着" : form.formatted(kept.toDays());
    }

    static String bytes(long bytes) {
        if (bytes >= 10L << 30) {
            return (bytes >> 30) + " GB";
        }
        if (bytes >= 10L << 20) {
            return (bytes >> 20) + " MB";
        }
        return bytes >= 10L << 10 ? (bytes >> 10) + " KB" : bytes + " 字节";
    }
}

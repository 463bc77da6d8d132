package org.liandong.operations;

import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.ledger.Alarm;
import org.liandong.ledger.Ledger;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;

/** The alarms: those that are open, who has taken them on, and the last that have closed. */
@Controller
@RequestMapping(path = "/alarms", produces = MediaType.TEXT_HTML_VALUE)
final class AlarmPages {
    private static final int CLOSED = 50;
    private static final String OF_ROUTE = "route/";

    private final Ledger ledger;
    private final Clock clock;

    AlarmPages(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * An alarm as the page shows it.
     *
     * @param route name of the route it is about; null if it is about none
     */
    record Line(
            long id,
            String title,
            @Nullable String route,
            String words,
            Moment opened,
            int times,
            boolean clears,
            @Nullable Moment closed,
            @Nullable Moment acked,
            @Nullable String ackedBy) {
        static Line of(Alarm alarm, Instant now) {
            return new Line(
                    alarm.id(),
                    alarm.title(),
                    alarm.subject().startsWith(OF_ROUTE) ? alarm.subject().substring(OF_ROUTE.length()) : null,
                    alarm.words(),
                    Moment.of(alarm.openedAt(), now),
                    alarm.times(),
                    alarm.clearSince() != null,
                    Moment.orNull(alarm.closedAt(), now),
                    Moment.orNull(alarm.ackedAt(), now),
                    alarm.ackedBy());
        }
    }

    @GetMapping
    String all(Model model) {
        fill(model);
        return "alarms";
    }

    /** The part of the page that keeps itself up to date. */
    @GetMapping("/live")
    String live(Model model) {
        fill(model);
        return "alarms :: live";
    }

    /** Somebody takes it on. */
    @PostMapping("/{id}/acknowledge")
    String acknowledge(@PathVariable long id, Principal who) {
        if (ledger.read(view -> view.alarms().find(id)).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        ledger.write(entry -> entry.alarms().acknowledge(id, who.getName(), clock.instant()))
                .join();
        return "redirect:/alarms";
    }

    private void fill(Model model) {
        Instant now = clock.instant();
        model.addAttribute("asOf", Moment.clock(now));
        model.addAttribute("open", lines(ledger.read(view -> view.alarms().open()), now));
        model.addAttribute("closed", lines(ledger.read(view -> view.alarms().closed(CLOSED)), now));
    }

    private static List<Line> lines(List<Alarm> alarms, Instant now) {
        return alarms.stream().map(alarm -> Line.of(alarm, now)).toList();
    }
}

package org.liandong.operations;

import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liandong.canary.CanaryWatch;
import org.liandong.ledger.Canary;
import org.liandong.ledger.Canary.Stage;
import org.liandong.ledger.Ledger;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The canaries: which ways have been tried, how long each took, and where one stuck. */
@Controller
@RequestMapping(path = "/canaries", produces = MediaType.TEXT_HTML_VALUE)
final class CanaryPages {
    private final Ledger ledger;
    private final CanaryWatch watch;
    private final ConnectorLines connectors;
    private final UnitNames units;
    private final Clock clock;

    CanaryPages(Ledger ledger, CanaryWatch watch, ConnectorLines connectors, UnitNames units, Clock clock) {
        this.ledger = ledger;
        this.watch = watch;
        this.connectors = connectors;
        this.units = units;
        this.clock = clock;
    }

    /**
     * A way and the last canary on it.
     *
     * @param took seconds in all
     * @param stretches seconds from place to place, in words
     * @param trouble where it stuck; null if it came back
     */
    record Line(
            String channel,
            String department,
            String took,
            String stretches,
            Moment at,
            @Nullable String trouble,
            @Nullable String caseNo) {}

    @GetMapping
    String page(Model model) {
        fill(model);
        return "canaries";
    }

    /** The part of the page that keeps itself up to date. */
    @GetMapping("/live")
    String live(Model model) {
        fill(model);
        return "canaries :: live";
    }

    /** One to each department, now. */
    @PostMapping("/send")
    String send(Principal who) {
        ledger.write(entry -> {
                    entry.audit().record("CANARIES_SENT", "canaries", who.getName(), "现在走一遍");
                    return true;
                })
                .join();
        watch.sendNow();
        return "redirect:/canaries";
    }

    private void fill(Model model) {
        Instant now = clock.instant();
        Map<String, String> titles =
                connectors.all().stream().collect(Collectors.toMap(ConnectorLine::name, ConnectorLine::title));
        model.addAttribute("asOf", Moment.clock(now));
        model.addAttribute("every", watch.isOn() ? words(watch.every()) : null);
        ledger.read(view -> {
            List<Canary> ended = view.canaries().lastEndedOfEachWay();
            model.addAttribute("underWay", view.canaries().underWay().size());
            model.addAttribute("lost", ended.stream().filter(Canary::isLost).count());
            model.addAttribute(
                    "lines",
                    ended.stream()
                            .sorted(Comparator.comparing(Canary::isLost)
                                    .reversed()
                                    .thenComparing(Canary::department)
                                    .thenComparing(Canary::channel))
                            .map(canary -> line(canary, titles, now))
                            .toList());
            return model;
        });
    }

    private Line line(Canary canary, Map<String, String> titles, Instant now) {
        return new Line(
                titles.getOrDefault(canary.channel(), canary.channel()),
                units.name(canary.department()),
                seconds(canary.took()),
                stretches(canary),
                Moment.of(canary.reached().sentAt(), now),
                canary.trouble(),
                canary.caseNo() == null ? null : canary.caseNo().value());
    }

    private static String stretches(Canary canary) {
        StringBuilder words = new StringBuilder();
        Instant before = canary.reached().sentAt();
        for (Stage stage : Stage.values()) {
            Instant at = canary.reached().at(stage).orElse(null);
            if (at != null) {
                words.append(words.isEmpty() ? "" : " · ")
                        .append(words(stage))
                        .append(' ')
                        .append(seconds(Duration.between(before, at)));
                before = at;
            }
        }
        return words.toString();
    }

    private static String words(Stage stage) {
        return switch (stage) {
            case ENTERED -> "登记";
            case DELIVERED -> "部门收下";
            case ANSWERED -> "部门答复";
            case TOLD -> "回到渠道";
        };
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f秒", Math.max(0, took.toMillis()) / 1000.0);
    }

    private static String words(Duration every) {
        return every.toSeconds() % 60 == 0 ? every.toMinutes() + "分钟" : every.toSeconds() + "秒";
    }
}

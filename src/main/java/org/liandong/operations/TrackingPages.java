package org.liandong.operations;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.liandong.casework.CaseDesk;
import org.liandong.casework.TrackingCodes;
import org.liandong.ledger.Ledger;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/**
 * How far a case is, for whoever has its tracking code: no account, no personal data, nothing of what was asked. Who guesses is
 * stopped.
 */
@Controller
final class TrackingPages {
    /** Nobody mistypes so often in a minute. */
    private static final int WRONG_IN_A_MINUTE = 20;

    private static final int MOST_GUESSERS = 10_000;

    private final Ledger ledger;
    private final TrackingCodes codes;
    private final UnitNames units;
    private final Cache<String, AtomicInteger> wrong = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(1))
            .maximumSize(MOST_GUESSERS)
            .build();

    TrackingPages(Ledger ledger, TrackingCodes codes, UnitNames units) {
        this.ledger = ledger;
        this.codes = codes;
        this.units = units;
    }

    @GetMapping("/track")
    ModelAndView page(@RequestParam(defaultValue = "") String code, HttpServletRequest request) {
        if (code.isBlank()) {
            return shown(code, null, null, HttpStatus.OK);
        }
        if (hasGuessed(request)) {
            return shown(code, null, "查得太频繁,请一分钟后再试", HttpStatus.TOO_MANY_REQUESTS);
        }
        Optional<TrackedCase> found = found(code, request);
        return found.isPresent()
                ? shown(code, found.get(), null, HttpStatus.OK)
                : shown(code, null, "没有这个查询码,请核对回执或短信里的查询码", HttpStatus.NOT_FOUND);
    }

    private static ModelAndView shown(
            String code, @Nullable TrackedCase found, @Nullable String trouble, HttpStatus status) {
        ModelAndView page = new ModelAndView("track", status);
        return page.addObject("home", "/track")
                .addObject("code", code)
                .addObject("found", found)
                .addObject("trouble", trouble);
    }

    @GetMapping(path = "/public/cases/{code}", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    ResponseEntity<?> json(@PathVariable String code, HttpServletRequest request) {
        if (hasGuessed(request)) {
            return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                    .body(Answer.problem("TOO_OFTEN", "code", "查得太频繁,请一分钟后再试"));
        }
        Optional<TrackedCase> found = found(code, request);
        return found.isPresent()
                ? ResponseEntity.ok(found.get())
                : ResponseEntity.status(HttpStatus.NOT_FOUND)
                        .body(Answer.problem("CODE_UNKNOWN", "code", "没有这个查询码,请核对回执或短信里的查询码"));
    }

    private Optional<TrackedCase> found(String code, HttpServletRequest request) {
        Optional<TrackedCase> found = codes.read(code)
                .flatMap(number -> ledger.read(view -> CaseDesk.load(view, number)
                        .map(file -> TrackedCase.of(
                                TrackedCase.followed(view, file), view.trace().of(number), units))));
        if (found.isEmpty()) {
            wrong.get(request.getRemoteAddr(), any -> new AtomicInteger()).incrementAndGet();
        }
        return found;
    }

    private boolean hasGuessed(HttpServletRequest request) {
        AtomicInteger times = wrong.getIfPresent(request.getRemoteAddr());
        return times != null && times.get() >= WRONG_IN_A_MINUTE;
    }
}

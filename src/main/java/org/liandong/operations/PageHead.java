package org.liandong.operations;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.LedgerUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page has in common: who is there, where that account may go, and what is said when the ledger is away. */
@ControllerAdvice(annotations = Controller.class)
final class PageHead {
    private static final Logger LOG = LoggerFactory.getLogger(PageHead.class);

    private final Ledger ledger;

    PageHead(Ledger ledger) {
        this.ledger = ledger;
    }

    /** How many alarms are open, for those who see them. */
    @ModelAttribute("alarms")
    long alarms(@Nullable Principal principal) {
        if (SignedIn.of(principal).filter(SignedIn::seesRoutes).isEmpty()) {
            return 0;
        }
        try {
            return ledger.read(view -> view.alarms().openCount());
        } catch (LedgerUnavailable e) {
            // the page itself says so, and must be able to
            return 0;
        }
    }

    /** The way to the same page in the other language. */
    @ModelAttribute("language")
    PageLanguage.@Nullable Link language(HttpServletRequest request, Locale locale) {
        return PageLanguage.other(request, locale);
    }

    /** Whatever page it is: that the ledger is away is said, and nothing is pretended. */
    @ExceptionHandler
    void unavailable(LedgerUnavailable e, HttpServletResponse response) throws IOException {
        LOG.warn("办件运行库暂不可用: {}", e.getMessage());
        response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
    }

    @ModelAttribute("who")
    @Nullable
    SignedIn who(@Nullable Principal principal) {
        return SignedIn.of(principal).orElse(null);
    }
}

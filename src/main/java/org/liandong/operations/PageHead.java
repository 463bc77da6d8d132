package org.liandong.operations;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.LedgerUnavailable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the head of every page shows: who is there, and where that account may go. */
@ControllerAdvice(annotations = Controller.class)
final class PageHead {
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

    @ModelAttribute("who")
    @Nullable
    SignedIn who(@Nullable Principal principal) {
        return SignedIn.of(principal).orElse(null);
    }
}

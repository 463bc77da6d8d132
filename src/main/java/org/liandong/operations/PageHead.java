package org.liandong.operations;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the head of every page shows: who is there, and where that account may go. */
@ControllerAdvice(annotations = Controller.class)
final class PageHead {
    @ModelAttribute("who")
    @Nullable
    SignedIn who(@Nullable Principal principal) {
        return SignedIn.of(principal).orElse(null);
    }
}

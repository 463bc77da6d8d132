package org.liandong.operations;

import java.security.Principal;
import java.util.function.UnaryOperator;
import org.liandong.cases.CaseFile;
import org.liandong.casework.CaseDesk;
import org.liandong.casework.Discretion;
import org.liandong.ledger.Ledger;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The messages beneath the steps of a case. Each reading is on record; what is personal is shown only to whoever says what for. */
@Controller
@RequestMapping(path = "/cases/{caseNo}/message", produces = MediaType.TEXT_HTML_VALUE)
final class MessagePages {
    private static final int PURPOSE = 200;

    private final Ledger ledger;
    private final CaseDesk desk;
    private final Discretion discretion;
    private final SentForms forms;
    private final UnitNames units;

    MessagePages(Ledger ledger, CaseDesk desk, Discretion discretion, SentForms forms, UnitNames units) {
        this.ledger = ledger;
        this.desk = desk;
        this.discretion = discretion;
        this.forms = forms;
        this.units = units;
    }

    @GetMapping
    ModelAndView masked(@PathVariable String caseNo, @RequestParam String id, Principal who) {
        return page(caseNo, id, who, false, "看报文,个人信息遮蔽");
    }

    /** With all that is personal in it. */
    @PostMapping
    ModelAndView whole(
            @PathVariable String caseNo,
            @RequestParam String id,
            @RequestParam(defaultValue = "") String purpose,
            Principal who) {
        if (purpose.isBlank() || purpose.strip().length() > PURPOSE) {
            ModelAndView page = page(caseNo, id, who, false, "看报文,个人信息遮蔽");
            page.addObject("mistake", purpose.isBlank() ? "请写明为什么要看个人信息" : "不能超过%d字".formatted(PURPOSE));
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page;
        }
        return page(caseNo, id, who, true, purpose.strip());
    }

    private ModelAndView page(String caseNo, String id, Principal who, boolean whole, String purpose) {
        MessagePage page = ledger.write(entry -> {
                    CaseFile file = Finder.known(entry, caseNo).orElse(null);
                    if (file == null) {
                        return null;
                    }
                    UnaryOperator<String> hide = discretion.about(file, entry);
                    MessagePage found = MessagePage.of(entry, file, id, hide, whole, forms, units, desk.now())
                            .orElse(null);
                    if (found != null) {
                        entry.audit()
                                .record(
                                        whole ? "MESSAGE_READ_WHOLE" : "MESSAGE_READ",
                                        caseNo + "/" + id,
                                        who.getName(),
                                        purpose);
                    }
                    return found;
                })
                .join();
        if (page == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return new ModelAndView("message").addObject("page", page);
    }
}

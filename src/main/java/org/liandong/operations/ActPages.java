package org.liandong.operations;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.Principal;
import java.util.List;
import java.util.Set;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Decision;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Gives a clerk's command to a case: the same commands, with the same rules, as programs give. */
@Controller
final class ActPages {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> TRUTHS = Set.of("granted", "passed", "contacted", "solved", "redo");

    private final OperatorDesk desk;

    ActPages(OperatorDesk desk) {
        this.desk = desk;
    }

    @PostMapping("/cases/{caseNo}/act")
    String act(
            @PathVariable String caseNo,
            @RequestParam MultiValueMap<String, String> form,
            Principal who,
            RedirectAttributes told) {
        if (!CaseNumber.isValid(caseNo)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        try {
            Decision decision = desk.give(
                    new CaseNumber(caseNo), CommandReader.read(json(form).toString()), who.getName());
            if (decision instanceof Decision.Done done) {
                told.addFlashAttribute("said", OperatorDesk.said(done));
            } else if (decision instanceof Decision.AlreadyDone already) {
                told.addFlashAttribute("said", already.why());
            } else if (decision instanceof Decision.Refused refused) {
                told.addFlashAttribute("mistake", "没有办理: " + refused.message());
            }
        } catch (BadRequest e) {
            told.addFlashAttribute("mistake", "没有办理: " + e.getMessage());
        } catch (CaseUnknown e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
        }
        return "redirect:/cases/" + caseNo;
    }

    /** The form as a program would write it: what is blank was not said. */
    private static ObjectNode json(MultiValueMap<String, String> form) {
        ObjectNode command = JSON.createObjectNode();
        form.forEach((name, values) -> {
            List<String> said = values.stream()
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .toList();
            if (name.equals("_csrf") || said.isEmpty()) {
                return;
            }
            if (name.equals("cos")) {
                ArrayNode cos = command.putArray(name);
                said.forEach(cos::add);
            } else if (TRUTHS.contains(name)) {
                command.put(name, said.get(0).equals("true"));
            } else {
                command.put(name, said.get(0));
            }
        });
        if (command.path("command").asText().equals("DISPATCH") && !command.has("cos")) {
            // nobody is ticked: that is said, not left to the suggestion
            command.putArray("cos");
        }
        return command;
    }
}

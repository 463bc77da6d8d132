package org.liandong.operations;

import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Decision;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * What an operator does with a case. Takes JSON only, which no page of another site can send without being asked for leave
 * first.
 */
@RestController
final class CommandsApi {
    /** What is wrong is the case or task, not a field of the body, although one of these is named. */
    private static final Set<String> OF_THE_CASE = Set.of("caseNo", "taskNo");

    private final OperatorDesk desk;

    CommandsApi(OperatorDesk desk) {
        this.desk = desk;
    }

    @PostMapping(
            path = "/api/cases/{caseNo}/commands",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Answer> give(@PathVariable String caseNo, @RequestBody String body, @Nullable Principal operator) {
        if (operator == null) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                    .body(Answer.problem("LOGIN_MISSING", null, "办理须先登录,请用账号和口令"));
        }
        OperatorCommand command = CommandReader.read(body);
        if (!CaseNumber.isValid(caseNo)) {
            throw new CaseUnknown(caseNo);
        }
        Decision decision = desk.give(new CaseNumber(caseNo), command, operator.getName());
        if (decision instanceof Decision.Done done) {
            return ResponseEntity.ok(Answer.done(done.file(), OperatorDesk.said(done)));
        } else if (decision instanceof Decision.AlreadyDone already) {
            return ResponseEntity.ok(Answer.done(already.file(), already.why()));
        } else if (decision instanceof Decision.Refused refused) {
            return ResponseEntity.status(status(refused))
                    .body(Answer.problem(refused.code(), refused.field(), refused.message()));
        }
        throw new IllegalStateException("no answer for " + decision);
    }

    private static HttpStatus status(Decision.Refused refused) {
        boolean stands =
                OF_THE_CASE.contains(refused.field()) && !refused.code().equals("TASK_UNKNOWN");
        return stands ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_ENTITY;
    }
}

package org.liandong.operations;

import org.jspecify.annotations.Nullable;
import org.liandong.ledger.LedgerUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What the API says when a request cannot be answered: code, field, message; never a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE) // before what is said on pages
@RestControllerAdvice(
        assignableTypes = {CasesApi.class, CommandsApi.class, PendingApi.class, FiguresApi.class, QuarantineApi.class})
final class ApiProblems {
    private static final Logger LOG = LoggerFactory.getLogger(ApiProblems.class);
    private static final String RETRY_SECONDS = "5";

    @ExceptionHandler
    ResponseEntity<Answer> misunderstood(BadRequest e) {
        return answer(HttpStatus.BAD_REQUEST, "BAD_REQUEST", e.field(), said(e));
    }

    @ExceptionHandler
    ResponseEntity<Answer> unknown(CaseUnknown e) {
        return answer(HttpStatus.NOT_FOUND, "CASE_UNKNOWN", "caseNo", said(e));
    }

    @ExceptionHandler
    ResponseEntity<Answer> empty(HttpMessageNotReadableException e) {
        return answer(HttpStatus.BAD_REQUEST, "BAD_REQUEST", "body", "缺少请求体,须为JSON对象,例如{\"command\":\"ACCEPT\"}");
    }

    @ExceptionHandler
    ResponseEntity<Answer> otherForm(MethodArgumentTypeMismatchException e) {
        return answer(HttpStatus.BAD_REQUEST, "BAD_REQUEST", e.getName(), "参数%s须为数字".formatted(e.getName()));
    }

    @ExceptionHandler
    ResponseEntity<Answer> unavailable(LedgerUnavailable e) {
        LOG.warn("办件运行库暂不可用: {}", e.getMessage());
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .body(Answer.problem("LEDGER_UNAVAILABLE", null, "办件运行库暂不可用,是否已办理未能确认,请稍后先查看办件再决定是否重新提交"));
    }

    @ExceptionHandler
    ResponseEntity<Answer> failed(RuntimeException e) {
        LOG.error("接口内部错误", e);
        return answer(HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL", null, "枢纽内部错误,已记入日志,请联系管理员");
    }

    private static ResponseEntity<Answer> answer(
            HttpStatus status, String code, @Nullable String field, String message) {
        return ResponseEntity.status(status).body(Answer.problem(code, field, message));
    }

    private static String said(RuntimeException e) {
        return String.valueOf(e.getMessage());
    }
}

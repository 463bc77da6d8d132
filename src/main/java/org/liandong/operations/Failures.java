package org.liandong.operations;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What is said where nothing else answered: a page to browsers, JSON to programs; never a stack trace. */
@Controller
final class Failures implements ErrorController {

    /** A page where a browser asked for one, JSON everywhere else and always below {@code /api}. */
    @RequestMapping("${server.error.path:/error}")
    Object failed(HttpServletRequest request) {
        HttpStatus status = status(request);
        return wantsPage(request)
                ? page(status)
                : ResponseEntity.status(status)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(Answer.problem(status.name(), field(status), message(status)));
    }

    private static ModelAndView page(HttpStatus status) {
        ModelAndView page = new ModelAndView("failure");
        page.setStatus(status);
        return page.addObject("status", status.value())
                .addObject("title", title(status))
                .addObject("message", message(status));
    }

    private static boolean wantsPage(HttpServletRequest request) {
        String accepted = Objects.requireNonNullElse(request.getHeader(HttpHeaders.ACCEPT), "");
        Object asked = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        boolean program = asked instanceof String path && path.startsWith(request.getContextPath() + "/api/");
        return !program && accepted.contains(MediaType.TEXT_HTML_VALUE);
    }

    private static HttpStatus status(HttpServletRequest request) {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        // without a failure behind it there is no page here
        HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : HttpStatus.NOT_FOUND;
        return Objects.requireNonNullElse(status, HttpStatus.INTERNAL_SERVER_ERROR);
    }

    private static @Nullable String field(HttpStatus status) {
        return status == HttpStatus.UNSUPPORTED_MEDIA_TYPE ? HttpHeaders.CONTENT_TYPE : null;
    }

    private static String title(HttpStatus status) {
        if (status == HttpStatus.NOT_FOUND) {
            return "没有这一页";
        }
        return status.is5xxServerError() ? "枢纽内部出错" : "请求未被接受";
    }

    private static String message(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "没有这个地址,请核对网址,或回到总览查找办件";
            case METHOD_NOT_ALLOWED -> "此地址不接受这种请求方法,请核对接口说明";
            case UNSUPPORTED_MEDIA_TYPE -> "请求体须为JSON,请把Content-Type设为application/json";
            case NOT_ACCEPTABLE -> "此地址给不出所要的格式,请把Accept设为application/json";
            case UNAUTHORIZED -> "请先登录:需要账号和口令";
            case FORBIDDEN -> "此账号无权这样做,请联系管理员";
            case BAD_REQUEST -> "请求不完整或写法有误,请核对参数";
            case SERVICE_UNAVAILABLE -> "办件运行库暂不可用,请稍后再试";
            default -> status.is5xxServerError() ? "已记入日志,办件不受影响;请稍后再试或联系管理员" : "请核对请求";
        };
    }
}

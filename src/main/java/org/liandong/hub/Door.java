package org.liandong.hub;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Shut while the hub comes up and while it stops: the port is open then, but the routes are not all there. Who comes too
 * early is asked to come again (reference §3.6); without this a sender would hear that its path does not exist or that it
 * may not pass, and would keep its message for good. Safe for any thread.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Door extends OncePerRequestFilter {
    private static final String HEALTH = "/actuator/health";
    private static final byte[] COME_AGAIN =
            "{\"code\":\"UNAVAILABLE\",\"outcome\":\"REFUSED\",\"message\":\"枢纽正在启动或停止,或此接口正在更换,请稍后重发\"}"
                    .getBytes(StandardCharsets.UTF_8);

    private final ApplicationAvailability availability;

    Door(ApplicationAvailability availability) {
        this.availability = availability;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith(HEALTH);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws ServletException, IOException {
        if (availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC) {
            next.doFilter(request, response);
            return;
        }
        comeAgain(response);
    }

    /** Nobody takes messages here now; whoever sent one keeps it and sends it again. */
    static void comeAgain(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Retry-After", "2");
        response.setContentType("application/json;charset=UTF-8");
        try {
            response.getOutputStream().write(COME_AGAIN);
        } catch (IOException e) {
            // whoever sent it has gone, and will come again by himself
        }
    }
}

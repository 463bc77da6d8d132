package org.liandong.delivery;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One circuit breaker a receiver. While it is open the receiver's route rests: its letters wait in their queue in order and
 * no attempt is spent. Safe for any thread.
 */
public final class Fuses implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Fuses.class);

    private final CamelContext camel;
    private final Map<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();
    private final ExecutorService switches = Executors.newSingleThreadExecutor(task -> new Thread(task, "fuses"));

    public Fuses(CamelContext camel) {
        this.camel = camel;
    }

    /** CLOSED, OPEN or HALF_OPEN. */
    public String state(String receiver) {
        CircuitBreaker breaker = breakers.get(receiver);
        return breaker == null ? "CLOSED" : breaker.getState().name();
    }

    void heard(Receiver receiver, boolean well) {
        CircuitBreaker breaker = breakers.computeIfAbsent(receiver.name(), any -> breaker(receiver));
        if (well) {
            breaker.onSuccess(0, TimeUnit.MILLISECONDS);
        } else {
            breaker.onError(0, TimeUnit.MILLISECONDS, new IllegalStateException("no answer"));
        }
    }

    private CircuitBreaker breaker(Receiver receiver) {
        CircuitBreaker breaker = CircuitBreaker.of(
                receiver.name(),
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(receiver.fuse().failures())
                        .minimumNumberOfCalls(receiver.fuse().failures())
                        .failureRateThreshold(100)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitDurationInOpenState(receiver.fuse().rest())
                        .automaticTransitionFromOpenToHalfOpenEnabled(true)
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> {
            switch (event.getStateTransition().getToState()) {
                case OPEN -> rest(receiver);
                case HALF_OPEN, CLOSED -> resume(receiver);
                default -> LOG.debug("{}", event);
            }
        });
        return breaker;
    }

    private void rest(Receiver receiver) {
        LOG.warn(
                "{}连续{}次没有应答,暂停投递{}秒,来件在队列中等待",
                receiver.title(),
                receiver.fuse().failures(),
                receiver.fuse().rest().toSeconds());
        later(receiver, true);
    }

    private void resume(Receiver receiver) {
        later(receiver, false);
    }

    private void later(Receiver receiver, boolean rest) {
        try {
            switches.execute(() -> change(receiver, rest));
        } catch (RejectedExecutionException e) {
            // a breaker's own timer outlives the hub's end; there is nothing left to switch
            LOG.debug("枢纽已停止,{}的投递不再切换", receiver.title());
        }
    }

    private void change(Receiver receiver, boolean rest) {
        try {
            if (rest) {
                camel.getRouteController().suspendRoute(receiver.name());
            } else {
                camel.getRouteController().resumeRoute(receiver.name());
            }
        } catch (Exception e) {
            LOG.error("无法{}{}的投递: {}", rest ? "暂停" : "恢复", receiver.title(), e.getMessage());
        }
    }

    @Override
    public void close() {
        switches.shutdownNow();
    }
}

package org.liandong.hub;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpEngine;
import org.jspecify.annotations.Nullable;

/**
 * Walks the route of a request in the web server's own thread. Camel's default hands each request to a pool of eight threads,
 * where many wait for the same commit and nobody else gets through, and has the server dispatch it a second time afterwards.
 */
final class OwnThreadEngine extends SpringBootPlatformHttpEngine {
    OwnThreadEngine(int port) {
        super(port, Runnable::run);
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return new OwnThreadConsumer(endpoint, processor);
    }

    private static final class OwnThreadConsumer extends SpringBootPlatformHttpConsumer {
        OwnThreadConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
            super(endpoint, processor, Runnable::run);
        }

        /** Nothing is left to wait for when this returns, and without a future Spring does not wait. */
        @Override
        public @Nullable CompletableFuture<Void> service(HttpServletRequest request, HttpServletResponse response) {
            super.service(request, response).join();
            return null;
        }
    }
}

package org.liandong.hub;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Enumeration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
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
    private static final Pattern FORM =
            Pattern.compile("application/x-www-form-urlencoded|multipart/", Pattern.CASE_INSENSITIVE);

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
            if (!isStarted()) {
                // its connector is gone or is being exchanged, and Camel leaves the path behind (4.18)
                Door.comeAgain(response);
                return null;
            }
            super.service(isForm(request) ? new PlainRequest(request) : request, response)
                    .join();
            return null;
        }

        private static boolean isForm(HttpServletRequest request) {
            String type = request.getContentType();
            return type != null && FORM.matcher(type).lookingAt();
        }
    }

    /**
     * A message whose sender calls it a form, as some tools do unasked. Taken for one its bytes would be read away and split at
     * {@code &} before anybody could prove or keep them.
     */
    private static final class PlainRequest extends HttpServletRequestWrapper {
        PlainRequest(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getContentType() {
            return null;
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.emptyEnumeration();
        }
    }
}

package org.liandong.hub;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.util.Timeout;

/**
 * The HTTP client that calls receivers. It sends nothing twice, for what a repeated POST means is for the receiver to say. And
 * it holds the answer timeout for all of the answer, where the client's own is for each piece of it: a receiver that sends a
 * byte now and then would hold a consumer for hours. Safe for any thread.
 */
final class ImpatientHttp implements HttpClientConfigurer, AutoCloseable {
    private final ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "answer-watch");
        thread.setDaemon(true);
        return thread;
    });

    ImpatientHttp() {
        // nearly every answer comes in time: its watch must not stay behind until then
        watch.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries()
                .addExecInterceptorAfter(ChainElement.CONNECT.name(), "answer-timeout", this::answered);
    }

    private ClassicHttpResponse answered(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Timeout patience = scope.clientContext.getRequestConfigOrDefault().getResponseTimeout();
        if (patience == null || patience.isDisabled()) {
            return chain.proceed(request, scope);
        }
        Runnable cut = scope.execRuntime::discardEndpoint;
        // a thread that waits for the next byte notices only that the line is gone
        ScheduledFuture<?> end = watch.schedule(cut, patience.toMilliseconds(), TimeUnit.MILLISECONDS);
        boolean goesOn = false;
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            HttpEntity entity = response.getEntity();
            if (entity != null) {
                response.setEntity(new Watched(entity, patience.toDuration(), cut, end));
                goesOn = true;
            }
            return response;
        } finally {
            if (!goesOn) {
                end.cancel(false);
            }
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }

    /** An answer's content; the watch over it ends when it has been read. */
    private static final class Watched extends HttpEntityWrapper {
        private final Duration patience;
        private final Runnable cut;
        private final ScheduledFuture<?> end;

        Watched(HttpEntity entity, Duration patience, Runnable cut, ScheduledFuture<?> end) {
            super(entity);
            this.patience = patience;
            this.cut = cut;
            this.end = end;
        }

        @Override
        public InputStream getContent() throws IOException {
            return new LimitedAnswer(super.getContent(), patience, cut) {
                @Override
                public void close() throws IOException {
                    try {
                        super.close();
                    } finally {
                        end.cancel(false);
                    }
                }
            };
        }
    }
}

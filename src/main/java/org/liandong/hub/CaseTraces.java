package org.liandong.hub;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.liandong.health.Heard;
import org.liandong.health.RouteHealth;
import org.liandong.security.crypto.Sm3;

/**
 * Tells an OpenTelemetry collector of every message, one trace a case: the push that began it, each delivery, each outcome, each
 * feedback. The trace's number follows from the case's, so that it is the same after a restart and in every hub, and nothing has
 * to be remembered for it. Says nothing about people. Safe for any thread.
 */
final class CaseTraces implements BiConsumer<String, Heard>, AutoCloseable {
    private static final AttributeKey<String> CASE = AttributeKey.stringKey("liandong.case_no");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("liandong.route");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("liandong.outcome");
    private static final int TRACE_ID = 32;
    private static final int SPAN_ID = 16;

    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final CaseIds ids = new CaseIds();
    private final Clock clock;

    CaseTraces(SpanExporter exporter, Clock clock) {
        this.clock = clock;
        this.provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "liandong"))))
                .setIdGenerator(ids)
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
        this.tracer = provider.get("org.liandong");
    }

    /** @param collector its OTLP address for HTTP, for example {@code http://collector:4318} */
    static CaseTraces to(URI collector, Clock clock) {
        return new CaseTraces(
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(collector.toString().replaceFirst("/+$", "") + "/v1/traces")
                        .build(),
                clock);
    }

    @Override
    public void accept(String route, Heard heard) {
        Instant end = clock.instant();
        Heard.About about = heard.about();
        if (about == null) {
            return;
        }
        String digest = Sm3.hex("liandong.trace " + about.caseNo());
        String trace = digest.substring(0, TRACE_ID);
        String first = digest.substring(TRACE_ID, TRACE_ID + SPAN_ID);
        SpanBuilder builder = tracer.spanBuilder(route + " " + about.what())
                .setSpanKind(RouteHealth.isIn(route) ? SpanKind.SERVER : SpanKind.CLIENT)
                .setStartTimestamp(end.minus(heard.took()))
                .setAttribute(CASE, about.caseNo().value())
                .setAttribute(ROUTE, route)
                .setAttribute(OUTCOME, heard.sort().name().toLowerCase(Locale.ROOT));
        Span span = about.isFirst()
                ? ids.as(trace, first, builder.setNoParent())
                : builder.setParent(Context.root()
                                .with(Span.wrap(SpanContext.createFromRemoteParent(
                                        trace, first, TraceFlags.getSampled(), TraceState.getDefault()))))
                        .startSpan();
        if (heard.sort() == Heard.Sort.ILL) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end(end);
    }

    /** What was told last leaves before the hub does. */
    @Override
    public void close() {
        provider.close();
    }

    /** Random numbers but for the first span of a case. */
    private static final class CaseIds implements IdGenerator {
        private static final ThreadLocal<@Nullable Ids> WANTED = new ThreadLocal<>();

        private record Ids(String trace, String span) {}

        Span as(String trace, String span, SpanBuilder builder) {
            WANTED.set(new Ids(trace, span));
            try {
                return builder.startSpan();
            } finally {
                WANTED.remove();
            }
        }

        @Override
        public String generateSpanId() {
            Ids ids = WANTED.get();
            return ids == null ? IdGenerator.random().generateSpanId() : ids.span();
        }

        @Override
        public String generateTraceId() {
            Ids ids = WANTED.get();
            return ids == null ? IdGenerator.random().generateTraceId() : ids.trace();
        }
    }
}

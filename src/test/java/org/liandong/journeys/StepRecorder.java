package org.liandong.journeys;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Knows every step of every route by the line of the file it stands on, and which of them were taken. What a template makes
 * many times counts as one. Safe for any thread.
 */
final class StepRecorder implements InterceptStrategy {
    private final Set<String> steps = new ConcurrentSkipListSet<>();
    private final Set<String> taken = new ConcurrentSkipListSet<>();

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        if (definition.getLineNumber() < 0) {
            return target; // put in by Camel itself, not by one of our files
        }
        String file = String.valueOf(definition.getLocation()).replaceFirst(".*/", "");
        String step = "%s line %d: %s".formatted(file, definition.getLineNumber(), definition.getShortName());
        steps.add(step);
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                taken.add(step);
                return super.process(exchange, callback);
            }
        };
    }

    Set<String> steps() {
        return new TreeSet<>(steps);
    }

    Set<String> neverTaken() {
        Set<String> never = steps();
        never.removeAll(taken);
        return never;
    }
}

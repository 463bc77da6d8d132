package org.liandong.kit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Entry;
import org.liandong.connectors.Mapping;
import org.liandong.connectors.MappingException;
import org.liandong.connectors.Send;

/**
 * Runs messages that went before through two versions of a connector, sends nothing, and notes in which fields the results
 * differ. Used by one thread.
 */
public final class Shadow {
    private static final int EXAMPLES = 3;
    private static final String MAPPING = "(映射)";

    private final Connector former;
    private final Connector fresh;
    private final Map<String, Step> steps = new TreeMap<>();

    public Shadow(Connector former, Connector fresh) {
        this.former = former;
        this.fresh = fresh;
    }

    /**
     * What became of one thing that is sent, or of one entry.
     *
     * @param messages that were run through
     * @param different how many of them came out otherwise
     * @param fields those that differ, by their path
     */
    public record Outcome(String step, long messages, long different, List<Difference> fields) {}

    /**
     * A field that is another.
     *
     * @param examples a few, the first met
     */
    public record Difference(String path, long messages, List<Example> examples) {}

    /**
     * The field in one message.
     *
     * @param about the task's number, or the message's
     * @param before null if the former version does not write it
     * @param after null if the new one does not
     */
    public record Example(
            String about, @Nullable String before, @Nullable String after) {}

    private static final class Step {
        private long messages;
        private long different;
        private final Map<String, Long> times = new LinkedHashMap<>();
        private final Map<String, List<Example>> examples = new LinkedHashMap<>();
    }

    /** A letter that was sent. */
    public void letter(String about, String operation, String letter) {
        compare(operation, about, letter, mapping(former, operation), mapping(fresh, operation));
    }

    /** A message that came in by an entry of the connector. */
    public void arrival(String about, String entry, String message) {
        compare(entry, about, message, entry(former, entry), entry(fresh, entry));
    }

    public List<Outcome> outcomes() {
        return steps.entrySet().stream()
                .map(step -> new Outcome(
                        step.getKey(),
                        step.getValue().messages,
                        step.getValue().different,
                        step.getValue().times.entrySet().stream()
                                .map(field -> new Difference(
                                        field.getKey(),
                                        field.getValue(),
                                        List.copyOf(Objects.requireNonNull(
                                                step.getValue().examples.get(field.getKey())))))
                                .toList()))
                .toList();
    }

    private static Optional<Mapping> mapping(Connector connector, String operation) {
        return Optional.ofNullable(connector.operations().get(operation)).map(Send::mapping);
    }

    private static Optional<Mapping> entry(Connector connector, String name) {
        return connector.receives().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .map(Entry::mapping);
    }

    private void compare(String name, String about, String message, Optional<Mapping> before, Optional<Mapping> after) {
        Step step = steps.computeIfAbsent(name, any -> new Step());
        step.messages++;
        Map<String, String> one = mapped(before, message);
        Map<String, String> other = mapped(after, message);
        Set<String> paths = new TreeSet<>(one.keySet());
        paths.addAll(other.keySet());
        paths.removeIf(path -> Objects.equals(one.get(path), other.get(path)));
        if (!paths.isEmpty()) {
            step.different++;
        }
        for (String path : paths) {
            step.times.merge(path, 1L, Long::sum);
            List<Example> examples = step.examples.computeIfAbsent(path, any -> new ArrayList<>());
            if (examples.size() < EXAMPLES) {
                examples.add(new Example(about, one.get(path), other.get(path)));
            }
        }
    }

    private static Map<String, String> mapped(Optional<Mapping> mapping, String message) {
        if (mapping.isEmpty()) {
            return Map.of(MAPPING, "没有这一项");
        }
        try {
            String written = mapping.get().apply(message);
            return Mapping.saysNothing(written) ? Map.of(MAPPING, "不发") : Fields.of(written);
        } catch (MappingException e) {
            return Map.of(MAPPING, "失败: " + e.getMessage());
        }
    }
}

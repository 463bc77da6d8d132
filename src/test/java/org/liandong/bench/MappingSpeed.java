package org.liandong.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.liandong.connectors.ChannelConnector;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Connectors;
import org.liandong.connectors.Mapping;
import org.liandong.connectors.MappingException;
import org.liandong.connectors.Samples;

/** How many messages a second one processor maps: the samples of all shipped connectors, in turn, in one thread. */
final class MappingSpeed {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<Job> jobs = new ArrayList<>();

    private record Job(String connector, Mapping mapping, String message) {}

    MappingSpeed(Path connectors) throws IOException {
        for (Connector connector : Connectors.load(connectors).connectors()) {
            Path folder = connectors
                    .resolve(connector instanceof ChannelConnector ? "channels" : "departments")
                    .resolve(connector.name());
            for (Map.Entry<String, Mapping> step : Samples.steps(connector).entrySet()) {
                for (String sample : Samples.inputsOf(step.getKey(), folder)) {
                    jobs.add(new Job(connector.name(), step.getValue(), sample));
                }
            }
        }
    }

    void measure(Figures figures, Duration time) {
        run(time);
        long begin = THREADS.getCurrentThreadCpuTime();
        Map<String, long[]> spent = run(time);
        double seconds = (THREADS.getCurrentThreadCpuTime() - begin) / 1e9;
        long all = spent.values().stream().mapToLong(one -> one[0]).sum();
        spent.forEach((connector, one) -> figures.say("映射 %s: %.0f件/秒".formatted(connector, one[0] / (one[1] / 1e9))));
        figures.value("mappings-per-second-per-core", all / seconds);
    }

    /** @return by connector, how many messages and how many nanoseconds */
    private Map<String, long[]> run(Duration time) {
        Map<String, long[]> spent = new TreeMap<>();
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            for (Job job : jobs) {
                long begin = THREADS.getCurrentThreadCpuTime();
                try {
                    job.mapping().apply(job.message());
                } catch (MappingException e) {
                    // a sample that shows what is refused costs time as well
                }
                long[] sum = spent.computeIfAbsent(job.connector(), any -> new long[2]);
                sum[0]++;
                sum[1] += THREADS.getCurrentThreadCpuTime() - begin;
            }
        }
        return spent;
    }
}

package org.liandong.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The work inside a department, whatever its interface: opens tasks, works at them as its profile says, and reports each
 * step to the hub until the hub answers. Reports on one task follow one another; those on different tasks do not wait.
 */
final class TaskDesk implements AutoCloseable {
    private static final Pattern CANARY = Pattern.compile("JN\\d{8}98.*");

    private final String code;
    private final Outcome.Wire wire;
    private final Function<Long, String> ownNumber;
    private final Journal journal;
    private final Reporting reporting;
    private final AtomicLong serial = new AtomicLong(CityTime.CLOCK.millis() % 100_000_000);
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<String, Task> tasks = new ConcurrentHashMap<>();
    private volatile Profile profile;

    /** @param ownNumber makes the department's own task number from a serial */
    TaskDesk(String code, Profile profile, Outcome.Wire wire, Function<Long, String> ownNumber, Journal journal) {
        this.code = code;
        this.profile = profile;
        this.wire = wire;
        this.ownNumber = ownNumber;
        this.journal = journal;
        this.reporting = new Reporting(code, this::report, journal);
        remember(journal.past());
    }

    /** Takes up the tasks and the steps ahead of them where the books left off. */
    private void remember(List<JsonNode> past) {
        Map<String, Map<String, Reporting.Step>> ahead = new LinkedHashMap<>();
        for (JsonNode line : past) {
            if (!line.path("department").asText().equals(code)) {
                continue;
            }
            String taskNo = line.path("taskNo").asText();
            Task task = tasks.computeIfAbsent(taskNo, Task::new);
            Map<String, Reporting.Step> steps = ahead.computeIfAbsent(taskNo, number -> new LinkedHashMap<>());
            switch (line.path("what").asText()) {
                case "task" -> {
                    task.opened = line.path("effects").asInt();
                    task.ownNumber = line.path("ownNumber").asText();
                    task.keys.add(line.path("key").asText());
                }
                case "operation" -> {
                    Operation operation =
                            Operation.valueOf(line.path("operation").asText());
                    task.operations.add(operation.name());
                    task.keys.add(line.path("key").asText());
                    if (operation == Operation.RECALL) {
                        steps.clear();
                    }
                }
                case "plan" ->
                    steps.put(
                            line.path("id").asText(),
                            step(
                                    task,
                                    Outcome.Kind.valueOf(line.path("kind").asText()),
                                    line.path("id").asText(),
                                    Duration.ofMillis(line.path("afterMillis").asLong())));
                case "report" -> steps.remove(line.path("id").asText());
                default -> {
                    // of no consequence for what is still to do
                }
            }
        }
        ahead.forEach((taskNo, steps) -> reporting.add(taskNo, List.copyOf(steps.values())));
    }

    Profile profile() {
        return profile;
    }

    void work(Profile next) {
        profile = next;
    }

    void called() {
        calls.incrementAndGet();
    }

    int calls() {
        return calls.get();
    }

    /**
     * Opens a task, or finds that it is open already.
     *
     * @param key what the hub's delivery is known by; the same again is the same delivery
     * @return the department's own number
     */
    String open(String taskNo, String key) {
        Task task = tasks.computeIfAbsent(taskNo, Task::new);
        synchronized (task) {
            boolean repeated = !task.keys.add(key) || task.opened > 0;
            if (!repeated || !profile.deduplicates()) {
                task.opened++;
                task.ownNumber = ownNumber.apply(serial.incrementAndGet());
                journal.write(
                        "task",
                        Map.of(
                                "department", code,
                                "taskNo", taskNo,
                                "effects", task.opened,
                                "ownNumber", task.ownNumber,
                                "key", key));
                plan(task, firstPlan(task));
            }
            return task.ownNumber;
        }
    }

    /**
     * Does what the hub asks about an open task.
     *
     * @param approved what a decision on a return or an extension says
     * @return the department's own number, or nothing if it never opened such a task
     */
    Optional<String> operate(String taskNo, Operation operation, String key, boolean approved) {
        Task task = tasks.get(taskNo);
        if (task == null) {
            return Optional.empty();
        }
        synchronized (task) {
            if (task.keys.add(key)) {
                task.operations.add(operation.name());
                journal.write(
                        "operation",
                        Map.of("department", code, "taskNo", taskNo, "operation", operation.name(), "key", key));
                switch (operation) {
                    case RECALL -> reporting.drop(taskNo);
                    case RETURN -> {
                        if (!approved) {
                            plan(task, List.of(Outcome.Kind.SIGNED, Outcome.Kind.DONE));
                        }
                    }
                    case REDO -> plan(task, List.of(Outcome.Kind.SIGNED, Outcome.Kind.DONE));
                    case URGE, SUPPLEMENT, EXTENSION -> {
                        // The work goes on as it was planned.
                    }
                }
            }
            return Optional.of(task.ownNumber);
        }
    }

    /** The department's own number for a task, if it was ever opened. */
    Optional<String> find(String taskNo) {
        Task task = tasks.get(taskNo);
        if (task == null) {
            return Optional.empty();
        }
        synchronized (task) {
            return Optional.of(task.ownNumber);
        }
    }

    Map<String, Integer> effects() {
        Map<String, Integer> effects = new TreeMap<>();
        tasks.forEach((taskNo, task) -> {
            synchronized (task) {
                effects.put(taskNo, task.opened);
            }
        });
        return effects;
    }

    List<String> operations(String taskNo) {
        Task task = tasks.get(taskNo);
        if (task == null) {
            return List.of();
        }
        synchronized (task) {
            return List.copyOf(task.operations);
        }
    }

    List<Department.Reported> reported() {
        return reporting.answered();
    }

    int unreported() {
        return reporting.waiting();
    }

    @Override
    public void close() {
        reporting.close();
    }

    private List<Outcome.Kind> firstPlan(Task task) {
        if (task.isCanary()) {
            return List.of(Outcome.Kind.SIGNED, Outcome.Kind.DONE);
        }
        double luck = Luck.of(profile.seed(), task.number).nextDouble();
        if (luck < profile.returns()) {
            return List.of(Outcome.Kind.RETURN);
        }
        if (profile.conduct() == Conduct.OUT_OF_ORDER) {
            return List.of(Outcome.Kind.DONE, Outcome.Kind.SIGNED);
        }
        luck -= profile.returns();
        if (luck < profile.extensions()) {
            return List.of(Outcome.Kind.SIGNED, Outcome.Kind.EXTENSION, Outcome.Kind.DONE);
        }
        luck -= profile.extensions();
        return luck < profile.progress()
                ? List.of(Outcome.Kind.SIGNED, Outcome.Kind.PROGRESS, Outcome.Kind.DONE)
                : List.of(Outcome.Kind.SIGNED, Outcome.Kind.DONE);
    }

    private void plan(Task task, List<Outcome.Kind> kinds) {
        RandomGenerator random = Luck.of(profile.seed(), task.number + "/" + task.keys.size());
        List<Reporting.Step> steps = new ArrayList<>();
        for (Outcome.Kind kind : kinds) {
            Span delay = steps.isEmpty() ? profile.sign() : profile.work();
            Duration after = task.isCanary() ? Duration.ZERO : delay.pick(random);
            String id = code.toLowerCase(Locale.ROOT) + "-"
                    + CityTime.packed(CityTime.now()).substring(0, 8) + "-" + serial.incrementAndGet();
            journal.write(
                    "plan",
                    Map.of(
                            "department",
                            code,
                            "taskNo",
                            task.number,
                            "kind",
                            kind.name(),
                            "id",
                            id,
                            "afterMillis",
                            after.toMillis()));
            steps.add(step(task, kind, id, after));
        }
        reporting.add(task.number, steps);
    }

    private Reporting.Step step(Task task, Outcome.Kind kind, String id, Duration after) {
        String ownNumberNow = task.ownNumber;
        return new Reporting.Step(
                task.number, kind, id, after, () -> Phrases.outcome(code, task.number, ownNumberNow, kind, id));
    }

    private Receipt report(Outcome outcome) throws InterruptedException {
        Receipt receipt = wire.report(outcome);
        return profile.conduct() == Conduct.TWICE ? wire.report(outcome) : receipt;
    }

    /** A task and what is known of it; guarded by itself. */
    private static final class Task {
        private final String number;
        private final Set<String> keys = new HashSet<>();
        private final List<String> operations = new ArrayList<>();
        private int opened;
        private String ownNumber = "";

        Task(String number) {
            this.number = number;
        }

        /** Nobody's matter: the hub only wants to know whether anybody is there. */
        boolean isCanary() {
            return CANARY.matcher(number).matches();
        }
    }
}

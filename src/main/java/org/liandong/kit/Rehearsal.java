package org.liandong.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Channel;
import org.liandong.connectors.CheckMark;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Connectors;
import org.liandong.connectors.Loaded;
import org.liandong.connectors.Samples;
import org.liandong.delivery.Receiver;
import org.liandong.delivery.Receiver.Request;
import org.liandong.hub.ConnectorReceiver;
import org.liandong.kit.RehearsalCourse.Outcome;
import org.liandong.kit.RehearsalPart.Sent;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.LedgerSettings;
import org.liandong.ledger.LedgerUnavailable;
import org.liandong.ledger.OutboxMessage;
import org.liandong.ledger.View;
import org.liandong.security.Credentials;
import org.liandong.security.crypto.KeyRing;

/**
 * Lets a hub of one's own deliver letters through connectors to stand-ins of their systems, on which everything goes wrong that
 * does go wrong, the death of the hub included. Each letter must be taken, and none may be sent again that the look-up could
 * have found. Nobody else is called. Used by one thread.
 */
public final class Rehearsal {
    static final String STAGE = "替身";

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Set<Mishap> BEFORE_THE_KILL =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(Mishap.LOCKED_OUT)));
    private static final String REPORTER = "grid";
    private static final int SERIALS = 990_000;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}:]+)(?::[^}]*)?}");
    private static final Set<String> ANSWERING = Set.of("rest", "soap");
    private static final Set<String> PROTOCOLS = Set.of("rest", "soap", "queue", "jdbc", "sftp", "ferry");
    /** Systems that report side by side: they wait for the hub to look more than they work. */
    private static final int AT_ONCE = 8;

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(90);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(45);

    private final Path home;
    private final List<String> program;
    private final Consumer<String> progress;
    private final Clock clock;

    /**
     * @param home of the installation: its routes, Kamelets and district are used
     * @param program how a hub is started, after the options of the Java machine: {@code -jar} and the hub, or its class path and
     *     class
     * @param progress told what is being done
     */
    public Rehearsal(Path home, List<String> program, Consumer<String> progress, Clock clock) {
        this.home = home;
        this.program = program;
        this.progress = progress;
        this.clock = clock;
    }

    /** Whether there is anything to rehearse: people who fill in forms make mistakes of another kind. */
    static boolean concerns(Connector connector) {
        String protocol = connector.delivery().protocol();
        return PROTOCOLS.contains(protocol)
                && !connector.operations().isEmpty()
                && (connector.answer().isPresent() || !ANSWERING.contains(protocol));
    }

    /**
     * What came of it for each of these folders, by their absolute and normalized paths. Those whose connectors cannot be loaded
     * or have no system behind them are left out.
     *
     * @throws UncheckedIOException if the hub cannot be started or its folder not be written
     */
    public Map<Path, List<Trial>> of(Collection<Path> folders) {
        Map<Path, List<Trial>> trials = new HashMap<>();
        Map<String, Path> round = new LinkedHashMap<>();
        List<Path> later = new ArrayList<>();
        for (Path folder : folders) {
            String name = folder.toAbsolutePath().normalize().getFileName().toString();
            if (round.putIfAbsent(name, folder) != null) {
                later.add(folder);
            }
        }
        trials.putAll(together(round.values()));
        if (!later.isEmpty()) {
            // two folders of one name cannot be in one hub
            trials.putAll(of(later));
        }
        return trials;
    }

    private Map<Path, List<Trial>> together(Collection<Path> folders) {
        Map<Path, List<Trial>> trials = new HashMap<>();
        List<RehearsalPart> parts = new ArrayList<>();
        Path own = ownFolder();
        try {
            Map<Path, Connector> concerned = concerned(folders);
            if (!concerned.isEmpty()) {
                Certificates certificates = Certificates.makeIn(own);
                try (TrialHub hub = new TrialHub(own, program, certificates.trusted())) {
                    concerned.forEach((folder, connector) -> {
                        try {
                            StandIn standIn = standIn(connector, folder, own, certificates, hub);
                            parts.add(new RehearsalPart(connector, folder, standIn));
                        } catch (IllegalArgumentException e) {
                            trials.put(
                                    folder,
                                    List.of(Trial.failed(STAGE, "备好替身", String.valueOf(e.getMessage()), "补上这样的样例")));
                        }
                    });
                    if (!parts.isEmpty()) {
                        play(parts, hub, own, trials);
                    }
                }
            }
            return trials;
        } catch (IOException e) {
            throw new UncheckedIOException("演练不能进行: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("演练被中断", e));
        } finally {
            parts.forEach(part -> part.standIn().close());
            try {
                FileUtils.deleteDirectory(own.toFile());
            } catch (IOException e) {
                progress.accept("演练的目录没有删净: " + own);
            }
        }
    }

    private static Path ownFolder() {
        try {
            return Files.createTempDirectory("rehearsal");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<Path, Connector> concerned(Collection<Path> folders) {
        Map<Path, Connector> concerned = new LinkedHashMap<>();
        for (Path folder : folders) {
            Path place = folder.toAbsolutePath().normalize();
            Connectors.loadOne(place).connectors().stream()
                    .filter(Rehearsal::concerns)
                    .findFirst()
                    .ifPresent(connector -> concerned.put(place, connector));
        }
        return concerned;
    }

    /** @throws IllegalArgumentException if the samples do not show what it needs to play its part */
    private StandIn standIn(Connector connector, Path folder, Path own, Certificates certificates, TrialHub hub) {
        ConnectorReceiver receiver = ConnectorKit.receiver(connector, clock);
        Path place = own.resolve("stand-ins").resolve(connector.queue());
        return switch (connector.delivery().protocol()) {
            case "queue" -> new QueueStandIn(connector, hub);
            case "jdbc" -> new TableStandIn(connector, folder, receiver);
            case "sftp" -> new ServerStandIn(connector, place);
            case "ferry" -> new FerryStandIn(connector, place);
            default -> new WebStandIn(connector, new SampleAnswers(connector, folder, receiver), certificates);
        };
    }

    private void play(List<RehearsalPart> parts, TrialHub hub, Path own, Map<Path, List<Trial>> trials)
            throws IOException, InterruptedException {
        Path data = Files.createDirectory(own.resolve("data"));
        for (RehearsalPart part : parts) {
            part.standIn().open();
        }
        furnish(own.resolve("home"), hub, parts);
        LedgerSettings settings = LedgerSettings.embedded(data.resolve("ledger.db"));
        KeyRing keys = KeyRing.loadOrCreate(data.resolve("keys.yaml"));
        try (Ledger ledger = Ledger.open(settings, keys, clock)) {
            for (RehearsalPart part : parts) {
                write(part, BEFORE_THE_KILL, ledger).ifPresent(trial -> trials.put(part.folder(), List.of(trial)));
            }
        }
        RehearsalCourse course = new RehearsalCourse(parts, hub, () -> outcomes(settings, keys, parts));
        progress.accept("替身: 起一个枢纽,对%d个替身共送%d件,约半分钟"
                .formatted(
                        parts.size(),
                        parts.stream().mapToInt(part -> part.letters().size()).sum()));
        hub.start();
        course.await(STARTS_WITHIN.plus(ENDS_WITHIN), mishap -> mishap != Mishap.HUB_KILLED);
        Map<Path, List<Trial>> arrivals = arrivals(parts, hub, settings, keys);
        parts.forEach(part -> part.standIn().book().hold());
        course.awaitArrival(ENDS_WITHIN, Mishap.HUB_KILLED);
        progress.accept("替身: 送到一半,杀掉枢纽再起;对方换了证书、主机公钥或口令,再改好");
        hub.kill();
        try (Ledger ledger = Ledger.open(settings, keys, clock)) {
            for (RehearsalPart part : parts) {
                if (!trials.containsKey(part.folder())) {
                    write(part, EnumSet.of(Mishap.LOCKED_OUT), ledger);
                }
            }
        }
        for (RehearsalPart part : parts) {
            part.standIn().lockOut();
        }
        hub.start();
        course.awaitFailures(STARTS_WITHIN, Mishap.LOCKED_OUT);
        Set<Sent> betrayed = course.taken(Mishap.LOCKED_OUT);
        for (RehearsalPart part : parts) {
            part.standIn().letIn();
        }
        course.await(ENDS_WITHIN, any -> true);
        for (RehearsalPart part : parts) {
            if (!trials.containsKey(part.folder())) {
                trials.put(
                        part.folder(),
                        Stream.concat(
                                        course.verdicts(part, betrayed).stream(),
                                        arrivals.getOrDefault(part.folder(), List.of()).stream())
                                .toList());
            }
        }
    }

    private Map<Path, List<Trial>> arrivals(
            List<RehearsalPart> parts, TrialHub hub, LedgerSettings settings, KeyRing keys)
            throws IOException, InterruptedException {
        progress.accept("来件: 凭据不对、时钟慢、断线、重复、次序颠倒、没见过的代码");
        ArrivalTrials arrivals = new ArrivalTrials(
                hub.address(),
                Credentials.loadOrCreate(hub.secrets(), Set.of()),
                new ArrivalTrials.Ledger() {
                    @Override
                    public <T> T look(Function<View, T> question) {
                        return Ledger.look(settings, keys, question);
                    }
                },
                clock);
        ExecutorService desks = Executors.newFixedThreadPool(Math.min(parts.size(), AT_ONCE));
        try {
            Map<Path, Future<List<Trial>>> begun = new LinkedHashMap<>();
            for (RehearsalPart part : parts) {
                begun.put(part.folder(), desks.submit(() -> arrivals.of(part)));
            }
            Map<Path, List<Trial>> trials = new HashMap<>();
            for (Map.Entry<Path, Future<List<Trial>>> one : begun.entrySet()) {
                trials.put(one.getKey(), one.getValue().get());
            }
            return trials;
        } catch (ExecutionException e) {
            throw new IOException("来件演练不下去: " + e.getCause(), e);
        } finally {
            desks.shutdownNow();
        }
    }

    /** A home with these connectors, which find their stand-ins and lose no time. */
    private void furnish(Path place, TrialHub hub, List<RehearsalPart> parts) throws IOException {
        Files.createDirectories(place.resolve("connectors"));
        ObjectNode values =
                YAML.createObjectNode().put("liandong.timer.every", 0).put("liandong.broker.port", hub.brokerPort());
        for (String shared : List.of("routes", "district", "connectors/kamelets")) {
            Files.createSymbolicLink(
                    place.resolve(shared), home.toAbsolutePath().normalize().resolve(shared));
        }
        for (RehearsalPart part : parts) {
            Path copy = part.connector().folderIn(place.resolve("connectors"));
            FileUtils.copyDirectory(part.folder().toFile(), copy.toFile());
            String settings = settings(part);
            PLACEHOLDER.matcher(settings).results().forEach(found -> values.put(found.group(1), StandIn.SECRET));
            Files.writeString(copy.resolve("connector.yaml"), settings);
            Loaded loaded = Connectors.loadOne(copy);
            if (!loaded.broken().isEmpty()) {
                Loaded.Broken broken = loaded.broken().get(0);
                throw new IOException("%s的副本不能载入: %s %s".formatted(copy, broken.file(), broken.reason()));
            }
            Connector changed = loaded.connectors().get(0);
            new CheckMark(changed.version(), 1, 0, null).write(copy);
        }
        reporter(place.resolve("connectors/channels"));
        YAML.writeValue(hub.config().toFile(), values);
    }

    /** Somebody who reports what departments are then given. */
    private void reporter(Path channels) throws IOException {
        Path from = home.resolve("connectors/channels").resolve(REPORTER);
        Path to = channels.resolve(REPORTER);
        if (Files.isDirectory(from) && Files.notExists(to)) {
            FileUtils.copyDirectory(from.toFile(), to.toFile());
            for (Connector connector : Connectors.loadOne(to).connectors()) {
                new CheckMark(connector.version(), 1, 0, null).write(to);
            }
        }
    }

    private static String settings(RehearsalPart part) throws IOException {
        ObjectNode settings = (ObjectNode)
                YAML.readTree(part.folder().resolve("connector.yaml").toFile());
        part.standIn().leadHere(settings);
        for (JsonNode entry : settings.path("receives")) {
            for (String manner : List.of("rows", "batches")) {
                if (entry.path(manner) instanceof ObjectNode looks) {
                    looks.put("every", "1s");
                }
            }
        }
        settings.putObject("timeouts").put("connect", "2s").put("answer", "2s");
        settings.putObject("retry").put("first", "300ms").put("factor", 1).put("longest", "300ms");
        settings.putObject("breaker").put("failures", 1000).put("open", "1s");
        return YAML.writeValueAsString(settings);
    }

    /** A letter for each of these mishaps; what keeps them from being written. */
    private Optional<Trial> write(RehearsalPart part, Set<Mishap> mishaps, Ledger ledger) {
        Connector connector = part.connector();
        String operation = part.operation();
        ConnectorReceiver receiver = ConnectorKit.receiver(connector, clock);
        Optional<ObjectNode> sample = samples(operation, part.folder()).stream()
                .map(Letter::of)
                .map(Letter::content)
                .filter(letter -> receiver.compose(operation, letter.deepCopy()).isPresent())
                .findFirst();
        if (sample.isEmpty()) {
            return Optional.of(
                    Trial.failed(STAGE, "备好报文", "samples/%s 里没有要告知对方的样例".formatted(operation), "补上一个,照与对方约定的写"));
        }
        for (Mishap mishap : part.standIn().plays().keySet()) {
            if (!mishaps.contains(mishap)) {
                continue;
            }
            ObjectNode letter = numbered(sample.get(), mishap, part.letters().size() + 1);
            Request request = receiver.compose(operation, letter.deepCopy()).orElseThrow();
            Optional<String> number = Stream.of(
                            text(letter, "caseNo"), text(letter, "externalNo"), text(letter, "taskNo"))
                    .flatMap(Optional::stream)
                    .filter(one -> says(request, connector, one))
                    .filter(one -> receiver.lookUp(letter.deepCopy())
                            .map(question -> says(question, connector, one))
                            .orElse(true))
                    .findFirst();
            if (number.isEmpty()) {
                return Optional.of(Trial.failed(STAGE, "备好报文", "报文或查询里没有办件、任务的编号", "写上任务号(渠道写对方自己的编号),对方才认得出重复"));
            }
            long id = ledger.write(entry -> entry.outbox()
                            .add(
                                    connector.queue(),
                                    new CaseNumber(letter.path("caseNo").asText()),
                                    operation,
                                    letter.toString()))
                    .join()
                    .id();
            part.letters()
                    .add(new Sent(
                            id,
                            mishap,
                            part.standIn().book().expect(number.get(), mishap),
                            mishap == Mishap.LONG_TEXT && says(request, connector, Letter.END)));
        }
        return Optional.empty();
    }

    private static List<String> samples(String operation, Path folder) {
        try {
            return Samples.inputsOf(operation, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean says(Request request, Connector connector, String words) {
        return (request.address()
                        + "\n"
                        + new String(request.body(), connector.delivery().charset()))
                .contains(words);
    }

    private static Optional<String> text(ObjectNode letter, String field) {
        return Optional.ofNullable(Receiver.text(letter, field)).filter(value -> !value.isBlank());
    }

    /** The sample under numbers of its own, with the mark in its text. */
    private ObjectNode numbered(ObjectNode sample, Mishap mishap, int index) {
        String caseNo = CaseNumber.of(LocalDate.ofInstant(clock.instant(), ZONE), Channel.HOTLINE, SERIALS + index)
                .value();
        String written = sample.toString();
        String former = text(sample, "caseNo").orElseThrow(() -> new IllegalArgumentException("样例里没有caseNo"));
        written = written.replace(former, caseNo);
        Optional<String> external = text(sample, "externalNo");
        if (external.isPresent()) {
            String number = external.get();
            String tail = "99%04d".formatted(index);
            written = written.replace(number, number.substring(0, Math.max(0, number.length() - tail.length())) + tail);
        }
        ObjectNode letter = Letter.of(written).copy();
        if (mishap == Mishap.LONG_TEXT) {
            letter = new Letter(letter).atLength();
        }
        for (String field : List.of("title", "content")) {
            if (letter.path(field).isTextual()) {
                letter.put(field, StandIn.MARK + " " + letter.path(field).asText());
            }
        }
        return letter;
    }

    /** Empty while the hub is about to open its ledger. */
    private static Map<Long, Outcome> outcomes(LedgerSettings settings, KeyRing keys, List<RehearsalPart> parts) {
        try {
            return Ledger.look(settings, keys, view -> {
                Map<Long, Outcome> outcomes = new HashMap<>();
                for (RehearsalPart part : parts) {
                    for (Sent sent : part.letters()) {
                        OutboxMessage message = view.outbox().find(sent.id()).orElseThrow();
                        outcomes.put(
                                sent.id(),
                                new Outcome(message.state(), view.deliveries().attempts(sent.id())));
                    }
                }
                return outcomes;
            });
        } catch (LedgerUnavailable e) {
            return Map.of();
        }
    }
}

package org.liandong.hub;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spi.RoutesLoader;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
import org.liandong.connectors.CheckMark;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Delivery;
import org.liandong.connectors.DepartmentConnector;
import org.liandong.connectors.Entry;
import org.liandong.connectors.Loaded;
import org.liandong.connectors.Proof;
import org.liandong.delivery.Duty;
import org.liandong.delivery.Receiver;
import org.liandong.files.FileExchange;
import org.liandong.intake.Entrance;
import org.liandong.intake.Shelf;
import org.liandong.operations.ConnectedSystem;
import org.liandong.operations.ConnectorLine;
import org.liandong.operations.Inbox;
import org.liandong.security.SenderProof;
import org.liandong.tables.Tables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;

/**
 * The connectors at work: how each is reached, where it comes in, and its routes. They can be exchanged while messages flow: a
 * route that serves the new version as it served the old stays, and only what it looks up is another. A connector that
 * fails, fails alone, and a version that cannot be used leaves the one before at work. What is handed out is a live view,
 * safe for any thread.
 */
final class LiveConnectors {
    private static final Logger LOG = LoggerFactory.getLogger(LiveConnectors.class);

    private final Map<String, Receiver> receivers = new ConcurrentHashMap<>();
    private final Map<String, Entrance> entrances = new ConcurrentHashMap<>();
    private final Map<String, Shelf> shelves = new ConcurrentHashMap<>();
    private final Map<String, Inbox> inboxes = new ConcurrentHashMap<>();
    private final Map<String, String> faults = new ConcurrentHashMap<>();
    private final Set<String> notSetUp = ConcurrentHashMap.newKeySet();
    private final SenderProof proof;
    private final Environment environment;
    private final Path home;
    private final Tables tables;
    private final FileExchange files;
    private final AccessTokens tokens;
    private final ProducerTemplate intake;
    private final Duty duty;
    private final ConnectorReceiver.Photos photos;
    private final Consumer<Connector> admission;
    private final FormerVersions versions;
    private final BiConsumer<Connector, CheckMark.Forced> audit;
    private final Map<String, CheckMark.Forced> forced = new ConcurrentHashMap<>();
    private volatile Loaded loaded;
    private @Nullable CamelContext camel;

    /**
     * @param intake carries what people fill in to the intake route
     * @param duty begins to deliver when there is something to deliver
     * @param photos whence those come that go with a letter
     * @param versions keeps every version that goes to work
     * @param admission gives a connector that has just come what it needs before anything else: its secret, its account
     * @param audit writes down that a version goes to work by somebody's decision against the check
     */
    LiveConnectors(
            Loaded connectors,
            SenderProof proof,
            Environment environment,
            Path home,
            Tables tables,
            FileExchange files,
            AccessTokens tokens,
            ProducerTemplate intake,
            Duty duty,
            ConnectorReceiver.Photos photos,
            FormerVersions versions,
            Consumer<Connector> admission,
            BiConsumer<Connector, CheckMark.Forced> audit) {
        this.loaded = connectors;
        this.proof = proof;
        this.environment = environment;
        this.home = home;
        this.tables = tables;
        this.files = files;
        this.tokens = tokens;
        this.intake = intake;
        this.duty = duty;
        this.photos = photos;
        this.versions = versions;
        this.admission = admission;
        this.audit = audit;
        broken(connectors);
        connectors
                .connectors()
                .forEach(connector -> attempted(connector.name(), () -> {
                    prove(connector);
                    publish(connector);
                }));
        versions.keep(atWork());
    }

    Map<String, Receiver> receivers() {
        return receivers;
    }

    Map<String, Entrance> entrances() {
        return entrances;
    }

    /** Where channels without a service fetch their outcomes, by the connector's name. */
    Map<String, Shelf> shelves() {
        return shelves;
    }

    /** The inboxes of departments without a system, by the connector's name. */
    Map<String, Inbox> inboxes() {
        return inboxes;
    }

    Optional<Connector> named(String name) {
        return loaded.named(name);
    }

    /** All that can be read, at work or not. */
    List<Connector> all() {
        return loaded.connectors();
    }

    /** Those that letters can go to now, or wait for. */
    List<Connector> atWork() {
        return loaded.connectors().stream().filter(this::isAtWork).toList();
    }

    /** Whether the hub signs envelopes for any. */
    boolean signs() {
        return loaded.connectors().stream()
                .anyMatch(connector -> connector.delivery().proof() == Proof.SIGNATURE);
    }

    /** Where the connector's system is; empty if nobody has said. */
    Optional<String> address(Connector connector) {
        try {
            return Optional.of(resolved(connector.delivery().endpoint())).filter(address -> !address.isBlank());
        } catch (NotSetUp e) {
            return Optional.empty();
        }
    }

    /** Every connector and how it stands, in the order of their names. */
    List<ConnectorLine> lines() {
        Map<String, ConnectorLine> lines = new LinkedHashMap<>();
        for (Connector connector : loaded.connectors()) {
            String fault = faults.get(connector.name());
            boolean atWork = isAtWork(connector);
            CheckMark.Forced decision = forced.get(connector.name());
            String remark = fault == null && decision != null
                    ? "没有通过检验,由%s决定上线: %s".formatted(decision.by(), decision.reason())
                    : fault;
            lines.put(
                    connector.name(),
                    new ConnectorLine(
                            connector.name(),
                            connector.title(),
                            connector.delivery().protocol(),
                            connector.version(),
                            atWork
                                    ? fault == null ? ConnectorLine.State.AT_WORK : ConnectorLine.State.FORMER_VERSION
                                    : notSetUp.contains(connector.name())
                                            ? ConnectorLine.State.NOT_SET_UP
                                            : ConnectorLine.State.FAULTY,
                            remark));
        }
        faults.forEach((name, fault) ->
                lines.putIfAbsent(name, new ConnectorLine(name, name, "", "", ConnectorLine.State.FAULTY, fault)));
        return lines.values().stream()
                .sorted(Comparator.comparing(ConnectorLine::name))
                .toList();
    }

    private boolean isAtWork(Connector connector) {
        return Stretch.isPull(connector)
                ? shelves.containsKey(connector.name())
                : receivers.containsKey(connector.queue());
    }

    /** Where outcomes wait until a terminal fetches them. */
    static @Nullable String shelf(Connector connector, @Nullable String device) {
        return device == null ? null : ConnectedSystem.SHELF + connector.name() + "." + device;
    }

    static boolean isShelf(String receiver) {
        return receiver.startsWith(ConnectedSystem.SHELF);
    }

    /** Loads the stretches of the way, then adds each connector's own routes. */
    synchronized void startIn(CamelContext context) throws Exception {
        camel = context;
        RoutesLoader loader = PluginHelper.getRoutesLoader(context);
        for (String stretch : new String[] {"intake", "delivery", "terminal", "evaluation"}) {
            Path file = home.resolve("routes").resolve(stretch + ".camel.yaml");
            loader.loadRoutes(ResourceHelper.resolveMandatoryResource(context, "file:" + file));
        }
        for (Connector connector : loaded.connectors()) {
            if (isAtWork(connector)) {
                attempted(connector.name(), () -> start(context, connector, Set.of()));
            }
        }
        duty.open(context);
    }

    /** Whether the hub is far enough up to exchange connectors. */
    synchronized boolean isReady() {
        return camel != null && camel.isStarted();
    }

    /** Takes over what the folders say now, connector by connector. Whatever cannot be used leaves what is at work. */
    synchronized void take(Loaded next) {
        CamelContext context = Objects.requireNonNull(camel);
        Map<String, Connector> before = byName(loaded);
        Map<String, Connector> wanted = byName(next);
        for (Loaded.Broken broken : next.broken()) {
            String name = name(broken.folder());
            Connector former = before.get(name);
            if (former != null) {
                wanted.putIfAbsent(name, former);
            }
        }
        Set<String> stillBroken = new HashSet<>();
        next.broken().forEach(broken -> stillBroken.add(name(broken.folder())));
        faults.keySet()
                .removeIf(
                        name -> !stillBroken.contains(name) && !(notSetUp.contains(name) && wanted.containsKey(name)));
        notSetUp.retainAll(faults.keySet());
        before.values().stream()
                .filter(former -> !wanted.containsKey(former.name()))
                .forEach(former -> remove(context, former));
        for (Connector fresh : List.copyOf(wanted.values())) {
            Connector former = before.get(fresh.name());
            boolean waits = !isAtWork(fresh) && !notSetUp.contains(fresh.name());
            if (former == null || waits || !former.version().equals(fresh.version())) {
                wanted.put(fresh.name(), exchanged(context, former, fresh));
            }
        }
        broken(next);
        loaded = new Loaded(
                wanted.values().stream()
                        .sorted(Comparator.comparing(Connector::name))
                        .toList(),
                next.broken());
    }

    /** @return which of the two is at work afterwards */
    private Connector exchanged(CamelContext context, @Nullable Connector former, Connector fresh) {
        faults.remove(fresh.name());
        notSetUp.remove(fresh.name());
        boolean wasAtWork = former != null && isAtWork(former);
        if (!attempted(fresh.name(), () -> prove(fresh))) {
            // nothing has been touched yet
            return wasAtWork && former != null ? former : fresh;
        }
        boolean taken = attempted(fresh.name(), () -> {
            admission.accept(fresh);
            Set<Stretch> kept = wasAtWork && former != null ? stopped(context, former, fresh) : Set.of();
            publish(fresh);
            versions.keep(List.of(fresh));
            if (former != null) {
                withdraw(former, fresh);
            }
            start(context, fresh, kept);
        });
        if (taken) {
            LOG.info("连接器{}已{},版本{}", fresh.name(), former == null ? "接入" : "换成新的一版", shortly(fresh));
            return fresh;
        }
        if (former == null || !wasAtWork) {
            return fresh;
        }
        String fault = faults.get(fresh.name());
        attempted(fresh.name(), () -> {
            publish(former);
            start(context, former, stopped(context, fresh, former));
        });
        if (fault != null) {
            faults.put(fresh.name(), fault);
        }
        return former;
    }

    /** Only what the kit has passed, or somebody answers for, goes to work. */
    private void prove(Connector connector) throws Unproven {
        Path folder = connector.folderIn(home.resolve("connectors"));
        CheckMark mark = CheckMark.read(folder)
                .filter(one -> one.version().equals(connector.version()))
                .orElse(null);
        String shown = home.relativize(folder).toString();
        if (mark == null || !mark.lets(connector.version())) {
            throw new Unproven(
                    mark == null
                            ? "这一版还没有检验: ./hub connector check %s".formatted(shown)
                            : "这一版有%d项检验没有通过: ./hub connector check %s".formatted(mark.failed(), shown));
        }
        CheckMark.Forced decision = mark.forced();
        if (decision == null) {
            forced.remove(connector.name());
        } else {
            forced.put(connector.name(), decision);
            audit.accept(connector, decision);
            LOG.warn("连接器{}没有通过检验,由{}决定上线: {}", connector.name(), decision.by(), decision.reason());
        }
    }

    /** Nobody answers for it. */
    private static final class Unproven extends Exception {
        private static final long serialVersionUID = 1L;

        Unproven(String message) {
            super(message);
        }
    }

    private void remove(CamelContext context, Connector former) {
        attempted(former.name(), () -> {
            for (Stretch stretch : Stretch.of(former, home)) {
                stop(context, stretch);
            }
        });
        withdraw(former, null);
        tables.remove(former.name());
        files.remove(former.name());
        tokens.remove(former.name());
        LOG.info("连接器{}已撤下", former.name());
    }

    private interface Attempt {
        void run() throws Exception;
    }

    private boolean attempted(String name, Attempt attempt) {
        try {
            attempt.run();
            return true;
        } catch (NotSetUp e) {
            notSetUp.add(name);
            faults.put(name, String.valueOf(e.getMessage()));
            LOG.info("连接器{}未启用: {}", name, e.getMessage());
        } catch (Exception e) {
            faults.put(name, String.valueOf(e.getMessage()));
            LOG.error("连接器{}未启用: {}", name, e.getMessage());
        }
        return false;
    }

    private void broken(Loaded from) {
        for (Loaded.Broken broken : from.broken()) {
            String line = broken.line() > 0 ? " 第%d行".formatted(broken.line()) : "";
            String reason =
                    "%s%s %s".formatted(broken.file(), line, broken.reason()).strip();
            if (!reason.equals(faults.put(name(broken.folder()), reason))) {
                boolean former = loaded.named(name(broken.folder())).isPresent();
                LOG.error("连接器{}{}: {}", broken.folder(), former ? "的新的一版不能用,仍用改动前的" : "未启用", reason);
            }
        }
    }

    private static String name(String folder) {
        return folder.substring(folder.lastIndexOf('/') + 1);
    }

    private static Map<String, Connector> byName(Loaded from) {
        Map<String, Connector> connectors = new LinkedHashMap<>();
        from.connectors().forEach(connector -> connectors.put(connector.name(), connector));
        return connectors;
    }

    private static String shortly(Connector connector) {
        return connector.version().substring(0, 8);
    }

    /** From now on whoever looks it up finds this version. */
    private void publish(Connector connector) {
        if (connector.delivery().proof() == Proof.SIGNATURE) {
            proof.readyToSign();
        }
        if (Stretch.isPull(connector)) {
            shelves.put(connector.name(), new ConnectorShelf(connector));
        } else {
            Receiver receiver = receiver(connector);
            receivers.put(receiver.name(), receiver);
            if (connector instanceof DepartmentConnector department) {
                connector.receives().stream()
                        .filter(entry -> entry.kind() == Entry.Kind.PAGE)
                        .forEach(entry ->
                                inboxes.put(connector.name(), new ConnectorInbox(department, entry, receiver, intake)));
            }
        }
        connector
                .receives()
                .forEach(entry -> entrances.put(entrance(connector, entry), new ConnectorEntrance(connector, entry)));
    }

    private static String entrance(Connector connector, Entry entry) {
        return connector.name() + "/" + entry.name();
    }

    /** What the former had and the next has not is gone. */
    private void withdraw(Connector former, @Nullable Connector next) {
        Set<String> stay = new HashSet<>();
        if (next != null) {
            next.receives().forEach(entry -> stay.add(entrance(next, entry)));
        }
        former.receives().stream()
                .map(entry -> entrance(former, entry))
                .filter(entrance -> !stay.contains(entrance))
                .forEach(entrances::remove);
        if (next == null || Stretch.isPull(former) != Stretch.isPull(next)) {
            shelves.remove(former.name());
            receivers.remove(former.queue());
        }
        if (next == null || !next.delivery().protocol().equals("inbox")) {
            inboxes.remove(former.name());
        }
    }

    private Receiver receiver(Connector connector) {
        Delivery delivery = connector.delivery();
        String address = resolved(delivery.endpoint());
        delivery.table()
                .ifPresent(table -> tables.add(
                        connector, new Tables.Access(address, resolved(table.user()), resolved(table.password()))));
        delivery.files()
                .ifPresent(server -> files.add(
                        connector,
                        new FileExchange.Access(
                                URI.create(address),
                                resolved(server.user()),
                                resolved(server.password()),
                                resolved(server.privateKey()),
                                resolved(server.hostKey()))));
        delivery.ferry().ifPresent(ferry -> files.addFerry(connector, ferry, folder(address)));
        delivery.oauth()
                .ifPresent(oauth -> tokens.add(
                        connector.name(),
                        new AccessTokens.Client(
                                URI.create(resolved(oauth.token())),
                                resolved(oauth.client()),
                                resolved(oauth.secret()),
                                oauth.scope(),
                                delivery.timeouts().connect(),
                                delivery.timeouts().answer())));
        // within a database or on a server the table's or file's name is all the address there is
        String endpoint = delivery.table().isPresent() || isFiles(delivery) ? "" : address;
        return new ConnectorReceiver(
                connector.queue(),
                Stretch.call(connector, home),
                endpoint,
                delivery.login().map(login -> new Delivery.Login(resolved(login.user()), resolved(login.password()))),
                connector,
                proof,
                photos,
                Optional.of(versions));
    }

    private static Path folder(String address) {
        try {
            return Path.of(URI.create(address));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw new SetupProblem("摆渡文件夹 %s 不对:写成 file:///文件夹".formatted(address), e);
        }
    }

    /** Nobody has said where it is: it comes with the hub, and not everybody needs it. */
    private static final class NotSetUp extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotSetUp(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private String resolved(String setting) {
        try {
            return environment.resolveRequiredPlaceholders(setting);
        } catch (IllegalArgumentException e) {
            throw new NotSetUp("%s 没有值,要用它请在 --config 的文件里写上".formatted(setting), e);
        }
    }

    /** Stops what does not serve the next version, after what is under way; @return what goes on. */
    private Set<Stretch> stopped(CamelContext context, Connector former, Connector next) throws Exception {
        Set<Stretch> kept = new HashSet<>(isFetched(former) || isFetched(next) ? List.of() : Stretch.of(next, home));
        kept.retainAll(new HashSet<>(Stretch.of(former, home)));
        for (Stretch stretch : Stretch.of(former, home)) {
            if (!kept.contains(stretch)) {
                stop(context, stretch);
            }
        }
        return kept;
    }

    /** Whether the hub keeps a connection to it that the routes use: they must not while it is exchanged. */
    private static boolean isFetched(Connector connector) {
        return connector.delivery().table().isPresent() || isFiles(connector.delivery());
    }

    private static boolean isFiles(Delivery delivery) {
        return delivery.files().isPresent() || delivery.ferry().isPresent();
    }

    private static void stop(CamelContext context, Stretch stretch) throws Exception {
        if (context.getRoute(stretch.id()) != null) {
            context.getRouteController().stopRoute(stretch.id());
            context.removeRoute(stretch.id());
        }
    }

    private void start(CamelContext context, Connector connector, Set<Stretch> running) throws Exception {
        if (connector.delivery().protocol().equals("soap")) {
            context.getRegistry()
                    .bind(
                            Stretch.timeouts(connector),
                            new SoapPatience(connector.delivery().timeouts()));
        }
        List<Stretch> missing = new ArrayList<>(Stretch.of(connector, home));
        missing.removeAll(running);
        for (Stretch stretch : missing) {
            context.addRouteFromTemplate(stretch.id(), stretch.template(), stretch.parameters());
            if (stretch.isDelivery()) {
                duty.setUp(stretch.id());
            }
        }
    }
}

package org.liandong.hub;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.cxf.jaxws.CxfConfigurer;
import org.apache.camel.spi.RoutesLoader;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.frontend.AbstractWSDLBasedEndpointFactory;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.transport.http.HTTPConduit;
import org.apache.cxf.transports.http.configuration.HTTPClientPolicy;
import org.jspecify.annotations.Nullable;
import org.liandong.connectors.ChannelConnector;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Delivery;
import org.liandong.connectors.DepartmentConnector;
import org.liandong.connectors.Entry;
import org.liandong.connectors.Loaded;
import org.liandong.connectors.PublishedContract;
import org.liandong.delivery.Receiver;
import org.liandong.files.FileExchange;
import org.liandong.intake.Entrance;
import org.liandong.intake.Shelf;
import org.liandong.operations.Inbox;
import org.liandong.security.SenderProof;
import org.liandong.tables.Tables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;

/** Gives every connector its routes: one in for each entry, one out to its receiver. A connector that fails, fails alone. */
final class ConnectorRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorRoutes.class);

    private static final String SHELF = "pull.";

    private final Map<String, Receiver> receivers = new LinkedHashMap<>();
    private final Map<String, Entrance> entrances = new LinkedHashMap<>();
    private final Map<String, String> faults = new LinkedHashMap<>();
    private final Loaded connectors;
    private final Path home;
    private final Tables tables;
    private final FileExchange files;

    ConnectorRoutes(
            Loaded connectors,
            SenderProof proof,
            Environment environment,
            Path home,
            Tables tables,
            FileExchange files) {
        this.connectors = connectors;
        this.home = home;
        this.tables = tables;
        this.files = files;
        for (Connector connector : connectors.connectors()) {
            try {
                bind(connector, proof, environment);
            } catch (NotSetUp e) {
                faults.put(connector.name(), String.valueOf(e.getMessage()));
                LOG.info("连接器{}未启用: {}", connector.name(), e.getMessage());
            } catch (IllegalArgumentException e) {
                fault(connector.name(), String.valueOf(e.getMessage()));
            }
        }
    }

    private void bind(Connector connector, SenderProof proof, Environment environment) {
        connector
                .receives()
                .forEach(entry ->
                        entrances.put(connector.name() + "/" + entry.name(), new ConnectorEntrance(connector, entry)));
        if (!isPull(connector)) {
            String address = resolved(connector.delivery().endpoint(), environment);
            Delivery delivery = connector.delivery();
            delivery.table()
                    .ifPresent(table -> tables.add(
                            connector,
                            new Tables.Access(
                                    address,
                                    resolved(table.user(), environment),
                                    resolved(table.password(), environment))));
            delivery.files()
                    .ifPresent(server -> files.add(
                            connector,
                            new FileExchange.Access(
                                    URI.create(address),
                                    resolved(server.user(), environment),
                                    resolved(server.password(), environment),
                                    resolved(server.privateKey(), environment),
                                    resolved(server.hostKey(), environment))));
            // within a database or on a server the table's or file's name is all the address there is
            String endpoint = delivery.table().isPresent() || delivery.files().isPresent() ? "" : address;
            String queue = queue(connector);
            receivers.put(queue, new ConnectorReceiver(queue, call(connector), endpoint, connector, proof));
        }
    }

    /** Nobody has said where it is: it comes with the hub, and not everybody needs it. */
    private static final class NotSetUp extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotSetUp(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private static String resolved(String setting, Environment environment) {
        try {
            return environment.resolveRequiredPlaceholders(setting);
        } catch (IllegalArgumentException e) {
            throw new NotSetUp("%s 没有值,要用它请在 --config 的文件里写上".formatted(setting), e);
        }
    }

    private String call(Connector connector) {
        Delivery delivery = connector.delivery();
        return switch (delivery.protocol()) {
            case "rest" ->
                "kamelet:rest?connect=%d&answer=%d"
                        .formatted(
                                delivery.timeouts().connect().toMillis(),
                                delivery.timeouts().answer().toMillis());
            case "soap" ->
                "kamelet:soap?wsdl=%s&timeouts=%s"
                        .formatted(home.resolve("connectors/kamelets/soap.wsdl").toUri(), timeouts(connector));
            case "jdbc", "sftp" -> "kamelet:%s?connector=%s".formatted(delivery.protocol(), connector.name());
            default -> "kamelet:" + delivery.protocol();
        };
    }

    private static String timeouts(Connector connector) {
        return "timeouts-" + connector.name();
    }

    Map<String, Receiver> receivers() {
        return receivers;
    }

    Map<String, Entrance> entrances() {
        return entrances;
    }

    /** Where channels without a service fetch their outcomes, by the connector's name. */
    Map<String, Shelf> shelves() {
        Map<String, Shelf> shelves = new LinkedHashMap<>();
        connectors.connectors().stream()
                .filter(ConnectorRoutes::isPull)
                .forEach(connector -> shelves.put(connector.name(), new ConnectorShelf(connector)));
        return shelves;
    }

    /** The inboxes of departments without a system, by the connector's name. */
    Map<String, Inbox> inboxes(ProducerTemplate intake) {
        Map<String, Inbox> inboxes = new LinkedHashMap<>();
        for (Connector connector : connectors.connectors()) {
            Receiver receiver = receivers.get(queue(connector));
            if (connector instanceof DepartmentConnector department && receiver != null) {
                connector.receives().stream()
                        .filter(entry -> entry.kind() == Entry.Kind.PAGE)
                        .forEach(entry ->
                                inboxes.put(connector.name(), new ConnectorInbox(department, entry, receiver, intake)));
            }
        }
        return inboxes;
    }

    /** Why a connector is not at work, by its name. */
    Map<String, String> faults() {
        return faults;
    }

    /** The queue that a connector's letters wait in. */
    static String queue(Connector connector) {
        return (connector instanceof ChannelConnector ? "channel." : "dept.") + connector.name();
    }

    static boolean isPull(Connector connector) {
        return connector.delivery().protocol().equals("pull");
    }

    /** Where outcomes wait until a terminal fetches them. */
    static @Nullable String shelf(Connector connector, @Nullable String device) {
        return device == null ? null : SHELF + connector.name() + "." + device;
    }

    static boolean isShelf(String receiver) {
        return receiver.startsWith(SHELF);
    }

    /** Loads the stretches of the way, then adds each connector's own routes. */
    void startIn(CamelContext camel) throws Exception {
        RoutesLoader loader = PluginHelper.getRoutesLoader(camel);
        for (String stretch : new String[] {"intake", "delivery", "terminal", "evaluation"}) {
            Path file = home.resolve("routes").resolve(stretch + ".camel.yaml");
            loader.loadRoutes(ResourceHelper.resolveMandatoryResource(camel, "file:" + file));
        }
        for (Connector connector : connectors.connectors()) {
            if (!faults.containsKey(connector.name())) {
                try {
                    start(camel, connector);
                } catch (Exception e) {
                    fault(connector.name(), String.valueOf(e.getMessage()));
                }
            }
        }
    }

    private void start(CamelContext camel, Connector connector) throws Exception {
        for (Entry entry : connector.receives()) {
            if (entry.kind() == Entry.Kind.PAGE) {
                continue;
            }
            camel.addRouteFromTemplate(
                    connector.name() + "." + entry.name(),
                    "intake-" + entry.kind().name().toLowerCase(java.util.Locale.ROOT),
                    parameters(connector, entry));
        }
        if (isPull(connector)) {
            Map<String, Object> of = Map.of("connector", connector.name());
            camel.addRouteFromTemplate(connector.name() + ".outcomes", "terminal", of);
            camel.addRouteFromTemplate(connector.name() + ".photos", "terminal-photos", of);
        }
        Receiver receiver = receivers.get(queue(connector));
        if (receiver != null) {
            camel.getRegistry()
                    .bind(timeouts(connector), new Timeouts(connector.delivery().timeouts()));
            camel.addRouteFromTemplate(
                    receiver.name(),
                    "delivery",
                    Map.of(
                            "receiver", receiver.name(),
                            "call", receiver.call(),
                            "concurrency", receiver.concurrency()));
        }
    }

    private Map<String, Object> parameters(Connector connector, Entry entry) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("connector", connector.name());
        parameters.put("entry", entry.name());
        switch (entry.kind()) {
            case HTTP -> parameters.put("path", entry.path());
            case PAGE -> throw new IllegalArgumentException("a page has no route of its own");
            case QUEUE -> parameters.put("queue", entry.path());
            case TABLE ->
                parameters.put("every", entry.rows().orElseThrow().every().toMillis());
            case FILE ->
                parameters.put("every", entry.batches().orElseThrow().every().toMillis());
            case SOAP -> {
                parameters.put("path", entry.path().replaceFirst("^/services", ""));
                PublishedContract contract = entry.contract().orElse(carrier());
                parameters.put("wsdl", contract.location());
                parameters.put("service", "RAW({%s}%s)".formatted(contract.namespace(), contract.service()));
                parameters.put("port", "RAW({%s}%s)".formatted(contract.namespace(), contract.port()));
            }
        }
        return parameters;
    }

    /** The contract that carries any message, for those that publish none of their own. */
    private PublishedContract carrier() {
        return new PublishedContract(
                home.resolve("connectors/kamelets/soap.wsdl").toUri().toString(),
                "urn:liandong:soap",
                "Carrier",
                "CarrierPort");
    }

    private void fault(String connector, String reason) {
        faults.put(connector, reason);
        LOG.error("连接器{}未启用: {}", connector, reason);
    }

    /** Sets a SOAP client's patience; chunks are off since old servers do not know them. */
    private record Timeouts(Delivery.Timeouts timeouts) implements CxfConfigurer {
        @Override
        public void configure(AbstractWSDLBasedEndpointFactory factory) {}

        @Override
        public void configureClient(Client client) {
            HTTPClientPolicy policy = new HTTPClientPolicy();
            policy.setConnectionTimeout(timeouts.connect().toMillis());
            policy.setReceiveTimeout(timeouts.answer().toMillis());
            policy.setAllowChunking(false);
            policy.setAutoRedirect(false);
            ((HTTPConduit) client.getConduit()).setClient(policy);
            client.getInInterceptors().add(new AnswerLimit(timeouts.answer()));
        }

        @Override
        public void configureServer(Server server) {}
    }

    /** The client's own timeout is for each piece of an answer; this is for all of it. */
    private static final class AnswerLimit extends AbstractPhaseInterceptor<Message> {
        private final Duration time;

        AnswerLimit(Duration time) {
            super(Phase.RECEIVE);
            this.time = time;
        }

        @Override
        public void handleMessage(Message message) {
            InputStream answer = message.getContent(InputStream.class);
            if (answer != null) {
                message.setContent(InputStream.class, new LimitedAnswer(answer, time, () -> {}));
            }
        }
    }
}

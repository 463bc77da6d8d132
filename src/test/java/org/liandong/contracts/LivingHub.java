package org.liandong.contracts;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.DivertConfiguration;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.liandong.cases.CaseNumber;
import org.liandong.hub.Hub;
import org.liandong.ledger.CaseFilter;
import org.liandong.ledger.CaseRow;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.OutboxMessage;
import org.liandong.ledger.View;
import org.liandong.simulator.City;
import org.liandong.simulator.CitySettings;
import org.liandong.simulator.FreePorts;
import org.liandong.simulator.Profile;
import org.liandong.simulator.Secrets;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The real hub on free ports and an empty folder, in a simulated city; everything said over HTTP is tapped. */
final class LivingHub implements AutoCloseable {
    static {
        System.setProperty("sun.net.http.retryPost", "false");
        System.setProperty("org.apache.cxf.transport.http.forceURLConnection", "true");
    }

    private static final String COPY = "copy.XF";
    private static final int ALL = 1000;

    private final ConfigurableApplicationContext context;
    private final URI address;
    private final Wiretap wire;
    private final Secrets secrets;
    private final City city;

    private LivingHub(ConfigurableApplicationContext context, URI address, Wiretap wire, Secrets secrets, City city) {
        this.context = context;
        this.address = address;
        this.wire = wire;
        this.secrets = secrets;
        this.city = city;
    }

    static LivingHub start(Path folder, long seed) throws Exception {
        CitySettings.Ports ports =
                new CitySettings.Ports(FreePorts.next(), FreePorts.next(), FreePorts.next(), FreePorts.next());
        int broker = FreePorts.next();
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--liandong.home=" + Path.of("").toAbsolutePath(),
                "--liandong.data=" + folder,
                "--liandong.broker.port=" + broker));
        Path exchange = Files.createDirectories(folder).resolve("exchange.db");
        arguments.addAll(List.of("--MZ.url=" + City.exchange(exchange), "--MZ.user=", "--MZ.password="));
        addresses(ports).forEach((name, value) -> arguments.add("--" + name + "=" + value));
        ConfigurableApplicationContext context =
                new SpringApplicationBuilder(Hub.class).run(arguments.toArray(String[]::new));
        copyWhatTheFireBrigadeGets(context);
        URI address = URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
        Wiretap wire = Wiretap.on(address);
        Secrets secrets = Secrets.read(folder.resolve("secrets.yaml"));
        City city = City.open(CitySettings.demo(wire.address(), URI.create("tcp://127.0.0.1:" + broker), secrets)
                .listening(ports)
                .exchangingIn(exchange)
                .seeded(seed)
                .working(Profile.quick(seed).withShares(0.15, 0.15, 0.3))
                .waiting(Duration.ofSeconds(20), Duration.ofMillis(300)));
        return new LivingHub(context, address, wire, secrets, city);
    }

    private static Map<String, String> addresses(CitySettings.Ports ports) {
        return Map.of(
                "NJ12345.url", "http://127.0.0.1:" + ports.hotline() + "/hotline/callback",
                "NJ12345.soapUrl", "http://127.0.0.1:" + ports.hotline() + "/services/hotline",
                "PANANJ.url", "http://127.0.0.1:" + ports.pananj() + "/pananj/status",
                "HB.url", "http://127.0.0.1:" + ports.hb(),
                "CG.url", "http://127.0.0.1:" + ports.cg() + "/services/receive");
    }

    /** The broker itself hands out a second copy, so that the brigade still gets its own. */
    private static void copyWhatTheFireBrigadeGets(ConfigurableApplicationContext context) throws Exception {
        var server = context.getBean(EmbeddedActiveMQ.class).getActiveMQServer();
        server.createQueue(
                QueueConfiguration.of(COPY).setRoutingType(RoutingType.ANYCAST).setDurable(true));
        server.deployDivert(new DivertConfiguration()
                .setName("copying")
                .setRoutingName("copying")
                .setAddress("exchange.XF.out")
                .setForwardingAddress(COPY)
                .setExclusive(false));
    }

    City city() {
        return city;
    }

    Wiretap wire() {
        return wire;
    }

    Secrets secrets() {
        return secrets;
    }

    /** Past the tap. */
    URI address() {
        return address;
    }

    /** Every method and path that the web server has somebody for, for example {@code get /api/cases/{caseNo}}. */
    Set<String> ways() {
        return context.getBeansOfType(RequestMappingHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(way -> way.getPatternValues().stream()
                        .flatMap(path -> way.getMethodsCondition().getMethods().stream()
                                .map(method -> method.name().toLowerCase(Locale.ROOT) + " " + path)))
                .collect(Collectors.toSet());
    }

    /** What the fire brigade was sent, as it was written. */
    List<String> events() throws JMSException {
        List<String> events = new ArrayList<>();
        try (JMSContext session = context.getBean(ConnectionFactory.class).createContext();
                JMSConsumer copies = session.createConsumer(session.createQueue(COPY))) {
            for (Message event = copies.receive(1000); event != null; event = copies.receive(200)) {
                events.add(event.getBody(String.class));
            }
        }
        return events;
    }

    List<CaseRow> cases() {
        return ledger().read(view -> view.cases().page(CaseFilter.ALL, null, ALL));
    }

    List<String> externalNumbers(CaseNumber caseNo) {
        return ledger().read(view -> view.cases().references(caseNo)).stream()
                .map(reference -> reference.externalNo())
                .toList();
    }

    /** What was written to be sent. */
    List<String> letters() {
        return ledger().read(view -> view.cases().page(CaseFilter.ALL, null, ALL).stream()
                .flatMap(row -> view.outbox().ofCase(row.caseNo()).stream())
                .map(letter -> payload(view, letter))
                .toList());
    }

    private static String payload(View view, OutboxMessage letter) {
        return view.outbox().payload(letter.id()).orElseThrow();
    }

    /** From now on nothing can be committed. */
    void loseTheLedger() {
        ledger().close();
    }

    private Ledger ledger() {
        return context.getBean(Ledger.class);
    }

    @Override
    public void close() throws Exception {
        city.close();
        wire.close();
        context.close();
    }
}

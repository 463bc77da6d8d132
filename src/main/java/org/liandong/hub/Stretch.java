package org.liandong.hub;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Delivery;
import org.liandong.connectors.Entry;
import org.liandong.connectors.PublishedContract;
import org.liandong.soap.SoapVersion;

/**
 * One route of a connector: a template of the route files, filled in. Two stretches are equal when the same route serves both.
 *
 * @param id of the route
 */
record Stretch(String id, String template, Map<String, Object> parameters) {

    Stretch {
        parameters = Map.copyOf(parameters);
    }

    /** Every route that the connector needs, those in before the one out. */
    static List<Stretch> of(Connector connector, Path home) {
        List<Stretch> stretches = new ArrayList<>();
        for (Entry entry : connector.receives()) {
            if (entry.kind() != Entry.Kind.PAGE) {
                stretches.add(new Stretch(
                        connector.name() + "." + entry.name(),
                        "intake-" + entry.kind().name().toLowerCase(Locale.ROOT),
                        in(connector, entry, home)));
            }
        }
        Map<String, Object> of = Map.of("connector", connector.name());
        if (isPull(connector)) {
            stretches.add(new Stretch(connector.name() + ".outcomes", "terminal", of));
            stretches.add(new Stretch(connector.name() + ".photos", "terminal-photos", of));
        } else {
            String queue = connector.queue();
            stretches.add(new Stretch(
                    queue,
                    "delivery",
                    Map.of(
                            "receiver", queue,
                            "call", call(connector, home),
                            "concurrency", connector.delivery().concurrency())));
        }
        return stretches;
    }

    /** Whether it carries letters out of their queue; its id is the queue's name. */
    boolean isDelivery() {
        return template.equals("delivery");
    }

    /** Whether the system fetches its letters itself. */
    static boolean isPull(Connector connector) {
        return connector.delivery().protocol().equals("pull");
    }

    /** The Kamelet that carries messages to the system, with its settings. */
    static String call(Connector connector, Path home) {
        Delivery delivery = connector.delivery();
        return switch (delivery.protocol()) {
            case "rest" ->
                "kamelet:%sconnect=%d&answer=%d"
                        .formatted(
                                delivery.oauth().isPresent()
                                        ? "rest-oauth2?connector=" + connector.name() + "&"
                                        : "rest?",
                                delivery.timeouts().connect().toMillis(),
                                delivery.timeouts().answer().toMillis());
            case "soap" ->
                "kamelet:soap?wsdl=%s&port=%s&timeouts=%s"
                        .formatted(carrier(home), port(delivery), timeouts(connector));
            case "jdbc", "sftp", "ferry" -> "kamelet:%s?connector=%s".formatted(delivery.protocol(), connector.name());
            default -> "kamelet:" + delivery.protocol();
        };
    }

    /** Under which name the patience of a SOAP client is found; another patience has another name. */
    static String timeouts(Connector connector) {
        Delivery.Timeouts timeouts = connector.delivery().timeouts();
        return "timeouts-%s-%d-%d"
                .formatted(
                        connector.name(),
                        timeouts.connect().toMillis(),
                        timeouts.answer().toMillis());
    }

    private static Map<String, Object> in(Connector connector, Entry entry, Path home) {
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
                // a contract of its own, or the one that carries any message
                PublishedContract contract = entry.contract()
                        .orElseGet(() -> new PublishedContract(
                                carrier(home), "urn:liandong:soap", "Carrier", port(connector.delivery())));
                parameters.put("wsdl", contract.location());
                parameters.put("service", "RAW({%s}%s)".formatted(contract.namespace(), contract.service()));
                parameters.put("port", "RAW({%s}%s)".formatted(contract.namespace(), contract.port()));
            }
        }
        return parameters;
    }

    /** Of the contract that carries any message. */
    private static String port(Delivery delivery) {
        return delivery.soap() == SoapVersion.V1_1 ? "CarrierPort" : "CarrierPort12";
    }

    private static String carrier(Path home) {
        return home.resolve("connectors/kamelets/soap.wsdl").toUri().toString();
    }
}

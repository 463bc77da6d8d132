package org.liandong.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.liandong.connectors.DepartmentConnector;
import org.liandong.connectors.Entry;
import org.liandong.delivery.Receiver;
import org.liandong.intake.Receipt;
import org.liandong.operations.Inbox;

/** An inbox as its connector folder describes it. */
record ConnectorInbox(DepartmentConnector of, Entry entry, Receiver letters, ProducerTemplate intake) implements Inbox {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public String name() {
        return of.name();
    }

    @Override
    public String title() {
        return of.title();
    }

    @Override
    public String department() {
        return of.department();
    }

    @Override
    public String receiver() {
        return letters.name();
    }

    @Override
    public ObjectNode shown(String operation, ObjectNode letter) {
        return letters.compose(operation, letter)
                .map(request -> object(new String(request.body(), StandardCharsets.UTF_8)))
                .orElseGet(JSON::createObjectNode);
    }

    private ObjectNode object(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException | ClassCastException e) {
            throw new IllegalStateException("连接器%s的映射结果不是标签到文字的JSON对象".formatted(of.name()), e);
        }
    }

    @Override
    public Receipt take(byte[] message) {
        Exchange taken = intake.request("direct:intake", exchange -> {
            exchange.setProperty("connector", of.name());
            exchange.setProperty("entry", entry.name());
            exchange.getMessage().setBody(message);
        });
        return Objects.requireNonNull(taken.getProperty("receipt", Receipt.class));
    }
}

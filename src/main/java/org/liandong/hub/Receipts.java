package org.liandong.hub;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import java.util.Map;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;
import org.apache.camel.Exchange;
import org.apache.camel.component.jms.JmsMessage;
import org.jspecify.annotations.Nullable;
import org.liandong.intake.Entrance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.core.JmsOperations;

/**
 * Receipts for what came by a queue, for senders that ask for one as MQTT 5 has it: at the response topic they name, with their
 * correlation data. Only below the address that the connector gives; whoever listens nowhere else gets none. Safe for any thread.
 */
final class Receipts {
    private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);
    /** Under these names the broker keeps what an MQTT 5 client sent along (Artemis 2.55, MQTTUtil). */
    private static final String RESPONSE_TOPIC = "mqtt.response.topic";

    private static final SimpleString CORRELATION = SimpleString.of("mqtt.correlation.data");
    private static final String ASKED = "receiptAsked";

    private final Map<String, Entrance> entrances;
    private final JmsOperations broker;

    /** @param entrances by {@code connector/entry}, as they are at any time */
    Receipts(Map<String, Entrance> entrances, JmsOperations broker) {
        this.entrances = entrances;
        this.broker = broker;
    }

    @SuppressWarnings("ArrayRecordComponent") // handed on and compared by nobody
    private record Asked(String address, byte @Nullable [] correlation) {}

    /** Notes where the sender wants its receipt. */
    public void asked(Exchange exchange) throws JMSException {
        String place = place(exchange).orElse(null);
        if (place == null
                || !(exchange.getMessage() instanceof JmsMessage jms)
                || !(jms.getJmsMessage() instanceof ActiveMQMessage message)) {
            return;
        }
        String topic = message.getStringProperty(RESPONSE_TOPIC);
        if (topic == null) {
            return;
        }
        String address = topic.replace('/', '.');
        if (!address.startsWith(place + ".") || address.indexOf('*') >= 0 || address.indexOf('#') >= 0) {
            LOG.warn("{}要的回执不在{}之下,不给: {}", exchange.getProperty("connector", String.class), place, topic);
            return;
        }
        exchange.setProperty(ASKED, new Asked(address, message.getCoreMessage().getBytesProperty(CORRELATION)));
    }

    private Optional<String> place(Exchange exchange) {
        String name =
                exchange.getProperty("connector", String.class) + "/" + exchange.getProperty("entry", String.class);
        return Optional.ofNullable(entrances.get(name)).flatMap(Entrance::replies);
    }

    /** Gives it. Not for what is not taken now: that comes again. */
    public void give(Exchange exchange) {
        Asked asked = exchange.getProperty(ASKED, Asked.class);
        if (asked == null || exchange.getProperty("status", 200, Integer.class) == 503) {
            return;
        }
        byte[] receipt = exchange.getMessage().getBody(byte[].class);
        broker.send(asked.address(), session -> {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(receipt);
            if (asked.correlation() != null) {
                ((ActiveMQMessage) message).getCoreMessage().putBytesProperty(CORRELATION, asked.correlation());
            }
            return message;
        });
    }
}

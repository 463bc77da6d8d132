package org.liandong.journeys;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/** A grid terminal that speaks MQTT 5. */
final class MqttTerminal implements AutoCloseable {
    private static final int WAIT = 5_000;
    /** From here on the reason codes of MQTT 5 say no. */
    private static final int REFUSED = 0x80;

    private final Map<String, String> receipts = new ConcurrentHashMap<>();
    private final MqttAsyncClient client;

    MqttTerminal(int port, String user, String password) throws MqttException {
        client = new MqttAsyncClient("tcp://127.0.0.1:" + port, "terminal-" + user, new MemoryPersistence());
        client.setCallback(new Inbox());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(user);
        options.setPassword(password.getBytes(StandardCharsets.UTF_8));
        options.setConnectionTimeout(5);
        client.connect(options).waitForCompletion(WAIT);
    }

    /** The receipt with these correlation data; empty if there is none yet. */
    String receipt(String correlation) {
        return receipts.getOrDefault(correlation, "");
    }

    /** Whether the broker took it. */
    boolean sends(String topic, String text, @Nullable String responseTopic, String correlation) throws MqttException {
        MqttProperties properties = new MqttProperties();
        if (responseTopic != null) {
            properties.setResponseTopic(responseTopic);
            properties.setCorrelationData(correlation.getBytes(StandardCharsets.UTF_8));
        }
        MqttMessage message = new MqttMessage(text.getBytes(StandardCharsets.UTF_8), 1, false, properties);
        return well(client.publish(topic, message));
    }

    /** Whether the broker lets it. */
    boolean hears(String topic) throws MqttException {
        return well(client.subscribe(topic, 1));
    }

    private static boolean well(IMqttToken token) throws MqttException {
        token.waitForCompletion(WAIT);
        return Arrays.stream(token.getReasonCodes()).allMatch(code -> code < REFUSED);
    }

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnect().waitForCompletion(WAIT);
        }
        client.close();
    }

    private final class Inbox implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            receipts.put(
                    new String(message.getProperties().getCorrelationData(), StandardCharsets.UTF_8),
                    new String(message.getPayload(), StandardCharsets.UTF_8));
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {}

        @Override
        public void mqttErrorOccurred(MqttException exception) {}

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String uri) {}

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {}
    }
}

package org.liandong.hub;

import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.liandong.connectors.Connector;
import org.liandong.security.Credentials;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What a connector needs before its first message: a secret for its sender, and queues of its own on the embedded
 * broker. Safe for any thread.
 */
@Component
final class Admission {
    private final Credentials credentials;
    private final ObjectProvider<EmbeddedActiveMQ> broker;

    Admission(Credentials credentials, ObjectProvider<EmbeddedActiveMQ> broker) {
        this.credentials = credentials;
        this.broker = broker;
    }

    /** Does nothing for one that was there before. */
    void admit(Connector connector) throws IllegalStateException {
        credentials.admit(connector.sender());
        QueueAccess.of(connector)
                .ifPresent(access -> broker.ifAvailable(embedded ->
                        BrokerConfiguration.admit(embedded, access, credentials.secret(connector.sender()))));
    }
}

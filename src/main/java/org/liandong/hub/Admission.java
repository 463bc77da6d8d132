package org.liandong.hub;

import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.liandong.connectors.Connector;
import org.liandong.security.Credentials;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.provisioning.UserDetailsManager;
import org.springframework.stereotype.Component;

/**
 * What a connector needs before its first message: a secret for its sender, queues of its own on the embedded broker, an
 * account for its inbox. Safe for any thread.
 */
@Component
final class Admission {
    private final Credentials credentials;
    private final ObjectProvider<EmbeddedActiveMQ> broker;
    private final UserDetailsManager accounts;

    Admission(Credentials credentials, ObjectProvider<EmbeddedActiveMQ> broker, UserDetailsManager accounts) {
        this.credentials = credentials;
        this.broker = broker;
        this.accounts = accounts;
    }

    /** Does nothing for one that was there before. */
    void admit(Connector connector) throws IllegalStateException {
        credentials.admit(connector.sender());
        String protocol = connector.delivery().protocol();
        if (protocol.equals("queue")) {
            broker.ifAvailable(embedded ->
                    BrokerConfiguration.admit(embedded, connector.sender(), credentials.secret(connector.sender())));
        }
        if (protocol.equals("inbox") && !accounts.userExists(connector.name())) {
            accounts.createUser(account(connector, credentials));
        }
    }

    /** The account that opens a department's inbox. */
    static UserDetails account(Connector connector, Credentials credentials) {
        return User.withUsername(connector.name())
                .password("{%s}%s"
                        .formatted(
                                SecurityConfiguration.MADE,
                                new SecretEncoder().encode(credentials.secret(connector.sender()))))
                .roles(SecurityConfiguration.INBOX)
                .build();
    }
}

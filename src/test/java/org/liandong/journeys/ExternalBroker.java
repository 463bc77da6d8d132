package org.liandong.journeys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.liandong.simulator.FreePorts;

/** A broker of its own, set up by docker/broker.xml, on a loopback port. Registered before the hub it goes after it. */
final class ExternalBroker implements AfterAllCallback {
    static final String HUB_PASSWORD = "external-hub-password";
    static final String BRIGADE_PASSWORD = "external-brigade-password";
    static final String TERMINALS_PASSWORD = "external-terminals-password";

    private final int port = FreePorts.next();
    private final int mqtt = FreePorts.next();
    private final EmbeddedActiveMQ artemis;

    private ExternalBroker(Path folder) throws IOException {
        String settings = Files.readString(Path.of("docker/broker.xml"))
                .replace("0.0.0.0:61616", "127.0.0.1:" + port)
                .replace("0.0.0.0:1883", "127.0.0.1:" + mqtt)
                .replace(">data/", ">" + folder + "/")
                .replace("ASYNCIO", "NIO");
        Path file = Files.writeString(folder.resolve("broker.xml"), settings);
        SecurityConfiguration accounts = new SecurityConfiguration();
        accounts.addUser("hub", HUB_PASSWORD);
        accounts.addRole("hub", "hub");
        accounts.addUser("XF", BRIGADE_PASSWORD);
        accounts.addRole("XF", "XF");
        accounts.addUser("WGT", TERMINALS_PASSWORD);
        accounts.addRole("WGT", "WGT");
        artemis = new EmbeddedActiveMQ()
                .setConfigResourcePath(file.toUri().toString())
                .setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), accounts));
    }

    static ExternalBroker start() {
        try {
            ExternalBroker broker = new ExternalBroker(Files.createTempDirectory("external-broker"));
            broker.artemis.start();
            return broker;
        } catch (Exception e) {
            throw new AssertionError("外接消息代理起不来", e);
        }
    }

    int port() {
        return port;
    }

    int mqtt() {
        return mqtt;
    }

    /** Gone for a while, as a broker that is restarted. */
    void restart() throws Exception {
        artemis.stop();
        artemis.start();
    }

    @Override
    public void afterAll(ExtensionContext test) throws Exception {
        artemis.stop();
    }
}

package org.liandong.hub;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.liandong.canary.CanaryWatch;
import org.liandong.casework.CaseDesk;
import org.liandong.delivery.Relay;
import org.liandong.ledger.Ledger;
import org.liandong.security.Credentials;
import org.liandong.security.SenderProof;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Canaries: who sends them, and by which door. */
@Configuration(proxyBeanMethods = false)
class CanaryConfiguration {
    private static final Set<String> ANYWHERE = Set.of("", "0.0.0.0", "::", "[::]");

    @Bean(initMethod = "start", destroyMethod = "close")
    CanaryWatch canaryWatch(
            Ledger ledger,
            CaseDesk desk,
            LiveConnectors connectors,
            Credentials credentials,
            SenderProof proof,
            Relay relay,
            HubSettings settings,
            Environment environment,
            ApplicationAvailability availability,
            Clock clock) {
        HubSettings.Canaries canary = settings.canary();
        URI gateway = canary.address().isBlank() ? null : address(canary.address());
        return new CanaryWatch(
                ledger,
                desk,
                connectors::atWork,
                new WireVoice(
                        new SenderVoice(credentials, proof), proof, () -> gateway == null ? own(environment) : gateway),
                () -> availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC,
                relay::wake,
                Duration.ofSeconds(canary.every()),
                clock);
    }

    private static URI address(String text) {
        if (!text.matches("https?://[^\\s/]+/?")) {
            throw new SetupProblem("liandong.canary.address 的写法不对(%s):写成 https://主机:端口".formatted(text));
        }
        return URI.create(text);
    }

    private static URI own(Environment environment) {
        String bound = environment.getProperty("server.address", "");
        return URI.create("http://%s:%s"
                .formatted(
                        ANYWHERE.contains(bound) ? "127.0.0.1" : bound, environment.getProperty("local.server.port")));
    }
}

package org.liandong.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.files.FileExchange;
import org.liandong.tables.Tables;

/** How long the certificates of other systems last, read from a server that speaks HTTPS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProbesTest {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Clock CLOCK = Clock.systemUTC();

    private @Nullable HttpsServer server;
    private @Nullable SSLContext context;

    @BeforeAll
    void serve(@TempDir Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "RSA",
                        "-alias",
                        "own",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "10",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "changeit"))
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load(null, null);
        known.setCertificateEntry("own", keys.getCertificate("own"));
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(known);
        SSLContext made = SSLContext.getInstance("TLS");
        made.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        context = made;
        HttpsServer started = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        started.setHttpsConfigurator(new HttpsConfigurator(made));
        started.start();
        server = started;
    }

    @AfterAll
    void end() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void theEndOfATrustedCertificateIsReadAndTenDaysAreSoon() {
        Optional<Instant> end = probes(true).certificateEnd(address("127.0.0.1"), PATIENCE);
        assertThat(end).hasValueSatisfying(at -> {
            Duration left = Duration.between(CLOCK.instant(), at);
            assertThat(left).isBetween(Duration.ofDays(9), Duration.ofDays(10));
            assertThat(Probes.isSoon(left)).isTrue();
            assertThat(Probes.lasts(at, left)).contains("还有9天");
        });
    }

    @Test
    void whatIsNotTrustedNotOursOrNotThereIsSaidElsewhere() {
        assertThat(probes(false).certificateEnd(address("127.0.0.1"), PATIENCE)).isEmpty();
        assertThat(probes(true).certificateEnd(address("localhost"), PATIENCE))
                .as("the name is not in it")
                .isEmpty();
        assertThat(probes(true).certificateEnd("http://127.0.0.1:9", PATIENCE)).isEmpty();
        assertThat(probes(true).certificateEnd("https://127.0.0.1:9", PATIENCE)).isEmpty();
    }

    private String address(String host) {
        return "https://%s:%d/"
                .formatted(
                        host,
                        java.util.Objects.requireNonNull(server).getAddress().getPort());
    }

    private Probes probes(boolean trusting) {
        SSLSocketFactory trust = trusting
                ? java.util.Objects.requireNonNull(context).getSocketFactory()
                : (SSLSocketFactory) SSLSocketFactory.getDefault();
        return new Probes(
                new Tables(Path.of("drivers"), CLOCK, CHINA, entrance -> Optional.empty()),
                new FileExchange(CLOCK, CHINA),
                trust,
                CLOCK);
    }
}

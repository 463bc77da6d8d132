package org.liandong.hub;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.liandong.alarms.AlarmWatch;
import org.liandong.alarms.DiskWatcher;
import org.liandong.alarms.Herald;
import org.liandong.alarms.MailHerald;
import org.liandong.alarms.Trouble;
import org.liandong.alarms.Watcher;
import org.liandong.alarms.WebhookHerald;
import org.liandong.canary.CanaryAlarms;
import org.liandong.canary.CanaryWatch;
import org.liandong.health.RouteHealth;
import org.liandong.ledger.Ledger;
import org.liandong.operations.RouteWatch;
import org.liandong.security.SenderProof;
import org.liandong.security.SigningKey;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** What is watched, and who is told. */
@Configuration(proxyBeanMethods = false)
class AlarmConfiguration {
    /** Under this name the secret is kept that proves the hub to the program that is told. */
    static final String WEBHOOK = "ALARMS";

    private static final Duration SKEWED = Duration.ofMinutes(1);
    private static final Duration LATELY = Duration.ofHours(1);
    private static final String PATIENCE = "10000";

    @Bean(destroyMethod = "close")
    AlarmWatch alarmWatch(
            Ledger ledger,
            RouteWatch routes,
            LiveConnectors connectors,
            Probes probes,
            SenderProof proof,
            SigningKey key,
            RouteHealth health,
            CanaryWatch canaries,
            HubSettings settings,
            Clock clock) {
        List<Watcher> watchers = new ArrayList<>(List.of(
                routes::troubles,
                new CertificateWatcher(connectors, probes, key, clock),
                new DiskWatcher(ledger, settings.data().toFile()::getUsableSpace, clock),
                new OverdueWatcher(health, connectors, clock),
                () -> skews(proof, clock.instant())));
        if (canaries.isOn()) {
            watchers.add(new CanaryAlarms(ledger, connectors::atWork));
        }
        AlarmWatch watch = new AlarmWatch(ledger, watchers, heralds(settings.alarms(), proof), clock);
        if (settings.alarms().every() > 0) {
            watch.start(Duration.ofSeconds(settings.alarms().every()));
        }
        return watch;
    }

    private static List<Trouble> skews(SenderProof proof, Instant now) {
        List<Trouble> troubles = new ArrayList<>();
        proof.skews().forEach((sender, skew) -> {
            if (skew.by().abs().compareTo(SKEWED) > 0 && skew.seenAt().isAfter(now.minus(LATELY))) {
                troubles.add(new Trouble(
                        "clock/" + sender,
                        sender + "的时钟",
                        "CLOCK",
                        "比枢纽%s约%d分钟,差到5分钟就收不下了,请校准"
                                .formatted(
                                        skew.by().isNegative() ? "慢" : "快",
                                        Math.max(1, skew.by().abs().toMinutes()))));
            }
        });
        return troubles;
    }

    private static List<Herald> heralds(HubSettings.Alarms settings, SenderProof proof) {
        List<Herald> heralds = new ArrayList<>();
        if (!settings.webhook().isBlank()) {
            heralds.add(new WebhookHerald(webhook(settings.webhook()), body -> proof.headersFor(WEBHOOK, body)));
        }
        if (!settings.mail().host().isBlank()) {
            heralds.add(mail(settings.mail()));
        }
        return heralds;
    }

    private static URI webhook(String address) {
        try {
            URI uri = new URI(address.strip());
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (java.net.URISyntaxException e) {
            throw new SetupProblem("liandong.alarms.webhook 不是网址: " + address, e);
        }
        throw new SetupProblem("liandong.alarms.webhook 须是http或https的网址: " + address);
    }

    private static MailHerald mail(HubSettings.Mail settings) {
        List<String> to = Arrays.stream(settings.to().split("[,;，；]"))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
        if (to.isEmpty() || settings.from().isBlank()) {
            throw new SetupProblem("写了liandong.alarms.mail.host,还要写 from(发件人)与 to(收件人,多个用逗号隔开)");
        }
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(settings.host());
        sender.setPort(settings.port());
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
        Properties properties = sender.getJavaMailProperties();
        properties.put("mail.smtp.connectiontimeout", PATIENCE);
        properties.put("mail.smtp.timeout", PATIENCE);
        properties.put("mail.smtp.writetimeout", PATIENCE);
        if (settings.starttls()) {
            properties.put("mail.smtp.starttls.enable", "true");
            properties.put("mail.smtp.starttls.required", "true");
            properties.put("mail.smtp.ssl.checkserveridentity", "true");
        }
        if (!settings.user().isBlank()) {
            properties.put("mail.smtp.auth", "true");
            sender.setUsername(settings.user());
            sender.setPassword(settings.password());
        }
        return new MailHerald((people, subject, text) -> post(sender, settings.from(), people, subject, text), to);
    }

    private static void post(JavaMailSenderImpl sender, String from, List<String> to, String subject, String text)
            throws IOException {
        try {
            MimeMessage message = sender.createMimeMessage();
            MimeMessageHelper letter = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
            letter.setFrom(from);
            letter.setTo(to.toArray(String[]::new));
            letter.setSubject(subject);
            letter.setText(text);
            sender.send(message);
        } catch (MessagingException | MailException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}

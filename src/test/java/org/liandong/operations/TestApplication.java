package org.liandong.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liandong.canary.CanaryWatch;
import org.liandong.canary.ChannelVoice;
import org.liandong.casework.CaseDesk;
import org.liandong.casework.Clocks;
import org.liandong.casework.Discretion;
import org.liandong.casework.MergeAdvice;
import org.liandong.casework.Times;
import org.liandong.casework.TrackingCodes;
import org.liandong.connectors.ChannelConnector;
import org.liandong.district.District;
import org.liandong.english.Catalog;
import org.liandong.health.Rhythm;
import org.liandong.health.RouteHealth;
import org.liandong.intake.Intake;
import org.liandong.intake.KnownPersons;
import org.liandong.intake.Quarantine;
import org.liandong.ledger.Blobs;
import org.liandong.ledger.Ledger;
import org.liandong.security.crypto.Sm3;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** The console and the API on a web server of their own, with the hub's rules for who may do what on one machine. */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    ServletWebServerFactoryAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    ThymeleafAutoConfiguration.class,
    SecurityAutoConfiguration.class,
    SecurityFilterAutoConfiguration.class
})
@Import(OperationsConfiguration.class)
class TestApplication {

    @Bean
    Catalog catalog() {
        return Catalog.shipped();
    }

    @Bean
    TestHub hub() {
        return new TestHub();
    }

    @Bean(destroyMethod = "")
    Ledger ledger(TestHub hub) {
        return hub.ledger;
    }

    @Bean
    CaseDesk desk(TestHub hub) {
        return hub.desk;
    }

    @Bean
    UnitNames units(TestHub hub) {
        return hub.units;
    }

    @Bean
    Clocks clocks(TestHub hub) {
        return hub.clocks;
    }

    @Bean
    ConnectorLines connectorLines() {
        return () -> List.of(new ConnectorLine(
                "HB",
                "环境信访",
                "rest",
                "0123456789abcdef",
                ConnectorLine.State.FORMER_VERSION,
                "callback.jslt 第3行 少了括号"));
    }

    @Bean
    CodeAdvice codeAdvice() {
        return (connector, word) -> Optional.empty();
    }

    @Bean
    Inboxes inboxes() {
        return new Inboxes(Map.of());
    }

    @Bean
    ConnectedSystems departments() {
        return List::of;
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    RouteHealth routeHealth(TestHub hub) {
        return new RouteHealth(
                hub.ledger,
                new Rhythm.Week(Times.ZONE, java.time.LocalDate::getDayOfWeek),
                (route, heard) -> {},
                Clock.systemUTC());
    }

    @Bean
    RouteWatch routeWatch(Ledger ledger, ConnectedSystems systems, ConnectorLines lines, RouteHealth health) {
        return new RouteWatch(ledger, systems, lines, health, receiver -> "CLOSED", Clock.systemUTC());
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SentForms forms() {
        return (message, payload, version) -> Optional.empty();
    }

    @Bean(destroyMethod = "close")
    CanaryWatch canaryWatch(Ledger ledger, CaseDesk desk) {
        ChannelVoice nobody = new ChannelVoice() {
            @Override
            public void report(ChannelConnector channel, String message) {}

            @Override
            public void fetch(ChannelConnector channel, String shelf, long upTo) {}
        };
        return new CanaryWatch(
                ledger, desk, List::of, nobody, () -> true, () -> {}, java.time.Duration.ZERO, Clock.systemUTC());
    }

    @Bean
    Discretion discretion() {
        return new KnownPersons();
    }

    @Bean
    org.liandong.retention.RetentionRules retentionRules() {
        return new org.liandong.retention.RetentionRules(
                java.time.Duration.ZERO,
                Map.of(),
                java.time.Duration.ZERO,
                java.time.Duration.ZERO,
                java.util.Set.of());
    }

    @Bean
    Blobs blobs() throws IOException {
        return new Blobs(Files.createTempDirectory("blobs"), 1_000_000);
    }

    @Bean
    DistrictCentre centre() {
        return new DistrictCentre("QSL");
    }

    @Bean
    ConnectedReceivers connected() {
        return receiver -> !receiver.equals("dept.MZ");
    }

    @Bean
    TrackingCodes tracking() {
        return new TrackingCodes(Sm3::hex);
    }

    @Bean
    Quarantine quarantine(TestHub hub, Blobs blobs) {
        District district = District.load(Path.of("district/jiangning"));
        Intake intake = new Intake(
                hub.ledger,
                hub.desk,
                district,
                hub.clocks,
                new MergeAdvice(district),
                blobs,
                tracking(),
                sender -> true);
        return new Quarantine(hub.ledger, Map.of(), intake, () -> {}, Clock.systemUTC());
    }

    /** Reports of one street within the hour are the same matter, as far as this town's rules go. */
    @Bean
    MergeSuggestions suggestions() {
        return (child, parent) -> child.matter().title().equals(parent.matter().title())
                ? Optional.of(new MergeSuggestions.Suggestion(0.91, "同小区+同事项+30分钟内"))
                : Optional.empty();
    }

    @Bean
    SecurityFilterChain chain(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .httpBasic(Customizer.withDefaults())
                .headers(headers -> headers.contentSecurityPolicy(
                        policy -> policy.policyDirectives("default-src 'self'; frame-ancestors 'none'")))
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET, "/**")
                        .permitAll()
                        .requestMatchers("/error")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .build();
    }

    @Bean
    AccountDesk accountDesk(TestHub hub) {
        return new AccountDesk(hub.ledger, new BCryptPasswordEncoder(), Clock.systemUTC(), name -> false, name -> {});
    }

    @Bean
    InMemoryUserDetailsManager accounts() {
        return new InMemoryUserDetailsManager(User.withUsername(Browser.OPERATOR)
                .password("{noop}" + Browser.PASSWORD)
                .roles("OPERATOR", AccountRole.CLERK.name(), AccountRole.GRID.name())
                .build());
    }
}

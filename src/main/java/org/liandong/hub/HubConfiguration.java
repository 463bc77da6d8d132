package org.liandong.hub;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.liandong.casework.Agenda;
import org.liandong.casework.CaseDesk;
import org.liandong.casework.CaseTimer;
import org.liandong.casework.Clocks;
import org.liandong.casework.Discretion;
import org.liandong.casework.DistrictClocks;
import org.liandong.casework.FollowUps;
import org.liandong.casework.Letters;
import org.liandong.casework.MergeAdvice;
import org.liandong.casework.TrackingCodes;
import org.liandong.connectors.CheckMark;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Connectors;
import org.liandong.connectors.Loaded;
import org.liandong.deadlines.WorkingCalendar;
import org.liandong.delivery.Consequences;
import org.liandong.delivery.Delivery;
import org.liandong.delivery.Duty;
import org.liandong.delivery.Fuses;
import org.liandong.delivery.Receiver;
import org.liandong.delivery.Relay;
import org.liandong.delivery.Repair;
import org.liandong.delivery.RepairRuns;
import org.liandong.district.Department;
import org.liandong.district.District;
import org.liandong.district.DistrictLoadException;
import org.liandong.district.Street;
import org.liandong.english.Catalog;
import org.liandong.evaluation.EvaluationRecorder;
import org.liandong.files.FileExchange;
import org.liandong.health.Heard;
import org.liandong.health.Rhythm;
import org.liandong.health.RouteHealth;
import org.liandong.intake.Intake;
import org.liandong.intake.KnownPersons;
import org.liandong.intake.Quarantine;
import org.liandong.intake.Reception;
import org.liandong.intake.Terminals;
import org.liandong.ledger.Anchors;
import org.liandong.ledger.Blobs;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.LedgerSettings;
import org.liandong.operations.CodeAdvice;
import org.liandong.operations.ConnectedReceivers;
import org.liandong.operations.ConnectedSystem;
import org.liandong.operations.ConnectedSystems;
import org.liandong.operations.ConnectorLines;
import org.liandong.operations.DistrictCentre;
import org.liandong.operations.Inboxes;
import org.liandong.operations.MergeSuggestions;
import org.liandong.operations.OperationsConfiguration;
import org.liandong.operations.RouteWatch;
import org.liandong.operations.SentForms;
import org.liandong.operations.UnitNames;
import org.liandong.retention.Retention;
import org.liandong.retention.RetentionRules;
import org.liandong.security.Credentials;
import org.liandong.security.SenderProof;
import org.liandong.security.SigningKey;
import org.liandong.security.crypto.KeyRing;
import org.liandong.tables.Tables;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** Binds the hub's parts together. */
@Configuration(proxyBeanMethods = false)
@Import({OperationsConfiguration.class, AlarmConfiguration.class})
class HubConfiguration {
    private static final int SAMPLE_PERCENT = 5;
    private static final Duration DUTY_ROUNDS = Duration.ofMinutes(5);

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    District district(HubSettings settings) {
        try {
            return District.load(settings.districtFolder());
        } catch (DistrictLoadException e) {
            throw new SetupProblem(String.valueOf(e.getMessage()), e);
        }
    }

    @Bean
    Loaded connectors(HubSettings settings) {
        return Connectors.load(settings.home().resolve("connectors"));
    }

    @Bean
    Credentials credentials(HubSettings settings, Loaded connectors) {
        Set<String> senders =
                connectors.connectors().stream().map(Connector::sender).collect(Collectors.toCollection(HashSet::new));
        if (!settings.alarms().webhook().isBlank()) {
            senders.add(AlarmConfiguration.WEBHOOK);
        }
        return Credentials.loadOrCreate(settings.data().resolve("secrets.yaml"), senders);
    }

    @Bean
    KeyRing keys(HubSettings settings) {
        return KeyRing.loadOrCreate(settings.data().resolve("keys.yaml"));
    }

    @Bean(destroyMethod = "close")
    Ledger ledger(HubSettings settings, KeyRing keys, Clock clock) {
        HubSettings.Database database = settings.database();
        LedgerSettings where = database.url().isBlank()
                ? LedgerSettings.embedded(settings.data().resolve("ledger.db"))
                : LedgerSettings.server(database.url(), database.user(), database.password());
        return Ledger.open(where, keys, clock);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    DailyAnchor dailyAnchor(Ledger ledger, HubSettings settings, District district, Clock clock) {
        Anchors anchors = new Anchors(settings.data().resolve("anchors"));
        return new DailyAnchor(ledger, anchors, clock, district.settings().timeZone());
    }

    @Bean
    Clocks clocks(District district) {
        return new DistrictClocks(district);
    }

    @Bean
    Letters letters(ObjectProvider<LiveConnectors> connectors, District district, Clock clock) {
        return new Letters(
                (source, matter) -> connectors
                        .getObject()
                        .named(source.connector())
                        .filter(connector -> connector.operations().containsKey("STATUS"))
                        .flatMap(connector -> Stretch.isPull(connector)
                                ? Optional.ofNullable(matter.reporter())
                                        .map(reporter -> LiveConnectors.shelf(connector, reporter.device()))
                                : Optional.of(connector.queue())),
                code -> unitName(district, clock, code));
    }

    /** The Chinese name of a department, street or office today. */
    static String unitName(District district, Clock clock, String code) {
        return district.department(code)
                .map(department -> name(department, clock))
                .or(() -> district.street(code).map(Street::name))
                .or(() -> district.unit(
                                code,
                                clock.instant()
                                        .atZone(district.settings().timeZone())
                                        .toLocalDate())
                        .map(org.liandong.district.Unit::name))
                .orElse(code);
    }

    private static String name(Department department, Clock clock) {
        return department.nameOn(
                clock.instant().atZone(org.liandong.casework.Times.ZONE).toLocalDate());
    }

    @Bean
    Discretion discretion() {
        return new KnownPersons();
    }

    @Bean
    CaseDesk desk(Ledger ledger, Letters letters, Agenda agenda, Discretion discretion, Clock clock) {
        return new CaseDesk(ledger, letters, new FollowUps(SAMPLE_PERCENT), agenda, discretion, clock);
    }

    @Bean
    SentForms sentForms(LiveConnectors connectors, Clock clock) {
        return (message, payload, version) -> {
            try {
                return Optional.ofNullable(connectors.receivers().get(message.receiver()))
                        .map(receiver -> version.map(one -> receiver.asOf(one, message.operation()))
                                .orElse(receiver))
                        .filter(ConnectorReceiver.class::isInstance)
                        .map(ConnectorReceiver.class::cast)
                        .flatMap(receiver -> receiver.shown(
                                message.operation(),
                                Delivery.letter(message, payload)
                                        .put("sentAt", org.liandong.casework.Times.text(clock.instant()))));
            } catch (Receiver.CannotCompose e) {
                return Optional.empty();
            }
        };
    }

    @Bean
    Agenda agenda(Clocks clocks) {
        return new Agenda(clocks);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    CaseTimer caseTimer(
            Ledger ledger,
            CaseDesk desk,
            Agenda agenda,
            Clock clock,
            HubSettings settings,
            Relay relay,
            RouteHealth health) {
        return new CaseTimer(
                ledger,
                desk,
                agenda,
                clock,
                Duration.ofSeconds(settings.timer().every()),
                relay::wake,
                task -> OverdueWatcher.count(health, task.dept()));
    }

    @Bean
    MergeAdvice mergeAdvice(District district) {
        return new MergeAdvice(district);
    }

    @Bean
    SigningKey signingKey(HubSettings settings) {
        return SigningKey.in(
                settings.data().resolve(settings.signing().store()),
                settings.signing().password());
    }

    @Bean
    SenderProof senderProof(Credentials credentials, SigningKey key, Clock clock, HubSettings settings) {
        return new SenderProof(
                credentials, key, clock, Duration.ofSeconds(settings.intake().clockTolerance()));
    }

    @Bean(destroyMethod = "close")
    Tables tables(HubSettings settings, Ledger ledger, Clock clock) {
        return new Tables(
                settings.home().resolve("drivers"),
                clock,
                org.liandong.casework.Times.ZONE,
                entrance -> ledger.read(view -> view.raw().lastAt(entrance)));
    }

    @Bean(destroyMethod = "close")
    FileExchange files(Clock clock) {
        return new FileExchange(clock, org.liandong.casework.Times.ZONE);
    }

    @Bean
    AccessTokens tokens(Clock clock) {
        return new AccessTokens(clock);
    }

    @Bean
    LiveConnectors liveConnectors(
            Loaded connectors,
            SenderProof proof,
            Environment environment,
            HubSettings settings,
            Tables tables,
            FileExchange files,
            AccessTokens tokens,
            ProducerTemplate intake,
            Admission admission,
            Duty duty,
            Blobs blobs,
            Ledger ledger) {
        return new LiveConnectors(
                connectors,
                proof,
                environment,
                settings.home(),
                tables,
                files,
                tokens,
                intake,
                duty,
                sm3 -> photo(blobs, sm3),
                new FormerVersions(ledger, settings.home()),
                admission::admit,
                (connector, decision) -> record(ledger, connector, decision));
    }

    private static Optional<byte[]> photo(Blobs blobs, String sm3) {
        try (InputStream in = blobs.open(sm3).orElse(null)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("附件暂时读不出来: " + e.getMessage(), e);
        }
    }

    /** Once for each version, however often it is started. */
    private static void record(Ledger ledger, Connector connector, CheckMark.Forced decision) {
        String subject = connector.name() + "@" + connector.version();
        ledger.write(entry -> {
                    if (entry.audit().about(subject).isEmpty()) {
                        entry.audit().record("CONNECTOR_FORCED", subject, decision.by(), decision.reason());
                    }
                    return true;
                })
                .join();
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    ConnectorWatch connectorWatch(HubSettings settings, LiveConnectors connectors, CamelContext camel) {
        return new ConnectorWatch(settings.home().resolve("connectors"), connectors);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Relay relay(Ledger ledger, ConnectionFactory broker, Duty duty, Clock clock) {
        return new Relay(ledger, broker, receiver -> !LiveConnectors.isShelf(receiver), duty::call, clock);
    }

    @Bean(destroyMethod = "close")
    Duty duty(Ledger ledger) {
        return new Duty(ledger, DUTY_ROUNDS);
    }

    @Bean(destroyMethod = "close")
    Fuses fuses(CamelContext camel) {
        return new Fuses(camel);
    }

    @Bean
    Delivery delivery(
            Ledger ledger,
            LiveConnectors connectors,
            CaseDesk desk,
            Clocks clocks,
            Fuses fuses,
            Relay relay,
            RouteHealth health,
            RetentionRules rules,
            Clock clock) {
        return new Delivery(
                ledger,
                connectors.receivers(),
                new Consequences(desk, clocks, clock),
                fuses,
                relay,
                health,
                rules::keepsTexts,
                clock);
    }

    /** Closed after whoever tells it of messages. */
    @Bean(destroyMethod = "close")
    @ConditionalOnExpression("!'${liandong.telemetry.otlp:}'.isEmpty()")
    CaseTraces caseTraces(HubSettings settings, Clock clock) {
        String collector = settings.telemetry().otlp();
        if (!collector.matches("https?://[^\\s/]+(/.*)?")) {
            throw new SetupProblem("liandong.telemetry.otlp 的写法不对(%s):写成 http://主机:4318".formatted(collector));
        }
        return CaseTraces.to(URI.create(collector), clock);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    RouteHealth routeHealth(
            Ledger ledger, District district, MeterRegistry meters, Optional<CaseTraces> traces, Clock clock) {
        BiConsumer<String, Heard> counting = Meters.counting(meters);
        WorkingCalendar calendar = district.calendar();
        return new RouteHealth(
                ledger,
                new Rhythm.Week(district.settings().timeZone(), day -> {
                    boolean weekend = day.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue();
                    return calendar.isWorkday(day)
                            ? weekend ? DayOfWeek.MONDAY : day.getDayOfWeek()
                            : weekend ? day.getDayOfWeek() : DayOfWeek.SUNDAY;
                }),
                traces.map(counting::andThen).orElse(counting),
                clock);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    RepairRuns repairRuns(Ledger ledger, CaseDesk desk, Clocks clocks, Quarantine quarantine, Clock clock) {
        return new RepairRuns(
                ledger,
                new Repair(new Consequences(desk, clocks, clock), clock),
                (id, by, how) -> quarantine
                        .release(id, null, by, how)
                        .map(receipt -> receipt.code().equals("0")
                                ? "已登记"
                                : "仍读不懂: " + Objects.requireNonNullElse(receipt.message(), receipt.code()))
                        .orElse("没有动: 已经不在这里了"));
    }

    @Bean
    TrackingCodes trackingCodes(KeyRing keys) {
        return new TrackingCodes(number -> keys.digest("tracking", number));
    }

    @Bean
    Intake intake(
            Ledger ledger,
            CaseDesk desk,
            District district,
            Clocks clocks,
            MergeAdvice advice,
            Blobs blobs,
            TrackingCodes tracking,
            RetentionRules rules) {
        return new Intake(ledger, desk, district, clocks, advice, blobs, tracking, rules::keepsTexts);
    }

    @Bean
    Quarantine quarantine(Ledger ledger, LiveConnectors connectors, Intake intake, Relay relay, Clock clock) {
        return new Quarantine(ledger, connectors.entrances(), intake, relay::wake, clock);
    }

    @Bean
    Reception reception(
            LiveConnectors connectors,
            SenderProof proof,
            Intake intake,
            Relay relay,
            RouteHealth health,
            Clock clock,
            HubSettings settings) {
        return new Reception(
                connectors.entrances(),
                proof,
                intake,
                relay::wake,
                health,
                clock,
                settings.intake().maxBytes());
    }

    @Bean
    EvaluationRecorder evaluationRecorder(Ledger ledger, Clock clock) {
        return new EvaluationRecorder(ledger, clock);
    }

    @Bean
    Blobs blobs(HubSettings settings) throws IOException {
        return new Blobs(settings.data().resolve("blobs"), settings.intake().maxPhotoBytes());
    }

    @Bean
    Terminals terminals(
            LiveConnectors connectors,
            SenderProof proof,
            Ledger ledger,
            Blobs blobs,
            Clock clock,
            HubSettings settings) {
        return new Terminals(
                connectors.shelves(),
                proof,
                ledger,
                blobs,
                clock,
                settings.intake().maxPhotoBytes());
    }

    /** What the pages say in English, with the district's own names where it has them. */
    @Bean
    Catalog englishCatalog(HubSettings settings) {
        Path names = settings.districtFolder().resolve("english.yaml");
        try {
            return Files.exists(names) ? Catalog.shipped().with(names) : Catalog.shipped();
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new SetupProblem("%s: %s".formatted(names, e.getMessage()), e);
        }
    }

    @Bean
    UnitNames unitNames(District district, Clock clock) {
        return code -> {
            String name = unitName(district, clock, code);
            return name.equals(code) ? Optional.empty() : Optional.of(name);
        };
    }

    @Bean
    Inboxes inboxes(LiveConnectors connectors) {
        return new Inboxes(connectors.inboxes());
    }

    @Bean
    CodeAdvice codeAdvice(LiveConnectors connectors) {
        return (connector, word) -> connectors
                .named(connector)
                .flatMap(one -> one.codes().nearest(word))
                .map(nearest -> "码表%s: %s"
                        .formatted(
                                nearest.table(), String.join(",", nearest.row().values())));
    }

    @Bean
    ConnectorLines connectorLines(LiveConnectors connectors) {
        return connectors::lines;
    }

    @Bean
    Probes probes(Tables tables, FileExchange files, Clock clock) {
        return new Probes(tables, files, clock);
    }

    @Bean
    ConnectedSystems connectedSystems(LiveConnectors connectors, Probes probes, SigningKey key, Clock clock) {
        return () -> connectors.all().stream()
                .<ConnectedSystem>map(connector -> new ConnectorSystem(connector, connectors, probes, key, clock))
                .toList();
    }

    @Bean
    RouteWatch routeWatch(
            Ledger ledger,
            ConnectedSystems systems,
            ConnectorLines lines,
            RouteHealth health,
            Fuses fuses,
            Clock clock) {
        return new RouteWatch(ledger, systems, lines, health, fuses::state, clock);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Meters meters(MeterRegistry registry, Ledger ledger, RouteWatch routes) {
        return new Meters(registry, ledger, routes);
    }

    @Bean
    RetentionRules retentionRules(HubSettings settings) {
        HubSettings.Retention days = settings.retention();
        return new RetentionRules(
                Duration.ofDays(days.messages()),
                days.senders().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, one -> Duration.ofDays(one.getValue()))),
                Duration.ofDays(days.persons()),
                Duration.ofDays(days.photos()),
                days.digests());
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Retention retention(Ledger ledger, Blobs blobs, RetentionRules rules, District district, Clock clock) {
        return new Retention(ledger, blobs, rules, district.settings().timeZone(), clock);
    }

    @Bean
    DistrictCentre districtCentre(District district) {
        return new DistrictCentre(district.centre().code());
    }

    @Bean
    MergeSuggestions mergeSuggestions(MergeAdvice advice) {
        return (child, parent) -> Optional.of(advice.between(child.matter(), parent))
                .filter(found -> found.score() > 0)
                .map(found -> new MergeSuggestions.Suggestion(found.score(), found.rule()));
    }

    @Bean
    ConnectedReceivers connectedReceivers(LiveConnectors connectors) {
        return receiver -> connectors.receivers().containsKey(receiver);
    }
}

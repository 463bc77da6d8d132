package org.liandong.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseType;
import org.liandong.cases.Channel;
import org.liandong.cases.Command;
import org.liandong.cases.Location;
import org.liandong.cases.Matter;
import org.liandong.cases.QualityNote;
import org.liandong.cases.Role;
import org.liandong.cases.Routing;
import org.liandong.cases.Urgency;
import org.liandong.casework.Clocks;
import org.liandong.casework.MergeAdvice;
import org.liandong.casework.Times;
import org.liandong.district.District;
import org.liandong.district.FoundItem;
import org.liandong.district.ItemFinder;
import org.liandong.district.Located;
import org.liandong.district.Locator;
import org.liandong.district.RawLocation;
import org.liandong.district.TitleMaker;
import org.liandong.district.Unit;
import org.liandong.district.WorkItem;
import org.liandong.intake.cleaning.CleanedReport;
import org.liandong.intake.cleaning.Cleaner;
import org.liandong.intake.cleaning.PersonalData;
import org.liandong.intake.cleaning.Petitioner;
import org.liandong.intake.cleaning.Phones.PhoneNumber;
import org.liandong.intake.cleaning.Phones.PhoneNumbers;
import org.liandong.ledger.Canary;
import org.liandong.routing.Router;
import org.liandong.routing.RoutingDecision;
import org.liandong.routing.RoutingInputs;

/**
 * From a mapped report to all that a case needs: cleaned, placed, classified, routed, with personal data set apart. Pure but
 * for the random reference into the vault; done before the ledger's transaction. Safe for any thread.
 */
final class Reports {
    /** From here on the system suggests merging strongly (reference §4.8). */
    private static final double STRONG = 0.85;

    private static final String CANARY = "探测件";

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final District district;
    private final Cleaner cleaner;
    private final Locator locator;
    private final ItemFinder items;
    private final TitleMaker titles;
    private final Router router;
    private final Clocks clocks;

    Reports(District district, Clocks clocks) {
        this.district = district;
        this.cleaner = new Cleaner(divisions(district));
        this.locator = new Locator(district);
        this.items = new ItemFinder(district);
        this.titles = new TitleMaker(district);
        this.router = new Router(district);
        this.clocks = clocks;
    }

    /**
     * A report ready to be opened as a case.
     *
     * @param personal what goes into the vault, JSON; null if there is nothing personal
     * @param phones the asker is to be found by
     */
    record Prepared(
            CleanedReport cleaned,
            Matter matter,
            Routing routing,
            List<Command.Tasking> direct,
            Command.@Nullable SelfHandling selfHandling,
            @Nullable String personal,
            List<String> phones) {

        /**
         * With the cases it may be a duplicate of written into the explanation. A strong suspicion holds back the direct
         * dispatch until a person has looked, but never that of a 特急 case.
         */
        Prepared suspectedOf(List<MergeAdvice.Suggestion> found) {
            if (found.isEmpty()) {
                return this;
            }
            boolean held = routing.way() == Routing.Way.DIRECT
                    && matter.urgency() != Urgency.E
                    && found.get(0).score() >= STRONG;
            String why = explained(routing.explanation(), found, held);
            return new Prepared(
                    cleaned,
                    matter,
                    held ? routing.heldForPerson(why) : routing.explainedBy(why),
                    held ? List.of() : direct,
                    selfHandling,
                    personal,
                    phones);
        }

        Matter matterWith(@Nullable String vaultRef) {
            Matter.Petitioner petitioner = matter.petitioner();
            if (petitioner == null || vaultRef == null) {
                return matter;
            }
            return matter.withPetitioner(new Matter.Petitioner(
                    vaultRef, petitioner.nameMasked(), petitioner.phoneMasked(), petitioner.idMasked()));
        }
    }

    /** What an address here may begin with, from the largest down. */
    private static List<String> divisions(District district) {
        List<String> names = new ArrayList<>(district.settings().upper());
        names.add(district.settings().name());
        return names;
    }

    Prepared prepare(Understood message, Channel channel, Instant receivedAt) {
        CleanedReport cleaned = cleaner.clean(message.message(), message.fieldNames(), receivedAt, message.notes());
        Located located = locator.locate(rawLocation(cleaned.place(), message.fieldNames()));
        String text = words(cleaned);
        LocalDate day = receivedAt.atZone(Times.ZONE).toLocalDate();
        FoundItem found = items.find(mapped(message.message()), titleOf(cleaned), contentOf(cleaned), day);
        WorkItem item = Optional.ofNullable(found.item())
                .flatMap(code -> district.item(code, day))
                .orElse(null);
        CaseType type = type(cleaned.statement().caseType(), item);
        RoutingDecision decision = router.route(inputs(cleaned, located, found, type, channel, text, receivedAt));
        Matter matter = matter(cleaned, located, found, item, type, decision.urgency(), channel, receivedAt);
        Routing routing = routing(decision);
        return new Prepared(
                cleaned,
                matter,
                routing,
                routing.way() == Routing.Way.DIRECT ? taskings(matter, routing, receivedAt) : List.of(),
                selfHandling(message.message(), cleaned, receivedAt),
                KnownPersons.written(cleaned),
                phones(cleaned.petitioner()));
    }

    /** A canary goes straight to the department that it is for, whatever it says and wherever it is said to be. */
    Prepared canary(Understood message, Channel channel, Instant receivedAt, Canary canary) {
        CleanedReport cleaned = cleaner.clean(message.message(), message.fieldNames(), receivedAt, message.notes());
        Located located = locator.locate(rawLocation(cleaned.place(), message.fieldNames()));
        LocalDate day = receivedAt.atZone(Times.ZONE).toLocalDate();
        Matter matter = matter(
                cleaned,
                located,
                new FoundItem(canary.item(), 1, CANARY),
                district.item(canary.item(), day).orElse(null),
                CaseType.HELP,
                Urgency.N,
                channel,
                receivedAt);
        Routing routing = new Routing(
                Routing.Way.DIRECT,
                canary.department(),
                List.of(),
                district.centre().code(),
                List.of(),
                false,
                CANARY,
                1,
                1,
                JSON.createObjectNode().put("why", CANARY).toString());
        return new Prepared(cleaned, matter, routing, taskings(matter, routing, receivedAt), null, null, List.of());
    }

    private static ItemFinder.@Nullable Mapped mapped(ObjectNode message) {
        JsonNode item = message.path("item");
        String code = item.path("code").asText("");
        return code.isBlank()
                ? null
                : new ItemFinder.Mapped(code, item.path("confidence").asDouble(1));
    }

    private RawLocation rawLocation(CleanedReport.Place place, UnaryOperator<String> names) {
        return new RawLocation(
                place.lng(),
                place.lat(),
                place.crs(),
                place.accuracy(),
                place.poi(),
                place.address(),
                place.street() == null ? place.district() : place.street(),
                place.community(),
                place.grid(),
                new RawLocation.Fields(names.apply("location.position"), names.apply("location.address"), area(names)));
    }

    /** What the sender calls the field for the area: street, else district, else the address that must serve. */
    private static String area(UnaryOperator<String> names) {
        for (String path : List.of("location.street", "location.district", "location.address")) {
            String name = names.apply(path);
            if (!name.equals(path)) {
                return name;
            }
        }
        return "location";
    }

    private static String titleOf(CleanedReport cleaned) {
        return Objects.requireNonNullElse(cleaned.statement().title(), "");
    }

    private static String contentOf(CleanedReport cleaned) {
        return Objects.requireNonNullElse(cleaned.statement().content(), "");
    }

    private static String words(CleanedReport cleaned) {
        return titleOf(cleaned) + "\n" + contentOf(cleaned);
    }

    private static CaseType type(@Nullable String said, @Nullable WorkItem item) {
        return Stream.of(Optional.ofNullable(said), Optional.ofNullable(item).map(WorkItem::caseType))
                .flatMap(Optional::stream)
                .flatMap(name -> Stream.of(CaseType.values())
                        .filter(type -> type.chinese().equals(name)))
                .findFirst()
                .orElse(CaseType.HELP);
    }

    private static RoutingInputs inputs(
            CleanedReport cleaned,
            Located located,
            FoundItem found,
            CaseType type,
            Channel channel,
            String text,
            Instant receivedAt) {
        Location location = located.location();
        return new RoutingInputs(
                channel,
                found.item(),
                found.confidence(),
                type.chinese(),
                location.street(),
                location.community(),
                location.grid(),
                location.gridKind() == null ? Set.of() : Set.of(location.gridKind()),
                null,
                cleaned.statement().urgency(),
                located.confidence(),
                secret(cleaned, type),
                null,
                receivedAt,
                Set.of(),
                0,
                location.addressText(),
                text);
    }

    private static boolean secret(CleanedReport cleaned, CaseType type) {
        return cleaned.wishes().secret() || type == CaseType.TIP_OFF;
    }

    private Matter matter(
            CleanedReport cleaned,
            Located located,
            FoundItem found,
            @Nullable WorkItem item,
            CaseType type,
            Urgency urgency,
            Channel channel,
            Instant receivedAt) {
        CleanedReport.Statement statement = cleaned.statement();
        String content = Objects.requireNonNullElse(statement.contentForDispatch(), "");
        String title = statement.title() == null
                ? titles.title(content, located.location(), item)
                : Objects.requireNonNullElse(statement.titleForDispatch(), statement.title());
        List<QualityNote> notes = new ArrayList<>(cleaned.notes());
        notes.addAll(located.notes());
        CleanedReport.ReportTimes times = cleaned.times();
        return new Matter(
                channel,
                type,
                title,
                content,
                urgency,
                secret(cleaned, type),
                cleaned.wishes().anonymous(),
                cleaned.wishes().wantReply() == null || cleaned.wishes().wantReply(),
                petitioner(cleaned.petitioner()),
                reporter(cleaned.source()),
                item == null ? null : item(item, found.confidence()),
                located.location(),
                new Matter.Times(
                        instant(times.occurred()),
                        instant(times.discovered()),
                        times.reported().toInstant(),
                        receivedAt,
                        times.offlineDelay() == null
                                ? null
                                : times.offlineDelay().toSeconds()),
                times.limitText() == null ? null : new Matter.ExternalLimit(times.limitText(), instant(times.limit())),
                attachments(cleaned),
                notes);
    }

    private static Matter.Item item(WorkItem item, double confidence) {
        return new Matter.Item(
                item.code(),
                item.version(),
                item.name(),
                confidence,
                item.selfClosable(),
                item.photoRequired(),
                item.extension().maxTimes(),
                item.privacyLevel());
    }

    private static Matter.@Nullable Petitioner petitioner(Petitioner petitioner) {
        if (petitioner.isEmpty()) {
            return null;
        }
        Petitioner.Masked masked = petitioner.masked();
        return new Matter.Petitioner(null, masked.name(), masked.phone(), masked.idNo());
    }

    private static Matter.@Nullable Reporter reporter(CleanedReport.Source source) {
        return source.device() == null && source.user() == null
                ? null
                : new Matter.Reporter(source.user(), source.device());
    }

    private static List<Matter.Attachment> attachments(CleanedReport cleaned) {
        List<Matter.Attachment> files = new ArrayList<>();
        for (CleanedReport.Attachment file : cleaned.attachments()) {
            String id = Optional.ofNullable(file.id()).orElse("a" + (files.size() + 1));
            String kind = DepartmentOutcomes.attachmentKind(file.kind());
            String name = file.name() == null
                    ? null
                    : PersonalData.mask(file.name(), List.of(cleaned.petitioner()))
                            .text();
            files.add(new Matter.Attachment(id, name, kind, file.url(), file.size(), file.sm3()));
        }
        return files;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static Routing routing(RoutingDecision decision) {
        return new Routing(
                Routing.Way.valueOf(decision.way().name()),
                decision.lead().kind() == Unit.Kind.DEPARTMENT ? decision.lead().code() : null,
                decision.cos().stream().map(Unit::code).toList(),
                decision.acceptingUnit().code(),
                decision.copies().stream().map(Unit::code).toList(),
                decision.autoAccept(),
                decision.rule().id(),
                decision.rule().version(),
                decision.confidence(),
                json(decision));
    }

    private List<Command.Tasking> taskings(Matter matter, Routing routing, Instant start) {
        if (routing.lead() == null) {
            return List.of();
        }
        List<Command.Tasking> taskings = new ArrayList<>();
        taskings.add(new Command.Tasking(routing.lead(), Role.LEAD, clocks.dues(matter, start)));
        for (String co : new LinkedHashSet<>(routing.cos())) {
            if (!co.equals(routing.lead()) && district.department(co).isPresent()) {
                taskings.add(new Command.Tasking(co, Role.CO, clocks.dues(matter, start)));
            }
        }
        return taskings;
    }

    private static Command.@Nullable SelfHandling selfHandling(
            ObjectNode message, CleanedReport cleaned, Instant receivedAt) {
        CleanedReport.SelfHandled self = cleaned.selfHandled();
        if (self == null) {
            return null;
        }
        OffsetDateTime finished = self.finishTime();
        return new Command.SelfHandling(
                finished == null ? receivedAt : finished.toInstant(),
                PersonalData.mask(Objects.requireNonNullElse(self.measure(), ""), List.of(cleaned.petitioner()))
                        .text(),
                !Boolean.FALSE.equals(self.resolved()),
                message.path("selfHandled").path("photosAfter").size() > 0);
    }

    static List<String> phones(Petitioner petitioner) {
        return Stream.of(petitioner.phones(), petitioner.callbackPhones())
                .filter(Objects::nonNull)
                .map(PhoneNumbers::numbers)
                .flatMap(List::stream)
                .map(PhoneNumber::number)
                .distinct()
                .toList();
    }

    private static String explained(String explanation, List<MergeAdvice.Suggestion> found, boolean held) {
        try {
            ObjectNode node = (ObjectNode) JSON.readTree(explanation);
            ArrayNode suspects = node.put("heldForDuplicate", held).putArray("duplicateOf");
            found.forEach(one -> suspects.addObject()
                    .put("into", one.into().value())
                    .put("score", one.score())
                    .put("rule", one.rule()));
            return node.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String json(RoutingDecision decision) {
        try {
            return JSON.writeValueAsString(decision);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.liandong.district;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liandong.deadlines.DefaultLimits;
import org.liandong.deadlines.WorkingCalendar;

/**
 * Everything the hub knows about its district, read from one folder. Immutable; safe for any number of threads. A change
 * of the folder is a new {@code District}.
 */
public final class District {
    private final Settings settings;
    private final Map<String, Department> departments;
    private final Map<String, Street> streets;
    private final List<StreetName> streetNames;
    private final List<WorkList> workLists;
    private final List<Place> places;
    private final List<RoutingRule> rules;
    private final Map<String, List<SpecialGrid>> grids;
    private final WordRules words;
    private final Map<CodeList, Map<String, String>> codes;
    private final Calendars calendars;

    District(Parts parts) {
        this.settings = parts.settings();
        this.departments = parts.departments();
        this.streets = parts.streets();
        this.streetNames = List.copyOf(parts.streetNames());
        this.workLists = List.copyOf(parts.workLists());
        this.places = List.copyOf(parts.places());
        this.rules = List.copyOf(parts.rules());
        this.grids = parts.grids().stream().collect(Collectors.groupingBy(SpecialGrid::code));
        this.words = parts.words();
        this.codes = parts.codes();
        this.calendars = parts.calendars();
    }

    /** What a loader has to bring together. */
    record Parts(
            Settings settings,
            Map<String, Department> departments,
            Map<String, Street> streets,
            List<StreetName> streetNames,
            List<WorkList> workLists,
            List<Place> places,
            List<RoutingRule> rules,
            List<SpecialGrid> grids,
            WordRules words,
            Map<CodeList, Map<String, String>> codes,
            Calendars calendars) {}

    /** @param standard the profile that holds where an organisation names none */
    record Calendars(String standard, Map<String, WorkingCalendar> byProfile, DefaultLimits defaults) {}

    /**
     * Reads and checks a district folder.
     *
     * @throws DistrictLoadException naming everything that is wrong, not only the first
     */
    public static District load(Path folder) {
        return new DistrictLoader(folder).load();
    }

    public Settings settings() {
        return settings;
    }

    public Collection<Department> departments() {
        return departments.values();
    }

    public Optional<Department> department(String code) {
        return Optional.ofNullable(departments.get(code));
    }

    /**
     * Who is meant by a code, a short name or a name of any time (环保局 is still said years after the reform). A name that
     * is valid on the day goes before one that was valid once.
     */
    public Optional<Department> departmentNamed(String name, LocalDate day) {
        String asked = name.strip();
        return department(asked)
                .or(() -> withAlias(asked, alias -> alias.validity().includes(day)))
                .or(() -> departments.values().stream()
                        .filter(department -> department.shortName().equals(asked))
                        .findFirst())
                .or(() -> withAlias(asked, alias -> true));
    }

    private Optional<Department> withAlias(String name, Predicate<Department.Alias> valid) {
        return departments.values().stream()
                .filter(department -> department.aliases().stream()
                        .anyMatch(alias -> alias.name().equals(name) && valid.test(alias)))
                .findFirst();
    }

    /** Streets and parks in the order of the table. */
    public Collection<Street> streets() {
        return streets.values();
    }

    public Optional<Street> street(String code) {
        return Optional.ofNullable(streets.get(code));
    }

    /** The department, street or office of the district that goes by a code or name. */
    public Optional<Unit> unit(String codeOrName, LocalDate day) {
        String asked = codeOrName.strip();
        return departmentNamed(asked, day)
                .map(Department::unit)
                .or(() -> streets.values().stream()
                        .filter(street -> street.code().equals(asked)
                                || street.name().equals(asked)
                                || (street.name() + "受理中心").equals(asked))
                        .findFirst()
                        .map(Street::unit))
                .or(() -> Stream.of(centre(), supervision())
                        .filter(unit -> unit.code().equals(asked) || unit.name().equals(asked))
                        .findFirst());
    }

    /** The district's acceptance centre (区受理中心). */
    public Unit centre() {
        return new Unit(
                Unit.Kind.DISTRICT_CENTRE,
                settings.centre().code(),
                settings.centre().name());
    }

    /** Who looks after complaints about the units themselves (督查). */
    public Unit supervision() {
        return new Unit(
                Unit.Kind.SUPERVISION,
                settings.supervision().code(),
                settings.supervision().name());
    }

    /** The item as the work list of the day has it. */
    public Optional<WorkItem> item(String code, LocalDate day) {
        return Optional.ofNullable(workList(day).items().get(code));
    }

    /** The item as one version of the work list had it: for cases accepted with that version. */
    public Optional<WorkItem> item(String code, int version) {
        return workLists.stream()
                .filter(list -> list.version() == version)
                .findFirst()
                .map(list -> list.items().get(code));
    }

    /** All items of the work list of the day. */
    public Collection<WorkItem> items(LocalDate day) {
        return workList(day).items().values();
    }

    private WorkList workList(LocalDate day) {
        WorkList inForce = workLists.get(0);
        for (WorkList list : workLists) {
            if (!list.from().isAfter(day)) {
                inForce = list;
            }
        }
        return inForce;
    }

    public List<Place> places() {
        return places;
    }

    List<StreetName> streetNames() {
        return streetNames;
    }

    /** All versions of all routing rules, those not in force as well. */
    public List<RoutingRule> rules() {
        return rules;
    }

    /** What is known of a grid that belongs to a unit or a line department. */
    public Optional<SpecialGrid> specialGrid(String code, LocalDate day) {
        return grids.getOrDefault(code, List.of()).stream()
                .filter(grid -> grid.validity().includes(day))
                .findFirst();
    }

    public WordRules words() {
        return words;
    }

    /** Codes of a list with their Chinese names, in the order of the table. */
    public Map<String, String> codes(CodeList list) {
        return codes.getOrDefault(list, Map.of());
    }

    /** Seasons that hold on a day by their dates. */
    public Set<String> seasonsOn(Instant moment) {
        return settings.seasonsOn(moment.atZone(settings.timeZone()).toLocalDate());
    }

    /** The calendar of the profile that holds where an organisation names none. */
    public WorkingCalendar calendar() {
        return calendar(calendars.standard());
    }

    /** @throws IllegalArgumentException if there is no such profile */
    public WorkingCalendar calendar(String profile) {
        WorkingCalendar calendar = calendars.byProfile().get(profile);
        if (calendar == null) {
            throw new IllegalArgumentException("没有名为“" + profile + "”的日历档案,请在calendar.yaml中补登");
        }
        return calendar;
    }

    public DefaultLimits defaultLimits() {
        return calendars.defaults();
    }
}

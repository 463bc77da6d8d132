package org.liandong.district;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a district folder table by table, gathers all problems, and only then decides whether it can be used. */
final class DistrictLoader {
    private static final Set<String> FILES = Set.of(
            "district.yaml",
            "calendar.yaml",
            "departments.csv",
            "department-aliases.csv",
            "streets.csv",
            "street-aliases.csv",
            "work-items.csv",
            "places.csv",
            "special-grids.csv",
            "routing-rules.csv",
            "item-keywords.csv",
            "title-phrases.csv",
            "emergency-words.csv",
            "refusal-words.csv",
            "code-lists.csv",
            "default-limits.csv",
            "holidays.csv",
            "fixed-holidays.csv",
            "local-days.csv",
            // read by the pages
            "english.yaml");

    private final Path folder;
    private final LoadProblem.Collector problems = new LoadProblem.Collector();

    DistrictLoader(Path folder) {
        this.folder = folder;
    }

    District load() {
        checkFiles();
        Settings settings = new YamlFile(folder, problems).read("district.yaml", Settings.class);
        OrganisationReader organisation = new OrganisationReader(folder, problems);
        Map<String, Department> departments = organisation.departments();
        Map<String, Street> streets = organisation.streets(settings);
        List<StreetName> streetNames = organisation.streetNames(streets);
        List<WorkList> workLists = new WorkItemReader(folder, problems, departments.keySet()).workLists();
        Set<String> items = WorkItemReader.codes(workLists);
        PlaceReader places = new PlaceReader(folder, problems, streets.keySet(), departments.keySet());
        CodeReader codes = new CodeReader(folder, problems);
        Map<CodeList, Map<String, String>> codeLists = codes.codeLists();
        RuleReader rules = new RuleReader(folder, problems, items, settings);
        WordRules words =
                rules.words(codeLists.getOrDefault(CodeList.REFUSE, Map.of()).keySet());
        List<RoutingRule> routing = rules.routingRules(departments.keySet(), streets.keySet());
        List<Place> gazetteer = places.places();
        List<SpecialGrid> grids = places.specialGrids();
        District.Calendars calendars = new CalendarReader(folder, problems).calendars(settings, codes.defaultLimits());
        if (!problems.inOrder().isEmpty() || settings == null || calendars == null) {
            throw new DistrictLoadException(problems.inOrder());
        }
        return new District(new District.Parts(
                settings,
                departments,
                streets,
                streetNames,
                workLists,
                gazetteer,
                routing,
                grids,
                words,
                codeLists,
                calendars));
    }

    /** A misspelt file name would otherwise silently leave its rules out. */
    private void checkFiles() {
        try (Stream<Path> entries = Files.list(folder)) {
            entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> name.endsWith(".csv") || name.endsWith(".yaml") || name.endsWith(".yml"))
                    .filter(name -> !FILES.contains(name)
                            && !WorkItemReader.LATER_LIST.matcher(name).matches())
                    .sorted()
                    .forEach(name -> problems.add(name, 0, "", "不认识此文件,请核对文件名或移走"));
        } catch (IOException unreadable) {
            problems.add(folder.toString(), 0, "", "打不开此区情目录(" + unreadable + "),请核对路径与权限");
        }
    }
}

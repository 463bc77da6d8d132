package org.liandong.district;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Level;

/** Reads the rules: routing, and what words mean. */
final class RuleReader {
    private static final List<String> ROUTING_COLUMNS = List.of(
            "id",
            "version",
            "valid_from",
            "valid_to",
            "prio",
            "item",
            "street",
            "grid_kind",
            "level",
            "when",
            "lead",
            "cos",
            "direct",
            "auto_accept",
            "basis");
    private static final String ITEM_COS = "事项协办";
    private static final Map<String, RoutingRule.Lead> LEADS = Stream.<RoutingRule.Lead>of(
                    new RoutingRule.ItemLead(), new RoutingRule.LocalLead(), new RoutingRule.CentreLead())
            .collect(Collectors.toMap(RoutingRule.Lead::text, Function.identity()));

    private final Path folder;
    private final LoadProblem.Collector problems;
    private final Set<String> items;
    /** Null where the settings cannot be read, which is told elsewhere. */
    private final @Nullable Set<String> seasons;

    RuleReader(Path folder, LoadProblem.Collector problems, Set<String> items, @Nullable Settings settings) {
        this.folder = folder;
        this.problems = problems;
        this.items = items;
        this.seasons = settings == null
                ? null
                : settings.seasons().stream().map(Settings.Season::name).collect(Collectors.toSet());
    }

    List<RoutingRule> routingRules(Set<String> departments, Set<String> streets) {
        List<RoutingRule> rules = new ArrayList<>();
        CsvTable table = CsvTable.read(folder.resolve("routing-rules.csv"), ROUTING_COLUMNS, problems);
        for (Row row : table.rows()) {
            RoutingRule rule = rule(row, departments, streets);
            if (rules.stream().anyMatch(one -> one.id().equals(rule.id()) && one.version() == rule.version())) {
                row.wrong("version", "规则" + rule.id() + "已有版本" + rule.version() + ",修改规则请用新版本号");
            }
            rules.add(rule);
        }
        boolean fallback = rules.stream().anyMatch(RuleReader::holdsForAll);
        if (!table.rows().isEmpty() && !fallback) {
            problems.add("routing-rules.csv", 0, "", "缺少兜底规则,请加一行item、street、grid_kind、level、when皆为*且长期有效的规则");
        }
        return rules;
    }

    private static boolean holdsForAll(RoutingRule rule) {
        return rule.item().depth() == 0
                && rule.street() == null
                && rule.gridKind() == null
                && rule.level() == null
                && rule.when() == null
                && rule.validity().to() == null;
    }

    private RoutingRule rule(Row row, Set<String> departments, Set<String> streets) {
        row.unlessAny("street").ifPresent(none -> row.reference("street", streets, "街道或园区"));
        row.unlessAny("grid_kind").ifPresent(none -> row.reference("grid_kind", Set.of("Z", "S", "X"), "网格类型"));
        row.unlessAny("level").ifPresent(none -> row.reference("level", Set.of("G", "S", "D"), "层级"));
        boolean itemCos = row.raw("cos").equals(ITEM_COS);
        return new RoutingRule(
                row.text("id"),
                row.number("version", 1),
                Validity.of(row),
                row.number("prio", 0),
                pattern(row),
                row.unlessAny("street").orElse(null),
                row.unlessAny("grid_kind").orElse(null),
                row.unlessAny("level").flatMap(RuleReader::level).orElse(null),
                row.unlessAny("when").map(none -> time(row)).orElse(null),
                lead(row, departments),
                itemCos ? null : List.copyOf(row.references("cos", departments, "部门(或事项协办)")),
                row.yes("direct"),
                row.yes("auto_accept"),
                row.text("basis"));
    }

    private static Optional<Level> level(String code) {
        return Arrays.stream(Level.values())
                .filter(level -> level.name().equals(code))
                .findFirst();
    }

    private ItemPattern pattern(Row row) {
        ItemPattern pattern = row.parsed("item", ItemPattern::new, new ItemPattern("*"));
        if (items.stream().noneMatch(pattern::matches)) {
            row.wrong("item", "“" + pattern.text() + "”不对应任何事项,请核对事项代码");
        }
        return pattern;
    }

    private RuleTime time(Row row) {
        RuleTime time = row.parsed("when", RuleTime::of, new RuleTime("", null, null));
        if (seasons != null && time.isSeason() && row.isSound() && !seasons.contains(time.text())) {
            row.wrong("when", "“" + time.text() + "”既不是时段(如22:00-06:00)也不是已登记的季节,请改为: " + String.join("、", seasons));
        }
        return time;
    }

    private static RoutingRule.Lead lead(Row row, Set<String> departments) {
        RoutingRule.Lead named = LEADS.get(row.raw("lead"));
        return named != null
                ? named
                : new RoutingRule.DepartmentLead(row.reference("lead", departments, "部门(或事项主办、属地、区受理中心)"));
    }

    WordRules words(Set<String> refuseReasons) {
        return new WordRules(
                CsvTable.read(
                                folder.resolve("item-keywords.csv"),
                                List.of("item", "all", "none", "confidence"),
                                problems)
                        .map(row -> new WordRules.ItemWords(
                                row.reference("item", items, "事项"), WordTest.of(row), row.decimal("confidence", 0, 1))),
                CsvTable.read(
                                folder.resolve("title-phrases.csv"),
                                List.of("item", "part", "pattern", "phrase"),
                                problems)
                        .map(this::titlePhrase),
                CsvTable.read(folder.resolve("emergency-words.csv"), List.of("all", "none", "call"), problems)
                        .map(row -> new WordRules.EmergencyWords(WordTest.of(row), row.text("call"))),
                CsvTable.read(folder.resolve("refusal-words.csv"), List.of("reason", "field", "all", "none"), problems)
                        .map(row -> new WordRules.RefusalWords(
                                row.reference("reason", refuseReasons, "不予受理原因"),
                                row.one("field", Map.of("address", true, "content", false), false),
                                WordTest.of(row))));
    }

    private WordRules.TitlePhrase titlePhrase(Row row) {
        Pattern nothing = Pattern.compile("");
        Pattern pattern;
        try {
            pattern = Pattern.compile(row.text("pattern"));
        } catch (PatternSyntaxException wrong) {
            row.wrong("pattern", "不是合法的正则表达式(" + wrong.getDescription() + "),请改正");
            pattern = nothing;
        }
        return new WordRules.TitlePhrase(
                pattern(row),
                row.one(
                        "part",
                        Map.of(
                                "object",
                                WordRules.TitlePhrase.Part.OBJECT,
                                "matter",
                                WordRules.TitlePhrase.Part.MATTER,
                                "suffix",
                                WordRules.TitlePhrase.Part.SUFFIX),
                        WordRules.TitlePhrase.Part.MATTER),
                pattern,
                row.text("phrase"));
    }
}

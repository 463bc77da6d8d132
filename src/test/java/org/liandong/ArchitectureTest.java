package org.liandong;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.SimpleDateFormat;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows go one way, and nobody reaches for what is not his. */
class ArchitectureTest {
    private static final String HOME = "org.liandong";
    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TESTS = Path.of("src/test/java");

    private static final JavaClasses HUB = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(HOME);
    private static final JavaClasses ITS_TESTS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages(HOME);

    /** Who may know whom. A new package is not part of the hub until it has a line here. */
    private static final Map<String, Set<String>> MAY_KNOW = Map.ofEntries(
            entry("cases", Set.of()),
            entry("geodesy", Set.of()),
            entry("english", Set.of()),
            entry("deadlines", Set.of("cases")),
            entry("district", Set.of("cases", "deadlines", "geodesy")),
            entry("routing", Set.of("cases", "deadlines", "district")),
            entry("security.crypto", Set.of()),
            entry("security", Set.of("security.crypto", "soap")),
            entry("soap", Set.of()),
            entry("reconciliation", Set.of()),
            entry("connectors", Set.of("geodesy", "security.crypto", "soap")),
            entry("tables", Set.of("connectors")),
            entry("files", Set.of("connectors", "intake.cleaning", "security.crypto")),
            entry("ledger", Set.of("cases", "security.crypto")),
            entry("casework.json", Set.of("cases")),
            entry("casework", Set.of("cases", "casework.json", "deadlines", "district", "ledger", "routing")),
            entry("intake.cleaning", Set.of("cases")),
            entry(
                    "intake",
                    Set.of(
                            "cases",
                            "casework",
                            "district",
                            "health",
                            "intake.cleaning",
                            "ledger",
                            "reconciliation",
                            "routing",
                            "security",
                            "security.crypto",
                            "soap")),
            entry("health", Set.of("cases", "ledger")),
            entry("canary", Set.of("alarms", "cases", "casework", "connectors", "ledger", "soap")),
            entry("alarms", Set.of("ledger")),
            entry("retention", Set.of("cases", "ledger")),
            entry("delivery", Set.of("cases", "casework", "health", "ledger")),
            entry("evaluation", Set.of("cases", "casework", "casework.json", "ledger")),
            entry(
                    "operations",
                    Set.of(
                            "alarms",
                            "canary",
                            "cases",
                            "casework",
                            "casework.json",
                            "delivery",
                            "district",
                            "english",
                            "health",
                            "intake",
                            "intake.cleaning",
                            "ledger",
                            "reconciliation",
                            "retention",
                            "soap")),
            entry("simulator", Set.of()),
            entry(
                    "hub",
                    Set.of(
                            "alarms",
                            "canary",
                            "cases",
                            "casework",
                            "connectors",
                            "deadlines",
                            "delivery",
                            "district",
                            "english",
                            "evaluation",
                            "files",
                            "health",
                            "intake",
                            "intake.cleaning",
                            "ledger",
                            "operations",
                            "retention",
                            "routing",
                            "security",
                            "security.crypto",
                            "soap",
                            "tables")),
            entry(
                    "kit",
                    Set.of(
                            "canary",
                            "cases",
                            "connectors",
                            "delivery",
                            "hub",
                            "ledger",
                            "security",
                            "security.crypto",
                            "soap")),
            entry(
                    "command",
                    Set.of(
                            "casework",
                            "connectors",
                            "delivery",
                            "hub",
                            "intake.cleaning",
                            "kit",
                            "ledger",
                            "operations",
                            "security",
                            "security.crypto",
                            "simulator")));

    private static Stream<String> packages() {
        return HUB.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(HOME + "."))
                .map(name -> name.substring(HOME.length() + 1))
                .distinct()
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageKnowsOnlyWhomItMay(String name) {
        assertThat(MAY_KNOW).as("packages of the hub").containsKey(name);
        Set<String> allowed = MAY_KNOW.getOrDefault(name, Set.of()).stream()
                .map(other -> HOME + "." + other)
                .collect(Collectors.toSet());
        String own = HOME + "." + name;
        DescribedPredicate<JavaClass> strangers = DescribedPredicate.describe(
                "%s may not know".formatted(name),
                other -> other.getPackageName().startsWith(HOME + ".")
                        && !other.getPackageName().equals(own)
                        && !allowed.contains(other.getPackageName()));
        noClasses()
                .that()
                .resideInAPackage(own)
                .should()
                .dependOnClassesThat(strangers)
                .check(HUB);
    }

    @Test
    void noPackagesKnowEachOtherInACircle() {
        slices().matching(HOME + ".(**)").should().beFreeOfCycles().check(HUB);
    }

    @Test
    void theCaseKnowsNoFrameworkAtAll() {
        classes()
                .that()
                .resideInAPackage(HOME + ".cases")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", HOME + ".cases"))
                .check(HUB);
    }

    @Test
    void theCaseIsToldTheTimeAndNeverLooksItUp() {
        noClasses()
                .that()
                .resideInAnyPackage(HOME + ".cases", HOME + ".deadlines", HOME + ".routing")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .accessTargetWhere(DescribedPredicate.describe("the time of now", ArchitectureTest::looksTheTimeUp))
                .check(HUB);
    }

    private static boolean looksTheTimeUp(JavaAccess<?> access) {
        String owner = access.getTarget().getOwner().getName();
        String name = access.getTarget().getName();
        return (owner.startsWith("java.time.") && name.equals("now"))
                || (owner.equals("java.lang.System") && name.equals("currentTimeMillis"));
    }

    @Test
    void frameworksStayAtTheEdge() {
        onlyIn(Set.of("hub", "command", "operations", "simulator"), "org.springframework..");
        onlyIn(Set.of("hub", "intake", "delivery", "tables", "files", "evaluation"), "org.apache.camel..");
        // intake only asks a queue message whose login the broker wrote on it
        onlyIn(Set.of("hub", "intake", "delivery", "kit", "simulator"), "jakarta.jms..");
    }

    @Test
    void onlyTheLedgerAndExchangeTablesSpeakSql() {
        // the kit and the simulator play departments that have nothing but tables
        onlyIn(Set.of("ledger", "tables", "kit", "simulator"), "java.sql..", "javax.sql..");
    }

    private static void onlyIn(Set<String> homes, String... what) {
        DescribedPredicate<JavaClass> elsewhere = DescribedPredicate.describe(
                "packages other than " + homes,
                one -> homes.stream().noneMatch(home -> one.getPackageName().startsWith(HOME + "." + home)));
        noClasses()
                .that(elsewhere)
                .should()
                .dependOnClassesThat(resideInAnyPackage(what))
                .check(HUB);
    }

    @Test
    void nobodyHasAPlaceForEverything() {
        assertThat(
                        Stream.concat(HUB.stream(), ITS_TESTS.stream())
                                .map(JavaClass::getName)
                                .filter(
                                        name -> name.matches(
                                                "(?i).*\\.(utils?|commons?|helpers?|managers?)\\..*|.*(Utils?|Common|Helper|Manager)(\\$.*)?")))
                .isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsForAndWhatMayBeNull() throws IOException {
        Set<Path> silent = new TreeSet<>();
        for (Path folder : foldersOf(MAIN)) {
            if (!saysWhatItIsFor(folder)) {
                silent.add(folder);
            }
        }
        for (Path folder : foldersOf(TESTS)) {
            // tests of a package belong to it and need not say so again
            if (!saysWhatItIsFor(MAIN.resolve(TESTS.relativize(folder))) && !saysWhatItIsFor(folder)) {
                silent.add(folder);
            }
        }
        assertThat(silent).isEmpty();
    }

    private static List<Path> foldersOf(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList();
        }
    }

    private static boolean saysWhatItIsFor(Path folder) throws IOException {
        Path info = folder.resolve("package-info.java");
        if (!Files.exists(info)) {
            return false;
        }
        String text = Files.readString(info);
        return text.startsWith("/**") && text.contains("@") && text.contains(NullMarked.class.getSimpleName());
    }

    @Test
    void timesAreNeverOfTheOldKind() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Date.class, SimpleDateFormat.class)
                .check(HUB);
    }

    @Test
    void onlyTheCommandAndTheSimulatorTalkToATerminal() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(
                HUB.that(DescribedPredicate.not(resideInAnyPackage(HOME + ".command", HOME + ".simulator"))));
    }

    @Test
    void nobodyWaitsByFallingAsleep() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HOME + ".simulator")
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .check(HUB);
        // a measurement lasts as long as it was told to
        noClasses()
                .that()
                .resideOutsideOfPackage(HOME + ".bench")
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(TimeUnit.class, "sleep", long.class)
                .check(ITS_TESTS);
    }
}

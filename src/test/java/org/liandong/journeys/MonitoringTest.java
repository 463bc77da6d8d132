package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a monitoring system is told, and that dashboards and rules ask for nothing else. */
class MonitoringTest {
    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone();

    private static final String PATH = "/actuator/prometheus";
    private static final Pattern METRIC = Pattern.compile("\\b(?:liandong|jvm)_\\w+");

    private final Hotline hotline = new Hotline(HUB);

    @Test
    void routesAreToldInNumbersAndNothingOfCasesOrPeople() {
        String caseNo = hotline.takes(Hotline.fumesOrder("NJ-METERS"));
        String task = EnvironmentBureau.leads(HUB, caseNo);
        HubUnderTest.until(
                "it is told that a letter waits",
                () -> scraped().matches("(?s).*liandong_route_waiting\\{route=\"HB\"[^}]*} 1.0.*"));
        HubUnderTest.until("an attempt", () -> !HUB.attempts(task).isEmpty());
        HubUnderTest.until(
                "it is told that it failed",
                () -> scraped().contains("liandong_messages_seconds_count{outcome=\"ill\",route=\"dept.HB\"}"));
        assertThat(scraped())
                .contains("liandong_messages_seconds_count{outcome=\"well\",route=\"in.12345\"}")
                .contains("liandong_cases{stretch=\"in\"")
                .doesNotContain(caseNo, "19900000001", "油烟");
    }

    @Test
    void onlyAProgramWithAnAccountIsTold() {
        assertThat(HUB.wire()
                        .call("GET", PATH, "text/plain", new byte[0], Map.of())
                        .status())
                .isEqualTo(401);
        Map<String, String> person = People.signedIn(HUB, "grid", org.liandong.operations.AccountRole.GRID);
        assertThat(People.get(HUB, PATH, person).status()).isEqualTo(401);
        assertThat(HUB.wire()
                        .call("GET", "/actuator/env", "text/plain", new byte[0], person)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void dashboardsAndRulesAskForWhatThereIs() throws IOException {
        hotline.takes(Hotline.fumesOrder("NJ-METERS-ASKED"));
        HUB.ledger()
                .write(entry -> {
                    entry.canaries().begin("LDTC-METERS", "12345", "NJ12345", "HB", "060103", Instant.EPOCH);
                    entry.canaries().lose("LDTC-METERS", Instant.EPOCH.plusSeconds(9), "没有收下");
                    return true;
                })
                .join();
        HubUnderTest.until("numbers are there", () -> scraped().contains("liandong_canary_lost{"));
        assertThat(scraped()).containsPattern("liandong_canary_lost\\{channel=\"12345\",department=\"HB\"} 1");
        Set<String> told = names(scraped());
        Set<String> asked = new TreeSet<>();
        JsonNode dashboard = JsonMapper.builder()
                .build()
                .readTree(Files.readString(Path.of("docker/grafana/dashboards/liandong.json")));
        dashboard.findValues("expr").forEach(query -> asked.addAll(names(query.asText())));
        JsonNode rules = JsonMapper.builder(new YAMLFactory())
                .build()
                .readTree(Files.readString(Path.of("docker/prometheus/alerts.yml")));
        rules.findValues("expr").forEach(query -> asked.addAll(names(query.asText())));
        assertThat(asked).hasSizeGreaterThan(8);
        assertThat(told).containsAll(asked);
    }

    private static Set<String> names(String text) {
        return METRIC.matcher(text).results().map(found -> found.group()).collect(Collectors.toSet());
    }

    private static String scraped() {
        Answer answer = HUB.wire().operator("GET", PATH, "");
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }
}

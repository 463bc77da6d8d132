package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.operations.AccountRole;
import org.liandong.security.Credentials;

/** Whoever knows Hawtio looks at routes and queues with it, with the operator's account, and changes nothing. */
class JolokiaTest {
    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone().reaching("liandong.jmx.enabled", "true");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void routesQueuesAndMemoryAreSeen() {
        assertThat(asked("{\"type\":\"search\",\"mbean\":\"org.apache.camel:type=routes,*\"}")
                        .path("value")
                        .toString())
                .contains("intake");
        assertThat(asked("{\"type\":\"search\",\"mbean\":\"org.apache.activemq.artemis:component=addresses,*\"}")
                        .path("value")
                        .toString())
                .contains("evaluation");
        assertThat(asked("{\"type\":\"read\",\"mbean\":\"java.lang:type=Memory\",\"attribute\":\"HeapMemoryUsage\"}")
                        .path("value")
                        .path("used")
                        .asLong())
                .isPositive();
    }

    @Test
    void nothingIsChangedAndNoSecretShown() {
        assertThat(asked("{\"type\":\"exec\",\"mbean\":\"java.lang:type=Memory\",\"operation\":\"gc\"}")
                        .path("status")
                        .asInt())
                .isEqualTo(403);
        assertThat(asked(
                                "{\"type\":\"write\",\"mbean\":\"java.lang:type=Memory\",\"attribute\":\"Verbose\",\"value\":true}")
                        .path("status")
                        .asInt())
                .isEqualTo(403);
        assertThat(asked("{\"type\":\"read\",\"mbean\":\"java.lang:type=Runtime\",\"attribute\":\"SystemProperties\"}")
                        .path("status")
                        .asInt())
                .isEqualTo(403);
        assertThat(asked("{\"type\":\"read\",\"mbean\":\"java.lang:type=Runtime\"}")
                        .toString())
                .doesNotContain("java.class.path");
    }

    @Test
    void inAllThatThereIsToSeeIsNoSecret() {
        String all = Stream.of(
                        "org.apache.camel:*", "org.apache.activemq.artemis:*", "Tomcat:*", "org.springframework.boot:*")
                .map(beans -> asked("{\"type\":\"read\",\"mbean\":\"%s\"}".formatted(beans))
                        .toString())
                .collect(Collectors.joining());
        Credentials credentials = HUB.bean(Credentials.class);
        assertThat(all).contains("MessageCount", "ExchangesTotal");
        assertThat(all)
                .doesNotContain(
                        credentials.operator().password(),
                        credentials.brokerPassword(),
                        credentials.secret("HB"),
                        credentials.secret("XF"));
    }

    @Test
    void nobodyLooksWithoutTheAccount() {
        assertThat(post("{\"type\":\"version\"}", Map.of()).status()).isEqualTo(401);
        Map<String, String> person = People.signedIn(HUB, "admin2", AccountRole.ADMIN);
        assertThat(post("{\"type\":\"version\"}", person).status()).isEqualTo(401);
    }

    private static JsonNode asked(String question) {
        return json(HUB.wire().operator("POST", "/jolokia", question));
    }

    private static JsonNode json(Answer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Answer post(String question, Map<String, String> headers) {
        return HUB.wire()
                .call("POST", "/jolokia", "application/json", question.getBytes(StandardCharsets.UTF_8), headers);
    }
}

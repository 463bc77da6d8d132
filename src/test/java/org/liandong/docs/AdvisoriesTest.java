package org.liandong.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SECURITY.md says what the advisories of our versions do not find here. */
class AdvisoriesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.cxf.transport.jms.JMSConduit",
                "org.apache.cxf.rs.security.jose.jaxrs.JwsContainerRequestFilter",
                "org.apache.cxf.rs.security.oauth2.filters.OAuthRequestFilter",
                "org.apache.activemq.artemis.core.protocol.openwire.OpenWireProtocolManager",
                "org.apache.activemq.artemis.core.protocol.stomp.StompProtocolManager",
                "org.opensaml.core.config.InitializationService",
                "com.thoughtworks.xstream.XStream"
            })
    void whatAnAdvisoryIsAboutIsNotOnTheClassPath(String name) {
        assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> Class.forName(name));
    }

    @Test
    void thePagesNameTheVersionsThatAreBuilt() throws IOException {
        Map<String, String> built = new TreeMap<>();
        Pattern.compile("<(camel|camel-jms|artemis|cxf)\\.version>([\\d.]+)<")
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .forEach(found -> built.put(found.group(1), found.group(2)));

        assertThat(built).hasSize(4);
        for (String page : new String[] {"SECURITY.md", "README.md", "README.zh-CN.md"}) {
            assertThat(Page.read(page).text()).as(page).contains(built.values());
        }
    }
}

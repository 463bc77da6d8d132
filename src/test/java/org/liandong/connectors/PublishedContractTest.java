package org.liandong.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedContractTest {
    private static final String WSDL = """
            <wsdl:definitions targetNamespace="urn:dept" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"
                xmlns:xs="http://www.w3.org/2001/XMLSchema">
              <wsdl:types><xs:schema targetNamespace="urn:dept"/></wsdl:types>
              <wsdl:service name="Outcomes"><wsdl:port name="OutcomesPort"/></wsdl:service>
            </wsdl:definitions>
            """;

    @TempDir
    Path folder = Path.of("");

    @Test
    void aFileOfTheFolderTellsServiceAndPort() throws IOException {
        Files.writeString(folder.resolve("own.wsdl"), WSDL);

        PublishedContract contract = PublishedContract.read(folder, "own.wsdl");

        assertThat(contract.namespace()).isEqualTo("urn:dept");
        assertThat(contract.service()).isEqualTo("Outcomes");
        assertThat(contract.port()).isEqualTo("OutcomesPort");
        assertThat(contract.location()).startsWith("file:").endsWith("/own.wsdl");
    }

    @Test
    void theHubsOwnContractsCanBeNamed() {
        PublishedContract contract = PublishedContract.read(folder, "classpath:contracts/department-feedback.wsdl");

        assertThat(contract)
                .isEqualTo(new PublishedContract(
                        "classpath:contracts/department-feedback.wsdl",
                        "http://hub.jiangning.local/ws",
                        "DepartmentFeedbackService",
                        "DepartmentFeedbackPort"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <xs:schema targetNamespace | <xs:include xmlns:xs='http://www.w3.org/2001/XMLSchema' schemaLocation='http://example.invalid/x.xsd'/><xs:schema targetNamespace | 引用了别的文件
            <wsdl:service | <wsdl:import namespace='urn:x' location='http://example.invalid/x.wsdl'/><wsdl:service | 引用了别的文件
            <wsdl:service name="Outcomes"> | <wsdl:service name="Other"/><wsdl:service name="Outcomes"> | 只有一个service
            <wsdl:port name="OutcomesPort"/> | <wsdl:documentation/> | 只有一个port
            <wsdl:definitions targetNamespace | <!DOCTYPE x [<!ENTITY a "b">]><wsdl:definitions targetNamespace | 不是合法的XML
            http://schemas.xmlsoap.org/wsdl/ | urn:other | 不是WSDL 1.1
            """)
    void whatCannotStandAloneIsRefusedInWords(String part, String instead, String words) throws IOException {
        Files.writeString(folder.resolve("own.wsdl"), WSDL.replace(part, instead));

        assertThatThrownBy(() -> PublishedContract.read(folder, "own.wsdl"))
                .isInstanceOfSatisfying(FaultyConnectorException.class, fault -> {
                    assertThat(fault.file()).isEqualTo("own.wsdl");
                    assertThat(fault.reason()).contains(words);
                });
    }

    @ParameterizedTest
    @CsvSource({"../own.wsdl, 自己的目录内", "none.wsdl, 文件不存在", "classpath:contracts/none.wsdl, 没有这份合同"})
    void whatIsNotThereIsRefusedInWords(String name, String words) {
        assertThatThrownBy(() -> PublishedContract.read(folder, name))
                .isInstanceOfSatisfying(
                        FaultyConnectorException.class,
                        fault -> assertThat(fault.reason()).contains(words));
    }

    @Test
    void onlyASoapEntryHasOne() throws IOException {
        Path home = folder.resolve("departments/HB");
        Files.createDirectories(home);
        Files.writeString(home.resolve("in.jslt"), ".");
        Files.writeString(home.resolve("connector.yaml"), """
                department: HB
                title: 环保
                sender: HB
                protocol: queue
                endpoint: q
                sends: {DISPATCH: {mapping: in.jslt}}
                receives:
                  - {name: in, entry: http, path: /x, proof: headers, format: json, mapping: in.jslt, wsdl: own.wsdl}
                """);

        assertThat(Connectors.load(folder).broken())
                .singleElement()
                .satisfies(broken -> assertThat(broken.reason()).contains("不是soap,不能有 wsdl"));
    }
}

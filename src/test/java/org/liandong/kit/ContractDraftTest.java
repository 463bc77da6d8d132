package org.liandong.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Connectors;
import org.liandong.kit.ContractDraft.Unclear;
import org.liandong.kit.NewConnector.Protocol;
import org.liandong.kit.NewConnector.Wish;
import org.liandong.soap.SoapVersion;
import org.springframework.util.FileSystemUtils;

/** From a department's own contract to a folder that passes its check, with what is left to fill in marked. */
class ContractDraftTest {
    private static final String OPEN_API = """
            openapi: 3.0.3
            info: {title: 交通工单, version: "1"}
            paths:
              /v1/tickets:
                post:
                  operationId: createTicket
                  requestBody:
                    content:
                      application/json:
                        schema: {$ref: "#/components/schemas/Ticket"}
              /v1/tickets/{id}/notes:
                post:
                  operationId: addNote
                  requestBody: {content: {application/json: {schema: {type: object, properties: {text: {type: string}}}}}}
            components:
              schemas:
                Base:
                  type: object
                  required: [outId]
                  properties:
                    outId: {type: string, maxLength: 32, description: "来源编号,\\n全市唯一"}
                Ticket:
                  allOf:
                    - {$ref: "#/components/schemas/Base"}
                    - type: object
                      required: [kind]
                      properties:
                        subject: {type: string}
                        body: {type: string, description: 诉求内容}
                        kind: {type: string, enum: [A, B]}
                        caller: {$ref: "#/components/schemas/Caller"}
                        photos: {type: array, items: {type: string}}
                        parent: {$ref: "#/components/schemas/Ticket"}
                Caller:
                  type: object
                  properties:
                    fullName: {type: string, description: 姓名}
                    phone: {type: string}
            """;

    private static final String WSDL = """
            <wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap12/"
                xmlns:t="urn:jt" xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:jt">
              <wsdl:types>
                <xs:schema targetNamespace="urn:jt:types" elementFormDefault="qualified">
                  <xs:complexType name="Person"><xs:sequence><xs:element name="linkMan" type="xs:string"/></xs:sequence></xs:complexType>
                </xs:schema>
                <xs:schema targetNamespace="urn:jt" xmlns:p="urn:jt:types" elementFormDefault="qualified">
                  <xs:import namespace="urn:jt:types"/>
                  <xs:element name="submit"><xs:complexType><xs:sequence>
                    <xs:element name="externalId" type="xs:string"/>
                    <xs:element name="desc" type="xs:string" minOccurs="0"/>
                    <xs:element name="zt" minOccurs="0"><xs:annotation><xs:documentation>办理状态 -- 见码表</xs:documentation></xs:annotation>
                      <xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="1"/><xs:enumeration value="2"/></xs:restriction></xs:simpleType></xs:element>
                    <xs:element name="person" type="p:Person"/>
                  </xs:sequence></xs:complexType></xs:element>
                </xs:schema>
              </wsdl:types>
              <wsdl:message name="in"><wsdl:part name="body" element="t:submit"/></wsdl:message>
              <wsdl:portType name="P"><wsdl:operation name="submit"><wsdl:input message="t:in"/></wsdl:operation></wsdl:portType>
              <wsdl:binding name="B" type="t:P"><soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
                <wsdl:operation name="submit"><soap:operation soapAction="urn:jt:submit"/><wsdl:input><soap:body use="literal"/></wsdl:input></wsdl:operation>
              </wsdl:binding>
            </wsdl:definitions>
            """;

    @TempDir
    Path folder = Path.of("");

    private Path departments = Path.of("");

    @BeforeEach
    void theShippedDepartments() throws IOException {
        departments = folder.resolve("connectors/departments");
        FileSystemUtils.copyRecursively(Path.of("connectors/departments/HB"), departments.resolve("HB"));
        FileSystemUtils.copyRecursively(Path.of("connectors/departments/CG"), departments.resolve("CG"));
    }

    @Test
    void anOpenApiDescriptionBecomesAMappingThatPassesAndSaysWhatIsLeft() throws Exception {
        ContractDraft draft = OpenApiDraft.of(file("jt.yaml", OPEN_API), "createTicket");

        assertThat(draft.mapping())
                .contains("\"outId\": .taskNo,  // 猜的: 来源编号, 全市唯一,必填,string 最长32")
                .contains("\"subject\": .title,", "\"body\": .content,")
                .contains("\"kind\": null,  // 要填: 必填,string 只能是A、B")
                .contains("\"fullName\": .petitioner.display,", "\"phone\": .petitioner.contact")
                .contains("\"photos\": [],  // 要填: ");
        Path written =
                NewConnector.write(departments, departments, new Wish("JT", "交通", Protocol.REST, Optional.of(draft)));
        assertThat(Files.readString(written.resolve("connector.yaml")))
                .contains("DISPATCH: {mapping: dispatch.jslt, path: \"/v1/tickets\"}");
        assertThat(Files.readString(written.resolve("samples/DISPATCH/1-reference.out.json")))
                .contains("\"outId\"", "\"kind\":null");
        passes(written);
    }

    @Test
    void whichOperationIsMeantMustBeSaid() throws IOException {
        Path contract = file("jt.yaml", OPEN_API);

        assertThatThrownBy(() -> OpenApiDraft.of(contract, ""))
                .isInstanceOf(Unclear.class)
                .hasMessageContainingAll("--operation", "createTicket /v1/tickets", "addNote");
        assertThatThrownBy(() -> OpenApiDraft.of(contract, "nothing"))
                .isInstanceOf(Unclear.class)
                .hasMessageContaining("没有操作 nothing");
    }

    @Test
    void aPathWithTheTaskInItIsFilledIn() throws Exception {
        assertThat(OpenApiDraft.of(file("jt.yaml", OPEN_API), "/v1/tickets/{id}/notes")
                        .dispatch())
                .contains("path: \"/v1/tickets/{taskNo}/notes\"");
    }

    @Test
    void aWsdlBecomesAMappingThatPasses() throws Exception {
        ContractDraft draft = WsdlDraft.of(file("jt.wsdl", WSDL), "");

        assertThat(draft.soap()).isEqualTo("1.2");
        assertThat(draft.mapping())
                .contains(
                        "<n1:externalId><xsl:value-of select=\"$message?taskNo\"/></n1:externalId> <!-- 猜的: 必填,string -->")
                .contains("<n1:desc><xsl:value-of select=\"$message?content\"/></n1:desc>")
                .contains("<n1:zt/> <!-- 要填: 办理状态 — 见码表,可空,只能是1、2 -->")
                .contains("<n2:linkMan><xsl:value-of select=\"$message?petitioner?display\"/></n2:linkMan>")
                .contains("xmlns:n1=\"urn:jt\"", "xmlns:n2=\"urn:jt:types\"");
        Path written =
                NewConnector.write(departments, departments, new Wish("JT", "交通", Protocol.SOAP, Optional.of(draft)));
        Connector connector = Connectors.loadOne(written).connectors().get(0);
        assertThat(connector.delivery().soap()).isEqualTo(SoapVersion.V1_2);
        assertThat(connector.operations().get("DISPATCH"))
                .satisfies(send -> assertThat(send.action()).isEqualTo("urn:jt:submit"));
        passes(written);
    }

    @Test
    void anOldWsdlOfRpcIsReadToo() throws Exception {
        String rpc = WSDL.replace("style=\"document\"", "style=\"rpc\"")
                .replace("wsdl/soap12/", "wsdl/soap/")
                .replace(
                        "<wsdl:part name=\"body\" element=\"t:submit\"/>",
                        "<wsdl:part name=\"xml\" type=\"xs:string\"/>");

        ContractDraft draft = WsdlDraft.of(file("rpc.wsdl", rpc), "submit");

        assertThat(draft.soap()).isEqualTo("1.1");
        assertThat(draft.mapping()).contains("<n1:submit>", "<xml/> <!-- 要填: 必填,string -->");
        assertThat(WsdlDraft.of(Path.of("src/main/resources/contracts/szcg-receive.wsdl"), "")
                        .mapping())
                .contains("<n1:process/> <!-- 要填: 必填,anyType -->");
    }

    @Test
    void whatIsNoContractIsSaid() throws IOException {
        Path broken = file("broken.yaml", "openapi: [");
        Path other = file("other.yaml", "title: nothing");
        Path dtd = file("dtd.wsdl", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>");
        Path elsewhere = file(
                "elsewhere.wsdl",
                WSDL.replace("<xs:import namespace=\"urn:jt:types\"/>", "<xs:include schemaLocation=\"more.xsd\"/>"));

        assertThatThrownBy(() -> OpenApiDraft.of(broken, ""))
                .isInstanceOf(Unclear.class)
                .hasMessageContaining("不是合法的JSON或YAML");
        assertThatThrownBy(() -> OpenApiDraft.of(other, ""))
                .isInstanceOf(Unclear.class)
                .hasMessageContaining("不是OpenAPI");
        assertThatThrownBy(() -> OpenApiDraft.of(folder.resolve("nowhere.yaml"), ""))
                .isInstanceOf(Unclear.class)
                .hasMessageContaining("打不开");
        assertThatThrownBy(() -> WsdlDraft.of(dtd, ""))
                .isInstanceOf(Unclear.class)
                .hasMessageContaining("DOCTYPE");
        assertThatThrownBy(() -> WsdlDraft.of(elsewhere, ""))
                .isInstanceOf(Unclear.class)
                .hasMessageContaining("more.xsd");
        assertThatThrownBy(() -> NewConnector.write(
                        departments,
                        departments,
                        new Wish(
                                "JT",
                                "交通",
                                Protocol.SOAP,
                                Optional.of(OpenApiDraft.of(file("jt.yaml", OPEN_API), "createTicket")))))
                .hasMessageContaining("--protocol rest");
        assertThat(departments.resolve("JT")).doesNotExist();
    }

    private static void passes(Path connector) {
        assertThat(new ConnectorKit(Clock.systemUTC()).check(connector).trials())
                .filteredOn(trial -> !trial.isPassed())
                .isEmpty();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}

package org.liandong.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.wsdl.Definition;
import javax.wsdl.WSDLException;
import javax.wsdl.extensions.schema.Schema;
import javax.wsdl.factory.WSDLFactory;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.binding.soap.model.SoapBindingInfo;
import org.apache.cxf.service.model.BindingOperationInfo;
import org.apache.cxf.service.model.ServiceInfo;
import org.apache.cxf.wsdl11.WSDLServiceBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class WsdlTest {
    /** As much of the encoding of SOAP 1.1 as the city management's system uses. */
    private static final String SOAP_ENCODING = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
                targetNamespace="http://schemas.xmlsoap.org/soap/encoding/">
              <xs:complexType name="string">
                <xs:simpleContent><xs:extension base="xs:string"/></xs:simpleContent>
              </xs:complexType>
            </xs:schema>
            """;

    private final Bus bus = BusFactory.newInstance().createBus();

    @AfterEach
    void shutDown() {
        bus.shutdown(true);
    }

    @Test
    void everySoapContractIsTested() {
        assertThat(Contracts.files(".wsdl"))
                .containsExactly(
                        "department-feedback.wsdl", "hotline-callback.wsdl", "order-hotline.wsdl", "szcg-receive.wsdl");
    }

    @ParameterizedTest
    @CsvSource({
        "order-hotline.wsdl, http://ws.order.hotline/, process, OrderHotlinePort",
        "hotline-callback.wsdl, http://ws.order.hotline/, process, HotlineCallbackPort",
        "department-feedback.wsdl, http://hub.jiangning.local/ws, reportFeedback, DepartmentFeedbackPort",
        "szcg-receive.wsdl, http://receive.szcg.local/, process, SzcgReceivePort",
    })
    void cxfBuildsTheServiceWithItsOneOperation(String file, String namespace, String operation, String port)
            throws WSDLException {
        List<ServiceInfo> services = new WSDLServiceBuilder(bus).buildServices(definition(file));

        assertThat(services).hasSize(1);
        ServiceInfo service = services.get(0);
        assertThat(service.getEndpoint(new QName(namespace, port))).isNotNull();
        SoapBindingInfo binding =
                (SoapBindingInfo) service.getBindings().iterator().next();
        assertThat(binding.getSoapVersion().getVersion()).isEqualTo(1.1);
        assertThat(binding.getOperations()).hasSize(1);
        BindingOperationInfo only = binding.getOperations().iterator().next();
        assertThat(only.getName()).isEqualTo(new QName(namespace, operation));
        assertThat(binding.getStyle()).isEqualTo("document");
        assertThat(only.getInput().getMessageInfo().getFirstMessagePart().getElementQName())
                .isEqualTo(new QName(namespace, operation));
        assertThat(only.getOutput().getMessageInfo().getFirstMessagePart().getElementQName())
                .isEqualTo(new QName(namespace, operation + "Response"));
    }

    @ParameterizedTest
    @CsvSource({
        "order-hotline.wsdl, ch-12345-2-soap-gbk-dirty.xml",
        "department-feedback.wsdl, ad-soap-2-return-callback.xml",
        "department-feedback.wsdl, ad-soap-3-dispose-feedback.xml",
        "szcg-receive.wsdl, ad-soap-1-dispatch-request.xml",
    })
    void theReferencesMessagesAreAllowed(String file, String sample) throws Exception {
        Document envelope =
                parse(new InputSource(Contracts.reference(sample).toUri().toString()));
        validator(file).validate(new DOMSource(body(envelope)));
    }

    @ParameterizedTest
    @CsvSource({
        "order-hotline.wsdl, channels/12345-legacy/samples/orders/[12]-*.in.xml, 2",
        "order-hotline.wsdl, channels/12345-legacy/samples/orders-answer/*.out.xml, 2",
        "hotline-callback.wsdl, channels/12345-legacy/samples/STATUS/*.out.xml, 2",
        "department-feedback.wsdl, departments/CG/samples/feedback/*.in.xml, 8",
        "department-feedback.wsdl, departments/CG/samples/feedback-answer/*.out.xml, 2",
        "szcg-receive.wsdl, departments/CG/samples/[!f]*/*.out.xml, 10",
    })
    void whatTheConnectorsTakeAndSendIsWhatIsPublished(String file, String samples, int atLeast) throws Exception {
        List<Path> messages = ConnectorSamplesTest.samples(samples);
        assertThat(messages).hasSizeGreaterThanOrEqualTo(atLeast);
        for (Path message : messages) {
            Document read = parse(new InputSource(message.toUri().toString()));
            boolean whole = read.getDocumentElement().getLocalName().equals("Envelope");
            validator(file).validate(new DOMSource(whole ? body(read) : read.getDocumentElement()));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            order-hotline.wsdl       | <w:processResponse xmlns:w='http://ws.order.hotline/'><ERRCD>0</ERRCD><RESXML>&lt;result/&gt;</RESXML></w:processResponse>
            order-hotline.wsdl       | <w:processResponse xmlns:w='http://ws.order.hotline/'><ERRCD>SIGN_WRONG</ERRCD><ERRMSG>签名不符</ERRMSG></w:processResponse>
            hotline-callback.wsdl    | <w:process xmlns:w='http://ws.order.hotline/'><FUNC>reportFeedback</FUNC><SPID>JN-HUB</SPID><SPPWD/><VER>1.0</VER><REQXML>x</REQXML></w:process>
            hotline-callback.wsdl    | <w:processResponse xmlns:w='http://ws.order.hotline/'><ERRCD>0000</ERRCD><RESXML/></w:processResponse>
            department-feedback.wsdl | <w:reportFeedbackResponse xmlns:w='http://hub.jiangning.local/ws'><ERRCD>0</ERRCD><ERRMSG>已收下</ERRMSG></w:reportFeedbackResponse>
            szcg-receive.wsdl        | <r:processResponse xmlns:r='http://receive.szcg.local/'><processReturn>x</processReturn></r:processResponse>
            """)
    void answersAndCallbacksAreAllowed(String file, String message) throws Exception {
        validator(file).validate(new DOMSource(parse(message)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            order-hotline.wsdl       | REQXML | <w:process xmlns:w='http://ws.order.hotline/'><FUNC>pushOrder</FUNC><SPID>NJ12345</SPID></w:process>
            order-hotline.wsdl       | FUNC   | <process xmlns='http://ws.order.hotline/'><FUNC>pushOrder</FUNC><SPID>NJ12345</SPID><REQXML/></process>
            order-hotline.wsdl       | order  | <w:process xmlns:w='http://ws.order.hotline/'><FUNC>pushOrder</FUNC><SPID>NJ12345</SPID><order/></w:process>
            order-hotline.wsdl       | push   | <w:push xmlns:w='http://ws.order.hotline/'/>
            hotline-callback.wsdl    | FUNC   | <w:process xmlns:w='http://ws.order.hotline/'><FUNC>pushOrder</FUNC><REQXML>x</REQXML></w:process>
            department-feedback.wsdl | REQXML | <w:reportFeedback xmlns:w='http://hub.jiangning.local/ws'><REQXML>x</REQXML></w:reportFeedback>
            department-feedback.wsdl | REQXML | <reportFeedback xmlns='http://hub.jiangning.local/ws'/>
            szcg-receive.wsdl        | submit | <r:submit xmlns:r='http://receive.szcg.local/'/>
            """)
    void whatIsWrongIsRefusedAndTheElementNamed(String file, String element, String message) throws Exception {
        DOMSource wrong = new DOMSource(parse(message));
        Validator validator = validator(file);
        assertThatThrownBy(() -> validator.validate(wrong))
                .isInstanceOf(SAXException.class)
                .hasMessageContaining(element);
    }

    /** Both are written against one namespace, so a tool that loads both must find the same answer. */
    @ParameterizedTest
    @ValueSource(strings = {"order-hotline.wsdl", "hotline-callback.wsdl"})
    void bothSidesOfTheHotlineAnswerInOneForm(String file) throws Exception {
        validator(file)
                .validate(new DOMSource(parse("<w:processResponse xmlns:w='http://ws.order.hotline/'>"
                        + "<ERRCD>0</ERRCD><ERRMSG/><RESXML/></w:processResponse>")));
    }

    static Definition definition(String file) throws WSDLException {
        return definition(Contracts.folder().resolve(file).toUri());
    }

    static Definition definition(URI location) throws WSDLException {
        var reader = WSDLFactory.newInstance().newWSDLReader();
        reader.setFeature("javax.wsdl.verbose", false);
        return reader.readWSDL(location.toString());
    }

    private static Validator validator(String file) throws Exception {
        return validator(definition(file));
    }

    /** Of the messages that a contract allows. */
    static Validator validator(Definition definition) throws Exception {
        Element types =
                ((Schema) definition.getTypes().getExtensibilityElements().get(0)).getElement();
        Map<?, ?> namespaces = definition.getNamespaces();
        namespaces.forEach((prefix, uri) -> {
            String name = prefix.toString().isEmpty() ? "xmlns" : "xmlns:" + prefix;
            types.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, name, uri.toString());
        });
        SchemaFactory factory = SchemaFactory.newDefaultInstance();
        return factory.newSchema(new Source[] {new DOMSource(types), new StreamSource(new StringReader(SOAP_ENCODING))})
                .newValidator();
    }

    static Element body(Document envelope) {
        Node body = envelope.getElementsByTagNameNS("http://schemas.xmlsoap.org/soap/envelope/", "Body")
                .item(0);
        for (Node child = body.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                return element;
            }
        }
        throw new IllegalArgumentException("the body is empty");
    }

    private static Element parse(String xml) throws Exception {
        return parse(new InputSource(new StringReader(xml))).getDocumentElement();
    }

    static Document parse(InputSource source) throws ParserConfigurationException, SAXException, IOException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(source);
    }
}

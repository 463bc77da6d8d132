package org.liandong.journeys;

import jakarta.activation.DataHandler;
import jakarta.jws.WebMethod;
import jakarta.jws.WebParam;
import jakarta.jws.WebResult;
import jakarta.jws.WebService;
import jakarta.jws.soap.SOAPBinding;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlMimeType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.security.auth.callback.CallbackHandler;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.attachment.AttachmentDataSource;
import org.apache.cxf.jaxws.JaxWsProxyFactoryBean;
import org.apache.cxf.jaxws.JaxWsServerFactoryBean;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.apache.cxf.ws.security.SecurityConstants;
import org.apache.cxf.ws.security.wss4j.WSS4JInInterceptor;
import org.apache.cxf.ws.security.wss4j.WSS4JOutInterceptor;
import org.apache.wss4j.common.crypto.Crypto;
import org.apache.wss4j.common.crypto.Merlin;
import org.apache.wss4j.common.ext.WSPasswordCallback;
import org.apache.wss4j.dom.handler.WSHandlerConstants;
import org.jspecify.annotations.Nullable;
import org.liandong.simulator.FreePorts;
import org.w3c.dom.Element;

/**
 * The 12315 system as a service of Apache CXF with WS-Security policies of its own: it takes what the hub has signed, with
 * photographs beside the envelope, and reports in the same manner.
 */
final class ConsumersService implements AutoCloseable {
    private static final String OURS = "urn:12315:v2";
    private static final String HUBS = "urn:liandong:12315";
    private static final String SOAP_1_2 = "http://www.w3.org/2003/05/soap/bindings/HTTP/";
    private static final String SOAP_1_2_MTOM = SOAP_1_2 + "?mtom=true";

    private final int port = FreePorts.next();
    private final Tomcat tomcat = new Tomcat();
    private final Bus bus = BusFactory.newInstance().createBus();
    private final List<Complaint> complaints = new CopyOnWriteArrayList<>();
    private final List<Boolean> beside = new CopyOnWriteArrayList<>();

    /** A photograph; its content may stand beside the envelope. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @SuppressWarnings("NullAway.Init") // JAXB fills it
    public static class Photo {
        @XmlElement(namespace = OURS)
        String name;

        @XmlMimeType("application/octet-stream")
        @XmlElement(namespace = OURS)
        DataHandler content;

        byte[] bytes() {
            try {
                return content.getInputStream().readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The same in a report to the hub. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @SuppressWarnings("NullAway.Init") // JAXB fills it
    public static class Shot {
        @XmlElement(namespace = HUBS)
        String name;

        @XmlMimeType("application/octet-stream")
        @XmlElement(namespace = HUBS)
        DataHandler content;
    }

    /** What the hub sends. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @SuppressWarnings("NullAway.Init")
    public static class Complaint {
        @XmlElement(namespace = OURS)
        String externalId;

        @XmlElement(namespace = OURS)
        String subject;

        @XmlElement(namespace = OURS)
        List<Photo> photo = new ArrayList<>();

        @XmlAnyElement
        List<Element> more = new ArrayList<>();
    }

    /** What the hub is answered. */
    @XmlAccessorType(XmlAccessType.FIELD)
    public static class Registered {
        @XmlElement(namespace = OURS)
        String code = "OK";

        @XmlElement(namespace = OURS)
        String registerNo = "132011500202607";
    }

    /** What the hub is told. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @SuppressWarnings("NullAway.Init")
    public static class Progress {
        @XmlElement(namespace = HUBS)
        String progressId;

        @XmlElement(namespace = HUBS)
        String externalId;

        @XmlElement(namespace = HUBS)
        String status;

        @XmlElement(namespace = HUBS)
        String occurredAt;

        @XmlElement(namespace = HUBS)
        String officer;

        @XmlElement(namespace = HUBS)
        List<Shot> photo = new ArrayList<>();
    }

    /** What the hub answers. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @SuppressWarnings("NullAway.Init")
    public static class Receipt {
        @XmlElement(namespace = HUBS)
        String code;

        @XmlElement(namespace = HUBS)
        String field;

        @XmlElement(namespace = HUBS)
        String message;
    }

    /** The system's own interface. */
    @WebService(targetNamespace = OURS)
    @SOAPBinding(parameterStyle = SOAPBinding.ParameterStyle.BARE)
    public interface Complaints {
        @WebMethod
        @WebResult(name = "submitResponse", targetNamespace = OURS)
        Registered submitComplaint(@WebParam(name = "submitComplaint", targetNamespace = OURS) Complaint complaint);
    }

    /** The hub's. */
    @WebService(targetNamespace = HUBS)
    @SOAPBinding(parameterStyle = SOAPBinding.ParameterStyle.BARE)
    public interface Feedback {
        @WebMethod
        @WebResult(name = "reportProgressResponse", targetNamespace = HUBS)
        Receipt reportProgress(@WebParam(name = "reportProgress", targetNamespace = HUBS) Progress progress);
    }

    private final class Desk implements Complaints {
        @Override
        public Registered submitComplaint(Complaint complaint) {
            complaint.photo.forEach(photo -> beside.add(photo.content.getDataSource() instanceof AttachmentDataSource));
            complaints.add(complaint);
            return new Registered();
        }
    }

    /** @param hub whose signature it demands; null for nobody's */
    ConsumersService(Path folder, @Nullable Crypto hub) {
        JaxWsServerFactoryBean service = new JaxWsServerFactoryBean();
        service.setBus(bus);
        service.setServiceClass(Complaints.class);
        service.setServiceBean(new Desk());
        service.setAddress("/v2");
        service.setBindingId(SOAP_1_2_MTOM);
        service.setProperties(Map.of(SecurityConstants.ENABLE_TIMESTAMP_CACHE, false));
        if (hub != null) {
            service.getInInterceptors()
                    .add(new WSS4JInInterceptor(Map.of(
                            WSHandlerConstants.ACTION,
                            WSHandlerConstants.TIMESTAMP + " " + WSHandlerConstants.SIGNATURE,
                            WSHandlerConstants.SIG_VER_PROP_REF_ID,
                            "hub",
                            "hub",
                            hub)));
        }
        tomcat.setBaseDir(folder.toString());
        tomcat.setSilent(true);
        Connector connector = new Connector();
        connector.setPort(port);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", null);
        CXFNonSpringServlet servlet = new CXFNonSpringServlet();
        servlet.setBus(bus);
        Tomcat.addServlet(context, "cxf", servlet).setLoadOnStartup(1);
        context.addServletMappingDecoded("/ws/*", "cxf");
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
        service.create();
    }

    String address() {
        return "http://127.0.0.1:" + port + "/ws/v2";
    }

    /** The complaint about the task, when it has come. */
    Complaint about(String task) {
        HubUnderTest.until("complaint " + task, () -> complaints.stream().anyMatch(one -> one.externalId.equals(task)));
        return complaints.stream()
                .filter(one -> one.externalId.equals(task))
                .findFirst()
                .orElseThrow();
    }

    /** For each photograph, whether it came beside the envelope. */
    List<Boolean> beside() {
        return beside;
    }

    /** A client of the hub. */
    static Feedback feedback(String address, Signer signer, List<AbstractPhaseInterceptor<Message>> more) {
        JaxWsProxyFactoryBean client = new JaxWsProxyFactoryBean();
        client.setServiceClass(Feedback.class);
        client.setAddress(address);
        client.setBindingId(signer.photosBeside() ? SOAP_1_2_MTOM : SOAP_1_2);
        client.getOutInterceptors().addAll(more);
        if (signer.actions() != null) {
            WSS4JOutInterceptor signing = new WSS4JOutInterceptor(Map.of(
                    WSHandlerConstants.ACTION,
                    signer.actions(),
                    WSHandlerConstants.USER,
                    signer.user(),
                    WSHandlerConstants.PW_CALLBACK_REF,
                    signer.password(),
                    WSHandlerConstants.SIG_PROP_REF_ID,
                    "own",
                    "own",
                    signer.crypto(),
                    WSHandlerConstants.SIG_KEY_ID,
                    "DirectReference",
                    WSHandlerConstants.SIG_ALGO,
                    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
                    WSHandlerConstants.SIG_DIGEST_ALGO,
                    "http://www.w3.org/2001/04/xmlenc#sha256",
                    WSHandlerConstants.SIGNATURE_PARTS,
                    signer.parts()));
            client.getOutInterceptors().add(signing);
        }
        return client.create(Feedback.class);
    }

    /**
     * How a client proves itself.
     *
     * @param actions of WSS4J; null for nothing at all
     * @param photosBeside whether photographs stand beside a signed envelope, too
     */
    record Signer(
            @Nullable String actions, String user, KeyStore store, String secret, String parts, boolean photosBeside) {
        Crypto crypto() {
            return trusting(store);
        }

        CallbackHandler password() {
            return callbacks -> {
                for (var callback : callbacks) {
                    ((WSPasswordCallback) callback).setPassword(secret);
                }
            };
        }
    }

    static Crypto trusting(KeyStore store) {
        Merlin crypto = new Merlin();
        crypto.setKeyStore(store);
        return crypto;
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.liandong.hub;

import java.io.InputStream;
import java.time.Duration;
import org.apache.camel.component.cxf.jaxws.CxfConfigurer;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.frontend.AbstractWSDLBasedEndpointFactory;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.transport.http.HTTPConduit;
import org.apache.cxf.transport.http.HTTPConduitFactory;
import org.apache.cxf.transport.http.URLConnectionHTTPConduit;
import org.apache.cxf.transports.http.configuration.ConnectionType;
import org.apache.cxf.transports.http.configuration.HTTPClientPolicy;
import org.liandong.connectors.Delivery;

/**
 * Sets how long a SOAP client waits; chunks are off since old servers do not know them. What carries the calls is the
 * plainest that CXF has: the other (CXF 4.1, over {@code java.net.http}) has sent long envelopes without their content.
 */
record SoapPatience(Delivery.Timeouts timeouts) implements CxfConfigurer {
    @Override
    public void configure(AbstractWSDLBasedEndpointFactory factory) {
        factory.getBus()
                .setExtension(
                        (transport, bus, endpoint, target) -> new URLConnectionHTTPConduit(bus, endpoint, target),
                        HTTPConduitFactory.class);
    }

    @Override
    public void configureClient(Client client) {
        HTTPClientPolicy policy = new HTTPClientPolicy();
        policy.setConnectionTimeout(timeouts.connect().toMillis());
        policy.setReceiveTimeout(timeouts.answer().toMillis());
        policy.setAllowChunking(false);
        // a line that went away while nobody spoke would leave a letter in doubt
        policy.setConnection(ConnectionType.CLOSE);
        policy.setAutoRedirect(false);
        ((HTTPConduit) client.getConduit()).setClient(policy);
        client.getInInterceptors().add(new AnswerLimit(timeouts.answer()));
    }

    @Override
    public void configureServer(Server server) {}

    /** The client's own timeout is for each piece of an answer; this is for all of it. */
    private static final class AnswerLimit extends AbstractPhaseInterceptor<Message> {
        private final Duration time;

        AnswerLimit(Duration time) {
            super(Phase.RECEIVE);
            this.time = time;
        }

        @Override
        public void handleMessage(Message message) {
            InputStream answer = message.getContent(InputStream.class);
            if (answer != null) {
                message.setContent(InputStream.class, new LimitedAnswer(answer, time, () -> {}));
            }
        }
    }
}

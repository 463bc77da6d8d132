package org.liandong.hub;

import jakarta.jms.ConnectionFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.ContextEvents;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.jms.JmsHeaderFilterStrategy;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.spi.StartupConditionStrategy;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.CamelConfigurationProperties;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.spring.boot.CamelSpringBootApplicationController;
import org.apache.camel.spring.spi.CamelBeanPostProcessor;
import org.apache.camel.support.ResetableClock;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.core.JmsTemplate;

/** Camel's components, set so that a message is neither lost nor sent twice; docs/decisions/0003-jms.md says why each. */
@Configuration(proxyBeanMethods = false)
class CamelConfiguration {

    /** As Camel's own configuration makes it (CamelAutoConfiguration of Camel 4.18), but for its class. */
    @Bean(destroyMethod = "")
    CamelContext camelContext(
            ApplicationContext spring,
            CamelConfigurationProperties properties,
            CamelBeanPostProcessor beans,
            StartupConditionStrategy condition)
            throws Exception {
        CamelSpringBootApplicationController controller = new CamelSpringBootApplicationController(spring);
        ManyRoutes camel = new ManyRoutes(spring, properties.getMain().isWarnOnEarlyShutdown(), controller);
        camel.getClock().add(ContextEvents.BOOT, new ResetableClock());
        controller.setCamelContext(camel);
        beans.setCamelContext(camel);
        camel.getCamelContextExtension().addContextPlugin(CamelBeanPostProcessor.class, beans);
        camel.getCamelContextExtension().addContextPlugin(StartupConditionStrategy.class, condition);
        return CamelAutoConfiguration.doConfigureCamelContext(spring, camel, properties, controller);
    }

    /** Consumes: one local transaction a message, on consumers that stay. */
    @Bean
    JmsComponent jms(ConnectionFactory connections) {
        JmsComponent jms = component(connections);
        jms.setTransacted(true);
        jms.setLazyCreateTransactionManager(false);
        jms.setCacheLevelName("CACHE_CONSUMER");
        jms.getConfiguration().setExposeListenerSession(true);
        jms.setAcceptMessagesWhileStopping(true);
        return jms;
    }

    /** Sends on its own, durably, outside any consumer's transaction. */
    @Bean
    JmsComponent broker(JmsPoolConnectionFactory pool) {
        return component(pool);
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    JmsPoolConnectionFactory pool(ConnectionFactory connections) {
        JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(connections);
        pool.setMaxConnections(2);
        return pool;
    }

    @Bean
    Receipts receipts(LiveConnectors connectors, JmsPoolConnectionFactory pool) {
        JmsTemplate topics = new JmsTemplate(pool);
        topics.setPubSubDomain(true);
        return new Receipts(connectors.entrances(), topics);
    }

    /** The routes come up when Camel stands, connector by connector. */
    @Bean
    CamelContextConfiguration routes(LiveConnectors connectors) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext camel) {}

            @Override
            public void afterApplicationStart(CamelContext camel) {
                try {
                    connectors.startIn(camel);
                } catch (Exception e) {
                    throw new SetupProblem("路线文件无法装载: " + e.getMessage(), e);
                }
            }
        };
    }

    @Bean
    ImpatientHttp impatient() {
        return new ImpatientHttp();
    }

    /** Requests are handled in the threads of the web server. */
    @Bean("platform-http-engine")
    PlatformHttpEngine ownThreads(@Value("${server.port:8080}") int port) {
        return new OwnThreadEngine(port);
    }

    @Bean
    KameletComponent kamelet(HubSettings settings) {
        KameletComponent kamelets = new KameletComponent();
        kamelets.setLocation("file:" + settings.home().resolve("connectors/kamelets"));
        return kamelets;
    }

    private static JmsComponent component(ConnectionFactory connections) {
        JmsComponent jms = new JmsComponent();
        jms.setConnectionFactory(connections);
        jms.getConfiguration().setTransferExchange(false);
        jms.getConfiguration().setTransferException(false);
        jms.getConfiguration().setMapJmsMessage(true);
        // control headers must not come in by another spelling (CVE-2026-40453)
        JmsHeaderFilterStrategy headers = new JmsHeaderFilterStrategy();
        headers.setLowerCase(true);
        jms.setHeaderFilterStrategy(headers);
        return jms;
    }
}

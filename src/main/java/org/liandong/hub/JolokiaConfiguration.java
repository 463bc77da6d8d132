package org.liandong.hub;

import org.jolokia.server.core.http.AgentServlet;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What Camel, the broker and the Java machine show of themselves over HTTP, as Hawtio reads it: to look at, not to touch. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("liandong.jmx.enabled")
class JolokiaConfiguration {
    @Bean
    ServletRegistrationBean<AgentServlet> jolokia() {
        ServletRegistrationBean<AgentServlet> servlet = new ServletRegistrationBean<>(new AgentServlet(), "/jolokia/*");
        servlet.addInitParameter("policyLocation", "classpath:/jolokia-access.xml");
        servlet.addInitParameter("discoveryEnabled", "false");
        servlet.addInitParameter("allowErrorDetails", "false");
        servlet.setLoadOnStartup(1);
        return servlet;
    }
}

package org.liandong.hub;

import org.apache.camel.LoggingLevel;
import org.apache.camel.spring.boot.CamelSpringBootApplicationController;
import org.apache.camel.spring.boot.SpringBootCamelContext;
import org.springframework.context.ApplicationContext;

/**
 * Camel for a thousand connectors. Before it adds a route it removes the one of that name, and for that gathers the endpoints of
 * all routes, also when there is none: three quarters of the start of a thousand connectors (Camel 4.18,
 * AbstractCamelContext.removeRoute).
 */
final class ManyRoutes extends SpringBootCamelContext {
    ManyRoutes(
            ApplicationContext spring, boolean warnOnEarlyShutdown, CamelSpringBootApplicationController controller) {
        super(spring, warnOnEarlyShutdown, controller);
    }

    @Override
    protected boolean removeRoute(String routeId, LoggingLevel level) throws Exception {
        boolean there = getRouteController().getRouteStatus(routeId) != null;
        return there && super.removeRoute(routeId, level);
    }
}

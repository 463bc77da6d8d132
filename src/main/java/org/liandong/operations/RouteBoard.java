package org.liandong.operations;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.liandong.health.Condition.Light;
import org.liandong.operations.RouteWatch.Watched;

/** How every route stands, and how much goes along it in the last hour. */
record RouteBoard(
        Moment asOf, long red, long amber, long green, long grey, RoutePicture picture, List<RouteLine> lines) {

    static RouteBoard of(List<Watched> routes, List<Overview.Count> way, Instant now) {
        List<RouteLine> lines = new ArrayList<>(routes.size());
        routes.forEach(route -> lines.add(RouteLine.of(route)));
        return new RouteBoard(
                Moment.clock(now),
                count(routes, Light.RED),
                count(routes, Light.AMBER),
                count(routes, Light.GREEN),
                count(routes, Light.GREY),
                RoutePicture.of(lines, way),
                lines);
    }

    private static long count(List<Watched> routes, Light light) {
        return routes.stream()
                .filter(route -> route.worst().kind().light() == light)
                .count();
    }
}
